-- How has each government's stance on a course of action changed over time?
select
    actor_name,
    instrument,
    target_name,
    beneficiary_name,
    stance_history,
    has_reversal
from marts.policy_tracker
where len(stance_history) > 1
order by len(stance_history) desc, option_id asc
