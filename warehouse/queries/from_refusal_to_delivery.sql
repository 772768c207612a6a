-- Which weapons were refused at first and supplied later, and how long did it take?
select
    supplier_country,
    recipient_country,
    coalesce(weapon_system, weapon_text) as weapon,
    cancelled_on as refused_on,
    least(agreed_on, delivered_on) as given_on,
    least(agreed_on, delivered_on) - cancelled_on as days_between
from marts.deals
where
    deal_status in ('agreed', 'delivered')
    and cancelled_on < least(agreed_on, delivered_on)
order by days_between desc, deal_id asc
