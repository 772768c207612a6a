{{ config(meta={'renewed_by': 'deployment_id'}) }}

with

reports as (
    select * from {{ ref('int_troop_reports') }}
    where
        told_for_on is not null
        and {{ touched('deployment_id') }}
),

voiced as (
    select
        *,
        -- what a document tells as its own is its publisher's figure
        coalesce(claimant, publisher, document_id) as voice,
        (coalesce(count_low, count_high) + coalesce(count_high, count_low)) / 2.0 as figure
    from reports
),

-- of several figures of one voice for one day the largest is the whole, the others are parts of it or older
figures as (
    select * from voiced
    qualify
        row_number() over (
            partition by deployment_id, voice, told_for_on
            order by
                coalesce(count_high, count_low) desc nulls last,
                coalesce(count_low, count_high) desc nulls last,
                published_on desc nulls last,
                fact_id asc
        ) = 1
)

select
    deployment_id,
    {{ presence_id() }} as presence_id,
    voice,
    claimant,
    told_for_on,
    force_country,
    host_country,
    unit,
    deployment_status,
    count_low,
    count_high,
    figure,
    is_denied,
    fact_id,
    document_id,
    lag(count_low) over life as previous_count_low,
    lag(count_high) over life as previous_count_high,
    lag(figure) over life as previous_figure,
    lag(told_for_on) over life as previous_told_for_on,
    lag(fact_id) over life as previous_fact_id,
    lag(document_id) over life as previous_document_id,
    case
        when figure > lag(figure) over life then 'raised'
        when figure < lag(figure) over life then 'lowered'
        when figure = lag(figure) over life then 'kept'
    end as revision,
    least(
        coalesce(lead(told_for_on) over life - 1, told_for_on + {{ var('consensus_window_days') }}),
        told_for_on + {{ var('consensus_window_days') }}
    ) as counts_until_on
from figures
window life as (partition by deployment_id, voice order by told_for_on asc)
