{#- How a model that is `incremental` is renewed in a step, by `meta.renewed_by`:

    a column     the rows whose id in it was touched go, the rows that the model selects come in their place;
                 the model selects, with touched(), all rows of what was touched and no others. Where it may select
                 others, too, their `unique_key` makes the old ones go;
    everything   all rows go: the model is small, or each row depends on all facts. So it is where nothing is said;
    nothing      the table stands: it is made of seeds alone.

    dbt's own incremental materialization would compare columns and write comments first, which takes longer than the
    rows; here neither can have changed, since a step has the version of the build before. -#}

{% materialization incremental, adapter='duckdb' -%}
    {%- if not is_incremental() -%}
        {{- return(materialization_table_duckdb()) -}}
    {%- endif -%}
    {%- set meta = config.get('meta') or {} -%}
    {%- set renewed_by = meta.get('renewed_by', 'everything') -%}
    {%- if renewed_by == 'nothing' -%}
        {{- stand() -}}
    {%- else -%}
        {#- No transaction: one could not write to two databases, and a step that fails is followed by a whole build. In
            one piece, as dbt needs longer to send a statement than DuckDB to run most of these. -#}
        {%- call statement('main', auto_begin=false) -%}
            create or replace table {{ renewed_rows(this.identifier) }} as
            {{ sql }}
            ;
            delete from {{ this }}
            {%- if renewed_by != 'everything' %}
            where
                {{ is_among_touched(renewed_by) }}
                {%- if config.get('unique_key') %}
                or {{ config.get('unique_key') }} in (
                    select {{ config.get('unique_key') }} from {{ renewed_rows(this.identifier) }}
                )
                {%- endif %}
            {%- endif %};
            insert into {{ this }} by name select * from {{ renewed_rows(this.identifier) }}
        {%- endcall -%}
    {%- endif -%}
    {{- return({'relations': [this.incorporate(type='table')]}) -}}
{%- endmaterialization %}

{#- Views and seeds stand in a step: their SQL, files and comments are those of the build before. -#}

{% materialization view, adapter='duckdb' -%}
    {%- if not stands() -%}
        {{- return(materialization_view_default()) -}}
    {%- endif -%}
    {{- stand() -}}
    {{- return({'relations': [this.incorporate(type='view')]}) -}}
{%- endmaterialization %}

{% materialization seed, adapter='duckdb' -%}
    {%- if not stands() -%}
        {{- return(materialization_seed_default()) -}}
    {%- endif -%}
    {{- stand() -}}
    {%- do store_result('agate_table', response='OK') -%}  {#- dbt asks for the rows of a seed -#}
    {{- return({'relations': [this.incorporate(type='table')]}) -}}
{%- endmaterialization %}

{% macro stand() -%}
    {#- What dbt asks of a materialization that has nothing to do. -#}
    {%- do store_result('main', response='OK') -%}
{%- endmacro %}

{% macro stands() -%}
    {{- return(is_step_build() and not flags.FULL_REFRESH and load_cached_relation(this) is not none) -}}
{%- endmacro %}
