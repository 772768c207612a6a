-- In which words was the deal with most reports told? Each cell with forty characters on either side.
with

best_known as (
    select unnest(fact_ids) as fact_id
    from marts.deals
    order by document_count desc, deal_id asc
    limit 1
)

select
    column_name,
    context,
    source,
    published_at,
    url
from context((select best_known.fact_id from best_known), 40)
