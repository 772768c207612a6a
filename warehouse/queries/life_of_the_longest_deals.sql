-- How did the deals with most stages go from thought to delivery, how long did each step take, and which words tell it?
select
    supplier_country,
    recipient_country,
    weapon,
    event_number,
    deal_status,
    first_on,
    days_since_previous,
    quote
from marts.deal_events
qualify count(*) over (partition by deal_id) > 1
order by count(*) over (partition by deal_id) desc, deal_id asc, event_number asc
limit 40
