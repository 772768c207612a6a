with

register_entries as (
    select * from {{ source('core', 'register_entries') }}
)

select
    file,
    line,
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
from register_entries
