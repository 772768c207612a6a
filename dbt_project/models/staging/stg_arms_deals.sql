with

arms_deals as (
    select * from {{ source('facts', 'arms_deals') }}
)

select
    fact_id,
    document_id,
    supplier_country,
    supplier_name,
    recipient_country,
    recipient_name,
    weapon_system,
    weapon_class,
    weapon_text,
    quantity_low,
    quantity_high,
    quantity_text,
    value_amount,
    value_currency,
    value_usd,
    value_basis,
    deal_status,
    transfer_kind,
    deal_date_from,
    deal_date_to,
    attributed_to,
    certainty,
    confidence
from arms_deals
