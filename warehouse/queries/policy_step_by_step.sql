-- Whose stance went step by step towards action, and on which conditions?
select
    actor,
    instrument,
    target,
    beneficiary,
    shifted_on,
    from_stance,
    to_stance,
    shift_kind,
    condition_text,
    quotes
from marts.policy_shifts
where shift_kind = 'escalation'
order by shifted_on desc, option_id asc
