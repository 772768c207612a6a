{% test holds_every_fact(model, facts, documents, fact_column='fact_ids', denied_too=true) %}
-- The mart is made from every fact of the documents that are no duplicates, each once, and from no other.
{{ config(meta={'of_all': true}) }}
with

expected as (
    select facts.fact_id
    from {{ facts }} as facts
    inner join {{ documents }} as documents on facts.document_id = documents.document_id
    where
        not documents.is_duplicate
{%- if not denied_too %}
        and facts.certainty <> 'denied'
        {%- endif %}
),

found as (
    select {{ 'unnest(' ~ fact_column ~ ')' if fact_column == 'fact_ids' else fact_column }} as fact_id
    from {{ model }}
),

counted as (
    select
        coalesce(expected.fact_id, found.fact_id) as fact_id,
        count(found.fact_id) as times
    from expected
    full outer join found on expected.fact_id = found.fact_id
    group by coalesce(expected.fact_id, found.fact_id), expected.fact_id
    having
        count(found.fact_id) <> 1
        or expected.fact_id is null
)

select * from counted
{% endtest %}
