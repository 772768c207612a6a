{{ config(meta={'renewed_by': 'programme_id'}) }}

with

arms_deals as (
    select * from {{ ref('stg_arms_deals') }}
),

programmes as (
    select * from {{ touched_rows('int_arms_programmes', 'programme_id') }}
),

documents as (
    select * from {{ ref('int_documents') }}
),

statuses as (
    select * from {{ ref('deal_status') }}
),

reports as (
    select
        arms_deals.*,
        programmes.programme_id,
        programmes.deal_supplier,
        programmes.deal_recipient,
        programmes.deal_weapon,
        programmes.weapon_family,
        documents.publisher,
        documents.published_on,
        statuses.rank as status_rank,
        arms_deals.deal_date_from is not null as is_status_dated,
        {{ observed_on('arms_deals.deal_date_from', 'documents.published_on') }} as status_on,
        case
            when arms_deals.weapon_system is not null then 'family'
            when arms_deals.weapon_class is not null then 'class'
            else 'words'
        end as weapon_level
    from arms_deals
    inner join programmes on arms_deals.fact_id = programmes.fact_id
    inner join documents on arms_deals.document_id = documents.document_id
    left join statuses on arms_deals.deal_status = statuses.code
)

select
    fact_id,
    document_id,
    programme_id,
    -- two rows of one document are two deals: each goes its own way
    row_number() over (
        partition by document_id, programme_id, weapon_level
        order by quantity_low desc nulls last, fact_id asc
    ) as lane,
    publisher,
    published_on,
    status_on,
    is_status_dated,
    deal_supplier,
    deal_recipient,
    deal_weapon,
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
    coalesce(quantity_low, quantity_high) as quantity,
    value_amount,
    value_currency,
    value_usd,
    value_basis,
    deal_status,
    status_rank,
    transfer_kind,
    attributed_to,
    certainty,
    confidence
from reports
