{#- What a step need not do, since it is small. -#}

{% macro spare_threads() -%}
    {#- on-run-start, once begin_build has decided: threads that wait for each other's few rows cost more than they bring.
        A night of 3,300 documents in a million facts takes 5 s of processor with one thread, 7 s with two, and as long
        on the clock. -#}
    {%- if execute and flags.WHICH in ('build', 'run') and is_step_build() -%}
        {%- set touched = run_query('select count(*) from ops.touched_documents')[0][0] -%}
        {%- set has = run_query("select current_setting('threads')")[0][0] -%}
        set threads = {{ [has | int, 1 + touched // var('documents_a_thread')] | min }}
    {%- endif -%}
{%- endmacro %}

{% macro fold_lightly() -%}
    {#- What a build changed is folded into the file when dbt closes it. After a step DuckDB would then write anew every
        group of rows that has room for the next one since some were deleted, and look for the closest packing, which
        takes half as long as the step itself (a million facts: 4 to 5 s of 13). Both wait for the step that leaves more
        than dead_share of the rows dead. What is published is packed in any case. -#}
    {%- set counts = [] -%}
    {%- for node in graph.nodes.values() if node.config.materialized == 'incremental' -%}
        {%- do counts.append('select count(*) as alive, max(rowid) + 1 as written from ' ~ node.relation_name) -%}
    {%- endfor %}
    {%- set dead = 'select coalesce(1 - sum(alive) / sum(written), 0) from (' ~ counts | join(' union all ') ~ ')' -%}
    {%- if run_query(dead)[0][0] <= var('dead_share') %}
        set max_vacuum_tasks = 0;
        set force_compression = 'uncompressed';
    {%- endif %}
{%- endmacro %}
