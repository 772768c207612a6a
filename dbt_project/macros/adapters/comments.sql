{% macro describe_from_parents() %}
    {#- Post-hook: each column that the model's .yml does not describe takes the words that a model or source which it
        reads has for the column of the same name, so that a description is written once. -#}
    {% if execute %}
        {% set said = described_columns(model) %}
        {% set own = model.columns.values() | selectattr('description') | map(attribute='name') | list %}
        {% for name in own %}{% do said.pop(name, none) %}{% endfor %}
        {% if said %}{{ duckdb__alter_column_comment(this, said) }}{% endif %}
    {% endif %}
{% endmacro %}

{% macro described_columns(node) %}
    {#- Name -> column of all columns that the node or what it reads describes: its own words over those of what it
        reads, those of the model that it names first over the others', and those of sources last. -#}
    {% set said = {} %}
    {% for id in node.depends_on.nodes if id in graph.sources %}
        {% do said.update(graph.sources[id].columns) %}
    {% endfor %}
    {% for id in node.depends_on.nodes | reverse if id in graph.nodes and graph.nodes[id].resource_type == 'model' %}
        {% do said.update(described_columns(graph.nodes[id])) %}
    {% endfor %}
    {% for name, column in node.columns.items() if column.description %}
        {% do said.update({name: column}) %}
    {% endfor %}
    {{ return(said) }}
{% endmacro %}

{% macro describe_seed() %}
    {#- Post-hook of the seeds: columns mean the same in every file, so that a new file needs no description of them. -#}
    {% set known = {
        'code': 'The code, as the facts hold it.',
        'description': 'What it means.',
        'term': 'The words, as registers write them.',
        'rank': 'Order in which the codes are shown; where they are steps, order of the steps.',
        'id': 'Identifier within the file: the code where there is one.',
        'name': 'Usual English name.',
        'aliases': 'Other names and spellings, with | between them.',
        'class': 'Its kind; for weapon classes the wider class, for words of registers the class of weapons.',
        'country': 'Code of the country or organisation that it belongs to.',
        'note': 'What else is worth knowing.',
        'demonyms': 'Words for its people and things, with | between them.',
        'metonyms': 'Capitals and seats that stand for its government, with | between them.',
        'ambiguous': 'Names that mean this only where the context says so.',
        'office': 'Office held.',
        'term_from': 'When they took office, as exactly as is known: year, month or day.',
        'term_to': 'When they left it; null for the present.',
        'force': 'Code of whose force it is.',
        'host': 'Code of the country in which it is.',
        'label': 'What a mention of it is, a code of ref.mention_label.',
        'countable': 'Whether it is counted in pieces, 1 or 0.',
        'bare': 'Whether the word alone names a weapon: strong, or weak where it does so only in a military context.',
        'maker': 'Who makes it.',
        'family': 'Family of designations that it is a variant of.',
        'year': 'Calendar year.',
        'currency': 'ISO 4217 code.',
        'usd_per_unit': 'US dollars for one unit of the currency, on average of the year.',
        'entries': 'The entries that have it, as file:id, the one that is usually meant first, with | between them.'
    } %}
    {% set said = {} %}
    {% for name, description in known.items() %}
        {% do said.update({name: {'description': description}}) %}
    {% endfor %}
    {{ duckdb__alter_column_comment(this, said) }}
{% endmacro %}
