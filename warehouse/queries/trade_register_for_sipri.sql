-- The register in SIPRI's columns and order, to be laid beside SIPRI's own file.
select
    recipient,
    supplier,
    year_of_order,
    year_of_order_flag,
    number_ordered,
    number_ordered_flag,
    weapon_designation,
    weapon_description,
    number_delivered,
    number_delivered_flag,
    years_of_delivery,
    status,
    comments
from marts.trade_register
order by recipient asc, supplier asc, year_of_order asc nulls last, weapon_designation asc nulls last, deal_id asc
