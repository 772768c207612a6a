-- On whom does each recipient depend, and for which kinds of weapon (orders and deliveries only)?
select
    recipient_country,
    supplier_country,
    count(*) as deals,
    list(distinct weapon_class order by weapon_class) as weapon_classes
from marts.deals
where
    deal_status in ('agreed', 'delivered')
    and supplier_country is not null
    and recipient_country is not null
group by recipient_country, supplier_country
order by recipient_country asc, deals desc, supplier_country asc
