{#- Names of schemas and tables as they stand in the published file. -#}

{% macro generate_schema_name(custom_schema_name, node) -%}
    {#- The schema as configured: `marts`, not `main_marts`. -#}
    {{ custom_schema_name | trim if custom_schema_name else target.schema }}
{%- endmacro %}

{% macro ref(name) %}
    {#- Without the database's name: a view that named it would break in a file that is called otherwise. -#}
    {% do return(builtins.ref(name).include(database=false)) %}
{% endmacro %}

{% macro source(source_name, table_name) %}
    {% do return(builtins.source(source_name, table_name).include(database=false)) %}
{% endmacro %}
