{#- A build is whole (every model from all facts) or a step (only what was touched since the last build is renewed).

    ops.state tells which: `marts` and `seeds` hold the version (pipelines/marts/project.py) at which all of them were
    built last, `marts_step` stands there while a step runs. Both `marts` and the list of touched documents outlive a
    build only if all of it succeeded: after a kill, a failure, a change of the project, or a dbt that was started by
    hand and without a version, the next build is whole. -#}

{% macro begin_build() -%}
    {#- on-run-start: decide, and forget what is about to be made anew. To renew most is dearer than to build all.
        Who selects models has these built whole: those before them, whose renewed rows they would read, stand. -#}
    {%- if execute and flags.WHICH in ('build', 'run', 'seed') -%}
        {%- set version = env_var('ATTACHE_MARTS_VERSION', '') -%}
        {%- do graph.pop('is_step', none) -%}
        {%- do graph.pop('copied', none) -%}
        begin transaction;
        delete from ops.state where name = 'marts_step';
        {% if flags.WHICH != 'run' -%}
            delete from ops.state where name = 'seeds';
        {%- endif %}
        {% if flags.WHICH != 'seed' -%}
            {%- set models = graph.nodes.values() | selectattr('resource_type', 'equalto', 'model') -%}
            {%- set left_out = models | map(attribute='unique_id') | reject('in', selected_resources) | list %}
            insert into ops.state
            select
                'marts_step' as name,
                '{{ version }}' as value
            from ops.state
            where
                name = 'marts'
                and value = '{{ version }}'
                and {{ 'false' if left_out else 'true' }}
                and (select count(*) from ops.touched_documents)
                <= {{ var('step_share') }} * (select count(*) from core.documents);
            delete from ops.state where name = 'marts';
        {%- endif %}
        commit;
    {%- endif -%}
{%- endmacro %}

{% macro end_build(results) -%}
    {#- on-run-end: what was built completely is remembered, in one transaction with what it was built from. -#}
    {%- if execute and flags.WHICH in ('build', 'run', 'seed') -%}
        {%- set version = env_var('ATTACHE_MARTS_VERSION', '') -%}
        {%- set built = results | selectattr('status', 'equalto', 'success') | map(attribute='node.unique_id') | list -%}
        {%- set missing = namespace(seed=false, model=false) -%}
        {%- for node in graph.nodes.values() if node.unique_id not in built -%}
            {%- if node.resource_type == 'seed' %}{% set missing.seed = true %}{% endif -%}
            {%- if node.resource_type == 'model' %}{% set missing.model = true %}{% endif -%}
        {%- endfor %}
        {% if is_step_build() %}{{ fold_lightly() }}{% endif %}
        begin transaction;
        delete from ops.state where name = 'marts_step';
        {% if version and not missing.seed -%}
            insert into ops.state values ('seeds', '{{ version }}');
        {%- endif %}
        {% if version and not missing.model -%}
            insert into ops.state
            select
                'marts' as name,
                value
            from ops.state
            where
                name = 'seeds'
                and value = '{{ version }}';
            delete from ops.touched_documents;
        {%- endif %}
        commit;
    {%- endif -%}
{%- endmacro %}

{% macro is_step_build() -%}
    {#- Whether this build renews only what was touched. Each model asks several times: the answer is kept in the one
        thing that all nodes of a run share. -#}
    {%- if execute and 'is_step' not in graph -%}
        {%- do graph.update({
            'is_step': run_query("select 1 from ops.state where name = 'marts_step'") | length > 0
        }) -%}
    {%- endif -%}
    {{- return(execute and graph.is_step) -}}
{%- endmacro %}

{% macro should_full_refresh() -%}
    {#- dbt's own question to each incremental model and seed, and so of is_incremental(). -#}
    {{- return(config.get('full_refresh') or flags.FULL_REFRESH or not is_step_build()) -}}
{%- endmacro %}
