{{ config(unique_key='fact_id', meta={'renewed_by': 'document_id', 'touched': 'int_touched_documents'}) }}
{% set is_touched = touched('document_id', 'int_touched_documents') %}

with

arms_deals as (
    select * from {{ ref('stg_arms_deals') }}
),

documents as (
    select * from {{ ref('int_documents') }}
    where not is_duplicate
),

weapons as (
    select
        name as weapon_system,
        min(family) as family
    from {{ ref('weapons') }}
    group by name
),

reports as (
    select
        arms_deals.fact_id,
        arms_deals.document_id,
        arms_deals.supplier_country,
        arms_deals.recipient_country,
        arms_deals.weapon_class,
        lower(arms_deals.weapon_text) as weapon_words,
        coalesce(arms_deals.quantity_low, arms_deals.quantity_high) as quantity,
        coalesce(arms_deals.transfer_kind = 'upgrade', false) as is_upgrade,
        coalesce(weapons.family, arms_deals.weapon_system) as weapon_family
    from arms_deals
    inner join documents on arms_deals.document_id = documents.document_id
    left join weapons on arms_deals.weapon_system = weapons.weapon_system
),

{% if is_incremental() %}
    touched_reports as (
        select * from reports
        where {{ is_touched }}
    ),

    -- who was told, and who is told now, beside which family
    told as (
        select
            supplier_country,
            recipient_country,
            weapon_family
        from touched_reports
        union
        select
            supplier_country,
            recipient_country,
            weapon_family
        from {{ this }}
        where {{ is_touched }}
    ),

    -- beside the touched ones, those that leave a side out about which more or less is told now
    renewed as (
        select * from touched_reports
        union
        select reports.*
        from reports
        inner join told
            on
                reports.recipient_country = told.recipient_country
                and reports.weapon_family = told.weapon_family
        where reports.supplier_country is null
        union
        select reports.*
        from reports
        inner join told
            on
                reports.supplier_country = told.supplier_country
                and reports.weapon_family = told.weapon_family
        where reports.recipient_country is null
    ),

{% else %}
    renewed as (
        select * from reports
    ),

{% endif %}
-- a report that names the weapon and one side means the other side that alone is known with the two, or, of several,
-- the one that alone is known with its number
lone_suppliers as (
    {{ lone('reports', 'supplier_country', ['recipient_country', 'weapon_family'], among='renewed') }}
),

numbered_suppliers as (
    {{ lone('reports', 'supplier_country', ['recipient_country', 'weapon_family', 'quantity'], among='renewed') }}
),

lone_recipients as (
    {{ lone('reports', 'recipient_country', ['supplier_country', 'weapon_family'], among='renewed') }}
),

numbered_recipients as (
    {{ lone('reports', 'recipient_country', ['supplier_country', 'weapon_family', 'quantity'], among='renewed') }}
)

select
    renewed.fact_id,
    renewed.document_id,
    renewed.supplier_country,
    renewed.recipient_country,
    coalesce(
        renewed.supplier_country, lone_suppliers.supplier_country, numbered_suppliers.supplier_country
    ) as deal_supplier,
    coalesce(
        renewed.recipient_country, lone_recipients.recipient_country, numbered_recipients.recipient_country
    ) as deal_recipient,
    renewed.weapon_family,
    renewed.weapon_class,
    renewed.weapon_words,
    renewed.quantity,
    renewed.is_upgrade
from renewed
left join lone_suppliers
    on
        renewed.recipient_country = lone_suppliers.recipient_country
        and renewed.weapon_family = lone_suppliers.weapon_family
left join numbered_suppliers
    on
        renewed.recipient_country = numbered_suppliers.recipient_country
        and renewed.weapon_family = numbered_suppliers.weapon_family
        and renewed.quantity = numbered_suppliers.quantity
left join lone_recipients
    on
        renewed.supplier_country = lone_recipients.supplier_country
        and renewed.weapon_family = lone_recipients.weapon_family
left join numbered_recipients
    on
        renewed.supplier_country = numbered_recipients.supplier_country
        and renewed.weapon_family = numbered_recipients.weapon_family
        and renewed.quantity = numbered_recipients.quantity
