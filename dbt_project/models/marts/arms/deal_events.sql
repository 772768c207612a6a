{{ config(meta={'renewed_by': 'deal_id'}) }}

with

all_reports as (
    select * from {{ touched_rows('int_deal_reports', 'programme_id') }}
),

deals as (
    select * from {{ touched_rows('deals', 'programme_id') }}
),

evidence as (
    select * from {{ ref('stg_evidence') }}
),

reports as (
    select * from all_reports
    where is_standing
),

first_reports as (
    select
        deal_id,
        deal_status,
        fact_id,
        document_id,
        is_status_dated
    from reports
    qualify
        row_number() over (
            partition by deal_id, deal_status
            order by status_on asc nulls last, published_on asc nulls last, confidence desc, fact_id asc
        ) = 1
),

quotes as (
    select
        evidence.fact_id,
        first(evidence.quote order by (evidence.role = 'trigger') desc, evidence.start_char asc) as quote
    from evidence
    semi join first_reports on evidence.fact_id = first_reports.fact_id
    where evidence.column_name = 'deal_status'
    group by evidence.fact_id
),

events as (
    select
        deal_id,
        deal_status,
        status_rank,
        min(status_on) as first_on,
        max(status_on) as last_on,
        min(published_on) as first_reported_on,
        count(distinct document_id) as document_count,
        {{ publisher_count() }} as publisher_count,
        {{ sorted_list('fact_id') }} as fact_ids
    from reports
    group by deal_id, deal_status, status_rank
)

select
    events.deal_id,
    events.deal_status,
    row_number() over life as event_number,
    deals.supplier_country,
    deals.recipient_country,
    coalesce(deals.weapon_system, deals.weapon_class, deals.weapon_text) as weapon,
    events.first_on,
    first_reports.is_status_dated as is_first_on_told,
    events.last_on,
    events.first_reported_on,
    lag(events.deal_status) over life as previous_status,
    events.first_on - lag(events.first_on) over life as days_since_previous,
    events.deal_status = deals.deal_status as is_current,
    events.document_count,
    events.publisher_count,
    quotes.quote,
    first_reports.document_id as first_document_id,
    events.fact_ids
from events
inner join deals on events.deal_id = deals.deal_id
inner join first_reports
    on
        events.deal_id = first_reports.deal_id
        and events.deal_status = first_reports.deal_status
left join quotes on first_reports.fact_id = quotes.fact_id
window
    life as (
        partition by events.deal_id
        order by events.first_on asc nulls last, events.status_rank asc
    )
