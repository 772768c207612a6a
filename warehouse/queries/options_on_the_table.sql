-- What does each government weigh or propose now, for or against whom, and on what condition?
select
    actor_name,
    category,
    instrument,
    target,
    beneficiary,
    stance,
    stance_since_on,
    condition_text,
    action_text
from marts.policy_tracker
where stance in ('considering', 'proposed')
order by actor asc, stance_since_on desc nulls last, option_id asc
