{% macro duckdb__get_where_subquery(relation) -%}
    {#- What a data test looks at, beside its own `where`: in a step only what the step renewed, for all else was tested
        when it came. Of sources and of the views over them that is what belongs to touched documents; seeds stand. The
        test that a mart holds every fact looks at all of it, and so do all tests of a whole build and of `dbt test`. -#}
    {%- set rows = relation -%}
    {%- if execute and is_step_build() and not config.get('meta', {}).get('of_all') -%}
        {%- set rows = what_was_renewed(relation) -%}
    {%- endif -%}
    {%- set condition = config.get('where') -%}
    {{- return('(select * from ' ~ rows ~ ' where ' ~ condition ~ ')' if condition else rows) -}}
{%- endmacro %}

{% macro what_was_renewed(relation) -%}
    {%- set name = relation.identifier -%}
    {%- set node = graph.nodes.get('model.attache.' ~ name) -%}
    {%- set source = graph.sources.get('source.attache.' ~ relation.schema ~ '.' ~ name) -%}
    {%- if source or (node and node.config.materialized == 'view') -%}
        {%- set columns = source.columns if source else described_columns(node) -%}
        {{- return(rows_of_touched(relation, columns) if 'document_id' in columns else relation) -}}
    {%- elif not node or node.config.meta.renewed_by == 'nothing' -%}
        {{- return('(select * from ' ~ relation ~ ' where false)') -}}
    {%- endif -%}
    {{- return(renewed_rows(name)) -}}
{%- endmacro %}

{% macro rows_of_touched(relation, columns) -%}
    {#- The rows of touched documents in a source or view. The first test that asks has them copied into memory for the
        dozens that look at them next; not so texts, which take longer to fetch than to be searched for again. -#}
    {%- set rows = renewed_rows(relation.schema ~ '_' ~ relation.identifier) -%}
    {%- set copied = graph.setdefault('copied', []) -%}
    {%- set query -%}
        select * from {{ relation }} where document_id in (from ops.touched_documents where document_id <> '')
    {%- endset -%}
    {%- if 'text' in columns -%}
        {{- return('(' ~ query ~ ')') -}}
    {%- elif rows not in copied -%}
        {%- do run_query('create or replace table ' ~ rows ~ ' as ' ~ query) -%}
        {%- do copied.append(rows) -%}
    {%- endif -%}
    {{- return(rows) -}}
{%- endmacro %}
