with

policy_options as (
    select * from {{ source('facts', 'policy_options') }}
)

select
    fact_id,
    document_id,
    actor,
    actor_name,
    category,
    instrument,
    target,
    beneficiary,
    stance,
    action_text,
    condition_text,
    date_from,
    date_to,
    attributed_to,
    certainty,
    confidence
from policy_options
