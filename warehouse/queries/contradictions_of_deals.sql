-- On which deals do papers contradict each other, what does each version say, and who tells it?
select
    supplier_country,
    recipient_country,
    weapon,
    cell,
    told,
    publishers,
    first_reported_on,
    fact_ids
from marts.deal_contradictions
order by deal_id asc, cell asc, first_reported_on asc, told asc
