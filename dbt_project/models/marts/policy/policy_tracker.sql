{{ config(meta={'renewed_by': 'option_id'}) }}

with

reports as (
    select * from {{ touched_rows('int_policy_reports', 'option_id') }}
),

stances as (
    select * from {{ touched_rows('int_policy_stances', 'option_id') }}
),

shifts as (
    select * from {{ touched_rows('policy_shifts', 'option_id') }}
),

parties as (
    select * from {{ ref('int_parties') }}
),

certainties as (
    select * from {{ ref('certainty') }}
),

options as (
    select
        reports.option_id,
        reports.actor,
        reports.category,
        reports.instrument,
        reports.target,
        reports.beneficiary,
        min(certainties.rank) as certainty_rank,
        min(reports.published_on) as first_reported_on,
        max(reports.published_on) as last_reported_on,
        count(distinct reports.document_id) as document_count,
        {{ publisher_count() }} as publisher_count,
        {{ sorted_list('reports.publisher') }} as publishers,
        max(reports.confidence) as confidence,
        {{ sorted_list('reports.fact_id') }} as fact_ids,
        {{ sorted_list('reports.document_id') }} as document_ids
    from reports
    left join certainties on reports.certainty = certainties.code
    group by
        reports.option_id, reports.actor, reports.category, reports.instrument, reports.target, reports.beneficiary
),

present as (
    select * from stances
    where newest_number = 1
),

first_stances as (
    select * from stances
    qualify row_number() over (partition by option_id order by stance_on asc nulls last) = 1
),

-- the present stance holds since the day after the last one that differed
last_other as (
    select
        stances.option_id,
        max(stances.day_number) as day_number
    from stances
    inner join present on stances.option_id = present.option_id
    where stances.stance <> present.stance
    group by stances.option_id
),

since as (
    select
        stances.option_id,
        min(stances.stance_on) as stance_since_on
    from stances
    left join last_other on stances.option_id = last_other.option_id
    where stances.day_number > coalesce(last_other.day_number, 0)
    group by stances.option_id
),

-- each stance once, with the first day of it: a repeated stance is no new one
histories as (
    select
        option_id,
        list(concat_ws(' ', stance_on::varchar, stance) order by day_number) as stance_history
    from stances
    where stance is distinct from previous_stance
    group by option_id
),

shift_counts as (
    select
        option_id,
        count(*) as shift_count,
        bool_or(is_reversal) as has_reversal
    from shifts
    group by option_id
)

select
    options.option_id,
    options.actor,
    actors.name as actor_name,
    options.category,
    options.instrument,
    options.target,
    targets.name as target_name,
    options.beneficiary,
    beneficiaries.name as beneficiary_name,
    present.stance,
    since.stance_since_on,
    first_stances.stance as first_stance,
    histories.stance_history,
    coalesce(shift_counts.shift_count, 0) as shift_count,
    coalesce(shift_counts.has_reversal, false) as has_reversal,
    present.action_text,
    present.condition_text,
    certainties.code as certainty,
    options.first_reported_on,
    options.last_reported_on,
    options.document_count,
    options.publisher_count,
    options.publishers,
    options.confidence,
    options.fact_ids,
    options.document_ids
from options
inner join present on options.option_id = present.option_id
inner join first_stances on options.option_id = first_stances.option_id
inner join since on options.option_id = since.option_id
left join histories on options.option_id = histories.option_id
left join shift_counts on options.option_id = shift_counts.option_id
left join parties as actors on options.actor = actors.code
left join parties as targets on options.target = targets.code
left join parties as beneficiaries on options.beneficiary = beneficiaries.code
left join certainties on options.certainty_rank = certainties.rank
