{% macro duckdb__get_where_subquery(relation) -%}
    {#- What a data test looks at, beside its own `where`: in a step only what the step renewed, for all else was tested
        when it came. Of sources and of the views over them that is what belongs to touched documents; seeds stand. The
        test that a mart holds every fact looks at all of it, and so do all tests of a whole build and of `dbt test`. -#}
    {%- set renewed = {'rows': relation, 'where': none} -%}
    {%- if execute and is_step_build() and not config.get('meta', {}).get('of_all') -%}
        {%- set renewed = what_was_renewed(relation) -%}
    {%- endif -%}
    {%- set conditions = [config.get('where'), renewed.where] | select | list -%}
    {%- if conditions -%}
        {{- return('(select * from ' ~ renewed.rows ~ ' where ' ~ conditions | join(' and ') ~ ')') -}}
    {%- endif -%}
    {{- return(renewed.rows) -}}
{%- endmacro %}

{% macro what_was_renewed(relation) -%}
    {%- set name = relation.identifier -%}
    {%- set node = graph.nodes.get('model.attache.' ~ name) -%}
    {%- set source = graph.sources.get('source.attache.' ~ relation.schema ~ '.' ~ name) -%}
    {%- set of_touched = 'document_id in (select touched.document_id from ops.touched_documents as touched)' -%}
    {%- if source or (node and node.config.materialized == 'view') -%}
        {%- set has_documents = 'document_id' in (source.columns if source else described_columns(node)) -%}
        {{- return({'rows': relation, 'where': of_touched if has_documents else none}) -}}
    {%- elif not node or node.config.meta.renewed_by == 'nothing' -%}
        {{- return({'rows': relation, 'where': 'false'}) -}}
    {%- endif -%}
    {{- return({'rows': renewed_rows(name), 'where': none}) -}}
{%- endmacro %}
