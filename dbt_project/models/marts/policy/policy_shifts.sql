with

stances as (
    select * from {{ ref('int_policy_stances') }}
),

reports as (
    select * from {{ ref('int_policy_reports') }}
),

options as (
    select
        option_id,
        actor,
        category,
        instrument,
        target,
        beneficiary
    from reports
    -- without a counterpart or a named instrument two reports need not speak of one thing
    where
        instrument <> 'other'
        and (target is not null or beneficiary is not null)
    group by all
)

select
    stances.option_id,
    stances.stance_on as shifted_on,
    options.actor,
    options.category,
    options.instrument,
    options.target,
    options.beneficiary,
    stances.previous_stance as from_stance,
    stances.stance as to_stance,
    stances.previous_stance_on as last_held_on,
    case when stances.stance_rank > stances.previous_stance_rank then 'towards' else 'away' end as direction,
    stances.previous_stance = 'ruled_out'
    or (stances.stance = 'ruled_out' and stances.previous_stance in ('pledged', 'adopted')) as is_reversal,
    stances.action_text,
    stances.condition_text,
    stances.publisher_count,
    stances.previous_fact_ids as fact_ids_before,
    stances.fact_ids as fact_ids_after,
    stances.previous_document_ids as document_ids_before,
    stances.document_ids as document_ids_after
from stances
inner join options on stances.option_id = options.option_id
where
    stances.stance <> stances.previous_stance
    and stances.previous_stance_on is not null
