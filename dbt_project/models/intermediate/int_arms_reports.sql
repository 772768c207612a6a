with

arms_deals as (
    select * from {{ ref('stg_arms_deals') }}
),

documents as (
    select * from {{ ref('stg_documents') }}
    where not is_duplicate
),

weapons as (
    select
        name as weapon_system,
        min(family) as family
    from {{ ref('weapons') }}
    group by name
),

statuses as (
    select * from {{ ref('deal_status') }}
),

reports as (
    select
        arms_deals.*,
        documents.publisher,
        documents.published_on,
        statuses.rank as status_rank,
        arms_deals.deal_date_from is not null as is_status_dated,
        {{ observed_on('arms_deals.deal_date_from', 'documents.published_on') }} as status_on,
        coalesce(weapons.family, arms_deals.weapon_system) as weapon_family,
        case
            when arms_deals.weapon_system is not null then 'family'
            when arms_deals.weapon_class is not null then 'class'
            else 'words'
        end as weapon_level
    from arms_deals
    inner join documents on arms_deals.document_id = documents.document_id
    left join weapons on arms_deals.weapon_system = weapons.weapon_system
    left join statuses on arms_deals.deal_status = statuses.code
),

keyed as (
    select
        *,
        coalesce(weapon_family, weapon_class, lower(weapon_text)) as weapon_key
    from reports
),

cut as (
    select
        *,
        {{ starts_window(
            ['supplier_country', 'recipient_country', 'weapon_level', 'weapon_key'],
            'status_on', var('deal_window_days'), 'fact_id', unless_rises='status_rank'
        ) }} as starts
    from keyed
),

numbered as (
    select
        *,
        {{ window_number(
            ['supplier_country', 'recipient_country', 'weapon_level', 'weapon_key'], 'status_on', 'fact_id'
        ) }} as deal_window
    from cut
),

identified as (
    select
        *,
        {{ key_hash(['supplier_country', 'recipient_country', 'weapon_level', 'weapon_key', 'deal_window']) }}
            as deal_id
    from numbered
)

select
    fact_id,
    document_id,
    deal_id,
    publisher,
    published_on,
    status_on,
    is_status_dated,
    supplier_country,
    supplier_name,
    recipient_country,
    recipient_name,
    weapon_level,
    weapon_family,
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
    status_rank,
    transfer_kind,
    attributed_to,
    certainty,
    confidence,
    -- a report that somebody concerned denies tells of the deal only where there is no other
    certainty <> 'denied' or bool_and(certainty = 'denied') over (partition by deal_id) as is_standing
from identified
