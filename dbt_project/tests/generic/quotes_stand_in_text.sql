{% test quotes_stand_in_text(model, documents) %}
-- Every quote is, to the letter, what stands at its offsets (code points, half-open) in its document's text.
select
    evidence.fact_id,
    evidence.column_name,
    evidence.start_char,
    evidence.quote
from {{ model }} as evidence
left join {{ get_where_subquery(documents) }} as documents on evidence.document_id = documents.document_id
where
    substring(documents.text, evidence.start_char + 1, evidence.end_char - evidence.start_char)
    is distinct from evidence.quote
{% endtest %}
