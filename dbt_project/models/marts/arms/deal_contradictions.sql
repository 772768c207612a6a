{{ config(meta={'renewed_by': 'deal_id'}) }}

with

reports as (
    select * from {{ touched_rows('int_deal_reports', 'programme_id') }}
),

deals as (
    select * from {{ touched_rows('deals', 'programme_id') }}
),

told as (
    select
        *,
        'quantity' as cell,
        case
            when quantity_low = quantity_high then quantity_low::varchar
            else concat(coalesce(quantity_low::varchar, ''), ' to ', coalesce(quantity_high::varchar, 'more'))
        end as told
    from reports
    where
        quantity is not null
        and is_part is not true
    union all
    select
        *,
        case value_basis when 'package' then 'package value' else 'value' end as cell,
        value_currency || ' ' || format('{:,}', value_amount::bigint) as told
    from reports
    where
        value_amount is not null
        and value_currency is not null
    union all
    select
        *,
        'existence' as cell,
        case certainty when 'denied' then 'denied' else 'told' end as told
    from reports
),

versions as (
    select
        deal_id,
        cell,
        told,
        min(published_on) as first_reported_on,
        max(published_on) as last_reported_on,
        {{ publisher_count() }} as publisher_count,
        {{ sorted_list('publisher') }} as publishers,
        {{ sorted_list('attributed_to') }} as attributed_to,
        {{ sorted_list('fact_id') }} as fact_ids,
        {{ sorted_list('document_id') }} as document_ids
    from told
    group by deal_id, cell, told
    qualify count(*) over (partition by deal_id, cell) > 1
)

select
    versions.deal_id,
    versions.cell,
    versions.told,
    deals.supplier_country,
    deals.recipient_country,
    coalesce(deals.weapon_system, deals.weapon_class, deals.weapon_text) as weapon,
    versions.first_reported_on,
    versions.last_reported_on,
    versions.publisher_count,
    versions.publishers,
    versions.attributed_to,
    versions.fact_ids,
    versions.document_ids
from versions
inner join deals on versions.deal_id = deals.deal_id
