{% macro duckdb__create_csv_table(model, agate_table) %}
    {#- Columns of a seed are varchar unless the variable seed_types says otherwise: dbt would guess a type from the rows,
        and make integers of an empty column and numbers of designations. -#}
    {%- set types = var('seed_types') -%}
    {% set sql %}
        create table {{ this.render() }} (
            {%- for name in agate_table.column_names %}
            {{ adapter.quote(name) }} {{ types.get(name, 'varchar') }}{{ ',' if not loop.last }}
            {%- endfor %}
        )
    {% endset %}
    {% call statement('_') %}{{ sql }}{% endcall %}
    {{ return(sql) }}
{% endmacro %}
