-- Which arms-deal facts did the warehouse hold thirty days ago that it no longer holds?
select
    past.supplier_country,
    past.recipient_country,
    past.weapon_text,
    past.deal_status,
    past.fact_id,
    past.document_id
from facts.arms_deals_as_of(current_date - interval 30 days) as past
anti join facts.arms_deals as present on past.fact_id = present.fact_id
order by past.fact_id asc
