{{ config(meta={'renewed_by': 'option_id'}) }}

with

reports as (
    select * from {{ touched_rows('int_policy_reports', 'option_id') }}
    where
        is_standing
),

-- papers of one day may differ: the stance that most publishers tell is the day's
daily as (
    select
        option_id,
        stance_on,
        stance,
        stance_rank,
        {{ publisher_count() }} as publisher_count,
        {{ sorted_union('weapons') }} as weapons,
        {{ sorted_list('fact_id') }} as fact_ids,
        {{ sorted_list('document_id') }} as document_ids,
        first(action_text order by confidence desc, fact_id asc) as action_text,
        first(condition_text order by confidence desc, fact_id asc) as condition_text
    from reports
    group by option_id, stance_on, stance, stance_rank
    qualify
        row_number() over (
            partition by option_id, stance_on
            order by publisher_count desc, max(confidence) desc, stance_rank desc
        ) = 1
)

select
    option_id,
    stance_on,
    stance,
    stance_rank,
    publisher_count,
    weapons,
    action_text,
    condition_text,
    fact_ids,
    document_ids,
    row_number() over by_day as day_number,
    row_number() over newest_first as newest_number,
    lag(stance) over by_day as previous_stance,
    lag(stance_rank) over by_day as previous_stance_rank,
    lag(stance_on) over by_day as previous_stance_on,
    lag(weapons) over by_day as previous_weapons,
    lag(fact_ids) over by_day as previous_fact_ids,
    lag(document_ids) over by_day as previous_document_ids
from daily
window
    -- what has no date is taken as the oldest, so that it never passes for news
    by_day as (partition by option_id order by stance_on asc nulls first),
    newest_first as (partition by option_id order by stance_on desc nulls last)
