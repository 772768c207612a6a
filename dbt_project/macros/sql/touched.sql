{% macro touched(column, among='int_touched') -%}
    {#- In a step, whether a row is of what was touched since the last build (macros/renewal); else all rows are. -#}
    {%- set ids = ref(among) if not execute or is_incremental() -%}
    {%- if execute and is_incremental() -%}
        {{ column }} in (select touched.id from {{ ids }} as touched)
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}
