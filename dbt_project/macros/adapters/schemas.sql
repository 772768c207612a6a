{% macro generate_schema_name(custom_schema_name, node) -%}
    {#- The schema as configured: `marts`, not `main_marts`. -#}
    {{ custom_schema_name | trim if custom_schema_name else target.schema }}
{%- endmacro %}
