-- What changed in the warehouse, when and why: the world (new documents, corrections) or our own rules?
select
    changed_at,
    cause,
    family,
    change,
    count(*) as fact_count,
    count(distinct document_id) as document_count
from marts.fact_changes
group by changed_at, cause, family, change
order by changed_at desc, cause asc, family asc, change asc
