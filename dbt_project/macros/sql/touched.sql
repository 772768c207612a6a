{% macro touched(column) -%}
    {#- In a step, whether a row is of what was touched since the last build (macros/renewal); else all rows are. -#}
    {%- set is_touched = is_among_touched(column) if not execute or is_incremental() -%}
    {{- is_touched if execute and is_incremental() else 'true' -}}
{%- endmacro %}

{% macro is_among_touched(column) -%}
    {#- The ids of documents stand apart, as they are known first, and among few a large table is searched in half the
        time. The condition on the ids holds for all: only where there is one does DuckDB make a Bloom filter of them,
        with which it skips most of a large table before it reads the other columns. -#}
    {%- set ids = ref('int_touched_documents' if column.endswith('document_id') else 'int_touched') -%}
    {{ column }} in (select touched.id from {{ ids }} as touched where touched.id <> '')
{%- endmacro %}

{% macro touched_rows(model, column) -%}
    {#- In a step, the rows of a model whose id in the column was touched; else all of its rows. Where the model is
        renewed by that column, they are the rows that it got in this step, and those of touched documents are among
        them: nobody needs to look for them in the whole table. -#}
    {%- set rows = ref(model) -%}
    {%- set is_touched = touched(column) -%}
    {%- if not (execute and is_incremental()) -%}
        {{ rows }}
    {%- elif column == graph.nodes['model.attache.' ~ model].config.meta.renewed_by -%}
        {{ renewed_rows(model) }}
    {%- elif column == 'document_id' -%}
        (select * from {{ renewed_rows(model) }} where {{ is_touched }})
    {%- else -%}
        (select * from {{ rows }} where {{ is_touched }})
    {%- endif -%}
{%- endmacro %}

{% macro may_be_touched(column) -%}
    {#- The same for facts from which the model makes its ids: those from which it made a touched one, and all of touched
        documents. What a hash of its cells would tell is told without hashing every fact. -#}
    {%- set is_touched = touched(column) -%}
    {%- set is_told_now = touched('document_id') -%}
    {%- if execute and is_incremental() -%}
        fact_id in (select told.fact_id from {{ this }} as told where {{ is_touched }})
        or {{ is_told_now }}
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{% macro renewed_rows(model) -%}
    {#- The rows that a model got in this step: in memory (profiles.yml), for the models that read them next. -#}
    step.main.{{ model }}
{%- endmacro %}
