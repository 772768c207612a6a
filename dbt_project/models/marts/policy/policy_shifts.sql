{{ config(meta={'renewed_by': 'option_id'}) }}

with

stances as (
    select * from {{ touched_rows('int_policy_stances', 'option_id') }}
),

reports as (
    select * from {{ touched_rows('int_policy_reports', 'option_id') }}
),

evidence as (
    select * from {{ ref('stg_evidence') }}
),

quotes as (
    select
        evidence.fact_id,
        list(distinct evidence.quote order by evidence.quote) as quotes
    from evidence
    semi join stances on evidence.fact_id = stances.fact_ids[1]
    where evidence.column_name = 'stance'
    group by evidence.fact_id
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
    case
        when is_reversal then 'reversal'
        when direction = 'towards' then 'escalation'
        else 'retreat'
    end as shift_kind,
    stances.previous_weapons as weapons_before,
    stances.weapons as weapons_after,
    stances.action_text,
    stances.condition_text,
    coalesce(quotes.quotes, []) as quotes,
    stances.publisher_count,
    stances.previous_fact_ids as fact_ids_before,
    stances.fact_ids as fact_ids_after,
    stances.previous_document_ids as document_ids_before,
    stances.document_ids as document_ids_after
from stances
inner join options on stances.option_id = options.option_id
left join quotes on stances.fact_ids[1] = quotes.fact_id
where
    stances.stance <> stances.previous_stance
    and stances.previous_stance_on is not null
    -- a promise that is told again after it was kept is no step back
    and not (
        stances.previous_stance = 'adopted'
        and stances.stance = 'pledged'
    )
    -- to refuse one weapon after another was given is no change of mind
    and not (
        len(stances.weapons) > 0
        and len(stances.previous_weapons) > 0
        and not list_has_any(stances.weapons, stances.previous_weapons)
    )
