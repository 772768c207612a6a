-- Which arms deals have moved most lately, how far have they got, and how many papers stand behind that?
select
    supplier_name,
    recipient_name,
    coalesce(weapon_system, weapon_text) as weapon,
    quantity_low,
    quantity_high,
    deal_status,
    status_since_on,
    publisher_count,
    is_denied
from marts.deals
order by status_since_on desc nulls last, publisher_count desc, deal_id asc
limit 25
