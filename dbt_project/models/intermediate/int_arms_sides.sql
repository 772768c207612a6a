{{ config(unique_key='fact_id', meta={'renewed_by': 'document_id'}) }}
{% set is_touched = touched('document_id') %}

with

arms_deals as (
    select * from {{ ref('stg_arms_deals') }}
),

documents as (
    select * from {{ touched_rows('int_documents', 'document_id') }}
    where
        not is_duplicate
),

weapons as (
    select
        name as weapon_system,
        min(family) as family
    from {{ ref('weapons') }}
    group by name
),

told_now as (
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
    reports as not materialized (
        select * from told_now
        union all by name
        select * exclude (deal_supplier, deal_recipient) from {{ this }}  -- noqa: RF02
        where not {{ is_touched }}
    ),

    -- who was told, and who is told now, beside which family
    told as (
        select
            supplier_country,
            recipient_country,
            weapon_family
        from told_now
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
        select * from told_now
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
    reports as (
        select * from told_now
    ),

    renewed as (
        select * from reports
    ),

{% endif %}
-- each report as either side sees it: who it is, and who the partner
seen as (
    select
        'supplier' as side,
        supplier_country as party,
        recipient_country as partner,
        weapon_family,
        quantity
    from reports
    union all
    select
        'recipient' as side,
        recipient_country as party,
        supplier_country as partner,
        weapon_family,
        quantity
    from reports
),

-- reports that name the weapon and one side
silent as (
    select
        fact_id,
        'supplier' as side,
        recipient_country as partner,
        weapon_family,
        quantity
    from renewed
    where supplier_country is null
    union all
    select
        fact_id,
        'recipient' as side,
        supplier_country as partner,
        weapon_family,
        quantity
    from renewed
    where recipient_country is null
),

known as (
    select seen.* from seen
    semi join silent
        on
            seen.side = silent.side
            and seen.partner = silent.partner
            and seen.weapon_family = silent.weapon_family
),

lone as (
    {{ lone('known', 'party', ['side', 'partner', 'weapon_family']) }}
),

numbered as (
    {{ lone('known', 'party', ['side', 'partner', 'weapon_family', 'quantity']) }}
),

-- they mean the other side that alone is known with the two, or, of several, the one that alone is known with their
-- number
meant as (
    select
        silent.fact_id,
        silent.side,
        coalesce(lone.party, numbered.party) as party
    from silent
    left join lone
        on
            silent.side = lone.side
            and silent.partner = lone.partner
            and silent.weapon_family = lone.weapon_family
    left join numbered
        on
            silent.side = numbered.side
            and silent.partner = numbered.partner
            and silent.weapon_family = numbered.weapon_family
            and silent.quantity = numbered.quantity
)

select
    renewed.fact_id,
    renewed.document_id,
    renewed.supplier_country,
    renewed.recipient_country,
    coalesce(renewed.supplier_country, suppliers.party) as deal_supplier,
    coalesce(renewed.recipient_country, recipients.party) as deal_recipient,
    renewed.weapon_family,
    renewed.weapon_class,
    renewed.weapon_words,
    renewed.quantity,
    renewed.is_upgrade
from renewed
left join meant as suppliers
    on
        renewed.fact_id = suppliers.fact_id
        and suppliers.side = 'supplier'
left join meant as recipients
    on
        renewed.fact_id = recipients.fact_id
        and recipients.side = 'recipient'
