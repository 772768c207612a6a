{{ config(meta={'renewed_by': 'deployment_id'}) }}

with

reports as (
    select * from {{ touched_rows('int_troop_reports', 'deployment_id') }}
    where
        told_for_on is not null
),

parties as (
    select * from {{ ref('int_parties') }}
),

consensus as (
    select * from {{ touched_rows('troop_consensus', 'deployment_id') }}
),

revisions as (
    select * from {{ touched_rows('troop_revisions', 'deployment_id') }}
),

-- what was known at the end of the month, from the latest figure of each voice
month_ends as (
    select
        *,
        date_trunc('month', told_for_on)::date as month_on
    from consensus
    qualify row_number() over (
            partition by deployment_id, date_trunc('month', told_for_on) order by told_for_on desc
        ) = 1
),

changes as (
    select
        deployment_id,
        date_trunc('month', revised_on)::date as month_on,
        count(*) filter (where revision = 'raised') as raised_count,
        count(*) filter (where revision = 'lowered') as lowered_count
    from revisions
    group by deployment_id, month_on
),

-- a number counts once a claimant and month, however many papers repeat it
figures as (
    select
        deployment_id,
        date_trunc('month', told_for_on)::date as month_on,
        count_low,
        count_high,
        claimant,
        (coalesce(count_low, count_high) + coalesce(count_high, count_low)) / 2.0 as figure
    from reports
    group by all
),

ranges as (
    select
        deployment_id,
        month_on,
        count(*) as estimate_count,
        min(least(count_low, count_high)) as count_low,
        max(greatest(count_low, count_high)) as count_high,
        bool_or(count_high is null and count_low is not null) as is_open_ended,
        median(figure) as count_median,
        coalesce(max(count_low) > min(count_high), false) as has_conflicting_ranges
    from figures
    group by deployment_id, month_on
),

voices as (
    select
        deployment_id,
        date_trunc('month', told_for_on)::date as month_on,
        any_value(force_country) as force_country,
        any_value(host_country) as host_country,
        any_value(unit) as unit,
        any_value(deployment_status) as deployment_status,
        {{ sorted_list('place') }} as places,
        {{ sorted_list('claimant') }} as claimants,
        {{ sorted_union('denied_by') }} as denied_by,
        bool_or(is_denied) as is_denied,
        count(distinct document_id) as document_count,
        {{ publisher_count() }} as publisher_count,
        {{ sorted_list('fact_id') }} as fact_ids,
        {{ sorted_list('document_id') }} as document_ids
    from reports
    group by deployment_id, month_on
)

select
    ranges.deployment_id,
    ranges.month_on,
    voices.force_country,
    forces.name as force_name,
    voices.host_country,
    hosts.name as host_name,
    voices.unit,
    voices.deployment_status,
    voices.places,
    ranges.count_low,
    ranges.count_high,
    ranges.is_open_ended,
    ranges.count_median,
    lag(ranges.count_median) over months as previous_count_median,
    lag(ranges.month_on) over months as previous_month_on,
    month_ends.count_low as consensus_low,
    month_ends.count_best as consensus_best,
    month_ends.count_high as consensus_high,
    coalesce(changes.raised_count, 0) as raised_count,
    coalesce(changes.lowered_count, 0) as lowered_count,
    ranges.estimate_count,
    ranges.has_conflicting_ranges,
    voices.is_denied,
    voices.is_denied or ranges.has_conflicting_ranges as is_disputed,
    voices.claimants,
    voices.denied_by,
    voices.document_count,
    voices.publisher_count,
    voices.fact_ids,
    voices.document_ids
from ranges
inner join voices
    on
        ranges.deployment_id = voices.deployment_id
        and ranges.month_on = voices.month_on
left join month_ends
    on
        ranges.deployment_id = month_ends.deployment_id
        and ranges.month_on = month_ends.month_on
left join changes
    on
        ranges.deployment_id = changes.deployment_id
        and ranges.month_on = changes.month_on
left join parties as forces on voices.force_country = forces.code
left join parties as hosts on voices.host_country = hosts.code
window months as (partition by ranges.deployment_id order by ranges.month_on asc)
