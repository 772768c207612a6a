{% macro describe_from_source() %}
    {#- Post-hook of the staging views: each column that the model's .yml does not describe takes the words of the
        source's column of the same name, so that a contract's description is written once. -#}
    {% if execute %}
        {% set said = {} %}
        {% for id in model.depends_on.nodes if id in graph.sources %}
            {% for name, column in graph.sources[id].columns.items() if column.description and not model.columns.get(name, {}).get('description') %}
                {% do said.update({name: column}) %}
            {% endfor %}
        {% endfor %}
        {% if said %}{{ duckdb__alter_column_comment(this, said) }}{% endif %}
    {% endif %}
{% endmacro %}
