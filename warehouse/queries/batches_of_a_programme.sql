-- Which batches make up each arms programme, in order, and which of them is only the outline of the others?
select
    supplier_name,
    recipient_name,
    coalesce(weapon_system, weapon_text) as weapon,
    programme_deal_number,
    quantity_low,
    quantity_high,
    is_outline,
    deal_status,
    considered_on,
    agreed_on,
    delivered_on,
    value_usd
from marts.deals
where programme_deal_count > 1
order by programme_deal_count desc, programme_id asc, programme_deal_number asc
