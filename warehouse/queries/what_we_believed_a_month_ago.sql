-- Which arms-deal facts did the warehouse hold thirty days ago that it no longer holds, and which run ended them?
select
    supplier_country,
    recipient_country,
    weapon_text,
    deal_status,
    valid_from,
    valid_to,
    closed_by_run
from history.arms_deals
where
    valid_from <= current_date - interval 30 days
    and valid_to > current_date - interval 30 days
order by valid_to desc, fact_id asc
