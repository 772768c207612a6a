{{ config(
    unique_key="deployment_id || ' ' || told_for_on::varchar",
    meta={'renewed_by': stretch_id(stretch('told_for_on'))}
) }}
{% set is_touched = touched(stretch_id(stretch('told_for_on'))) %}
{% set is_presence_touched = touched('presence_id') %}

with

claims as (
    select * from {{ touched_rows('int_troop_claims', 'deployment_id') }}
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
        {{ stretch('told_for_on') }} as stretch
    from claims
    where {{ is_touched }}
),

stretched as (
    select
        *,
        unnest([0, 1]) + {{ stretch('told_for_on') }} as stretch
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

{% if is_incremental() %}
    -- other days of the same force and host: what was planned, came or went before them may be another now
    kept as (
        select
            deployment_id,
            told_for_on,
            presence_id,
            deployment_status,
            count_best,
            planned_best,
            deployed_best,
            withdrawn_best
        from {{ this }}
        where
            {{ is_presence_touched }}
            and not ({{ is_touched }})
    ),

{% endif %}
days_of_presences as (
    select
        presence_id,
        told_for_on,
        deployment_status,
        count_best
    from standing
    {% if is_incremental() %}
        union all
        select
            presence_id,
            told_for_on,
            deployment_status,
            count_best
        from kept
    {% endif %}
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
    from days_of_presences
    window
        so_far as (partition by presence_id order by told_for_on asc range between unbounded preceding and current row)
    qualify row_number() over (partition by presence_id, told_for_on order by deployment_status asc) = 1
),

{% if is_incremental() %}
    moved as (
        select
            kept.deployment_id,
            kept.told_for_on
        from kept
        inner join statuses
            on
                kept.presence_id = statuses.presence_id
                and kept.told_for_on = statuses.told_for_on
        where
            kept.planned_best is distinct from statuses.planned_best
            or kept.deployed_best is distinct from statuses.deployed_best
            or kept.withdrawn_best is distinct from statuses.withdrawn_best
    ),

{% endif %}
consensus as (
    select * from standing
    {% if is_incremental() %}
        union all by name
        select before.* exclude (force_name, host_name, planned_best, deployed_best, withdrawn_best)  -- noqa: RF02
        from {{ this }} as before
        inner join moved
            on
                before.deployment_id = moved.deployment_id
                and before.told_for_on = moved.told_for_on
    {% endif %}
)

select
    consensus.deployment_id,
    consensus.told_for_on,
    consensus.presence_id,
    consensus.force_country,
    forces.name as force_name,
    consensus.host_country,
    hosts.name as host_name,
    consensus.unit,
    consensus.deployment_status,
    consensus.count_low,
    consensus.count_best,
    consensus.count_high,
    consensus.is_open_ended,
    consensus.has_conflicting_ranges,
    consensus.is_denied,
    statuses.planned_best,
    statuses.deployed_best,
    statuses.withdrawn_best,
    consensus.voice_count,
    consensus.voices,
    consensus.fact_ids,
    consensus.document_ids
from consensus
inner join statuses
    on
        consensus.presence_id = statuses.presence_id
        and consensus.told_for_on = statuses.told_for_on
left join parties as forces on consensus.force_country = forces.code
left join parties as hosts on consensus.host_country = hosts.code
