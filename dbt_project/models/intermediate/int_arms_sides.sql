{{ config(unique_key='fact_id', meta={'renewed_by': 'document_id', 'touched': 'int_touched_documents'}) }}
{% set is_touched = touched('document_id', 'int_touched_documents') %}

with

arms_deals as (
    select * from {{ ref('stg_arms_deals') }}
    where {{ is_touched }}
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

{% if is_incremental() %}
    known as (
        select
            *,
            {{ is_touched }} as is_touched
        from {{ this }}
    ),

{% endif %}
reports as (
    select
        arms_deals.fact_id,
        arms_deals.document_id,
        arms_deals.supplier_country,
        arms_deals.recipient_country,
        coalesce(weapons.family, arms_deals.weapon_system) as weapon_family,
        arms_deals.weapon_class,
        lower(arms_deals.weapon_text) as weapon_words,
        coalesce(arms_deals.transfer_kind = 'upgrade', false) as is_upgrade,
        true as is_touched,
        true as is_present
    from arms_deals
    inner join documents on arms_deals.document_id = documents.document_id
    left join weapons on arms_deals.weapon_system = weapons.weapon_system
    {% if is_incremental() %}
        -- those of the last build, of which those of touched documents are past
        union all
        select
            fact_id,
            document_id,
            supplier_country,
            recipient_country,
            weapon_family,
            weapon_class,
            weapon_words,
            is_upgrade,
            is_touched,
            not is_touched as is_present
        from known
    {% endif %}
),

-- what a report tells of one side, where it names the other and the weapon
sides as (
    select
        fact_id,
        'supplier' as side,
        supplier_country as party,
        recipient_country as opposite,
        weapon_family,
        is_touched,
        is_present
    from reports
    union all
    select
        fact_id,
        'recipient' as side,
        recipient_country as party,
        supplier_country as opposite,
        weapon_family,
        is_touched,
        is_present
    from reports
),

touched_sides as (
    select distinct
        side,
        opposite,
        weapon_family
    from sides
    where is_touched
),

-- beside the reports of touched documents, those that leave a side out about which more or less is told now
left_out as (
    select sides.*
    from sides
    semi join touched_sides
        on
            sides.side = touched_sides.side
            and sides.opposite = touched_sides.opposite
            and sides.weapon_family = touched_sides.weapon_family
    where
        sides.party is null
        and sides.is_present
),

-- they mean the party that alone is known there
lone_parties as (
    select
        sides.side,
        sides.opposite,
        sides.weapon_family,
        min(sides.party) as party
    from sides
    semi join left_out
        on
            sides.side = left_out.side
            and sides.opposite = left_out.opposite
            and sides.weapon_family = left_out.weapon_family
    where sides.is_present
    group by sides.side, sides.opposite, sides.weapon_family
    having count(distinct sides.party) = 1
)

select
    reports.fact_id,
    reports.document_id,
    reports.supplier_country,
    reports.recipient_country,
    coalesce(reports.supplier_country, lone_suppliers.party) as deal_supplier,
    coalesce(reports.recipient_country, lone_recipients.party) as deal_recipient,
    reports.weapon_family,
    reports.weapon_class,
    reports.weapon_words,
    reports.is_upgrade
from reports
left join lone_parties as lone_suppliers
    on
        lone_suppliers.side = 'supplier'
        and reports.recipient_country = lone_suppliers.opposite
        and reports.weapon_family = lone_suppliers.weapon_family
left join lone_parties as lone_recipients
    on
        lone_recipients.side = 'recipient'
        and reports.supplier_country = lone_recipients.opposite
        and reports.weapon_family = lone_recipients.weapon_family
where
    reports.is_present
    and (reports.is_touched or reports.fact_id in (select left_out.fact_id from left_out))
