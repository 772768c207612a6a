{{ config(meta={'renewed_by': 'presence_id'}) }}

with

claims as (
    select * from {{ touched_rows('int_troop_claims', 'presence_id') }}
),

parties as (
    select * from {{ ref('int_parties') }}
),

-- a figure counts in the stretch of consensus_window_days in which it is told and in the next one: to join by them
-- spares comparing each day of a deployment with all of its claims
days as (
    select distinct
        deployment_id,
        told_for_on,
        (told_for_on - date '1970-01-01') // {{ var('consensus_window_days') }} as stretch
    from claims
),

stretched as (
    select
        *,
        unnest([0, 1]) + (told_for_on - date '1970-01-01') // {{ var('consensus_window_days') }} as stretch
    from claims
),

standing as (
    select
        days.deployment_id,
        days.told_for_on,
        any_value(claims.presence_id) as presence_id,
        any_value(claims.force_country) as force_country,
        any_value(claims.host_country) as host_country,
        any_value(claims.unit) as unit,
        any_value(claims.deployment_status) as deployment_status,
        min(least(claims.count_low, claims.count_high)) as count_low,
        median(claims.figure) as count_best,
        max(greatest(claims.count_low, claims.count_high)) as count_high,
        bool_or(claims.count_high is null and claims.count_low is not null) as is_open_ended,
        coalesce(max(claims.count_low) > min(claims.count_high), false) as has_conflicting_ranges,
        bool_or(claims.is_denied) as is_denied,
        count(*) as voice_count,
        list(claims.voice order by claims.voice) as voices,
        list(claims.fact_id order by claims.fact_id) as fact_ids,
        {{ sorted_list('claims.document_id') }} as document_ids
    from days
    inner join stretched as claims
        on
            days.deployment_id = claims.deployment_id
            and days.stretch = claims.stretch
            and days.told_for_on between claims.told_for_on and claims.counts_until_on
    group by days.deployment_id, days.told_for_on
),

-- for each day the newest figure of each status, so that what was planned stands beside what came and went
statuses as (
    select
        presence_id,
        told_for_on,
        last_value(case when deployment_status = 'planned' then count_best end ignore nulls) over so_far
            as planned_best,
        last_value(case when deployment_status = 'deployed' then count_best end ignore nulls) over so_far
            as deployed_best,
        last_value(case when deployment_status = 'withdrawn' then count_best end ignore nulls) over so_far
            as withdrawn_best
    from standing
    window
        so_far as (partition by presence_id order by told_for_on asc range between unbounded preceding and current row)
    qualify row_number() over (partition by presence_id, told_for_on order by deployment_status asc) = 1
)

select
    standing.deployment_id,
    standing.told_for_on,
    standing.presence_id,
    standing.force_country,
    forces.name as force_name,
    standing.host_country,
    hosts.name as host_name,
    standing.unit,
    standing.deployment_status,
    standing.count_low,
    standing.count_best,
    standing.count_high,
    standing.is_open_ended,
    standing.has_conflicting_ranges,
    standing.is_denied,
    statuses.planned_best,
    statuses.deployed_best,
    statuses.withdrawn_best,
    standing.voice_count,
    standing.voices,
    standing.fact_ids,
    standing.document_ids
from standing
inner join statuses
    on
        standing.presence_id = statuses.presence_id
        and standing.told_for_on = statuses.told_for_on
left join parties as forces on standing.force_country = forces.code
left join parties as hosts on standing.host_country = hosts.code
