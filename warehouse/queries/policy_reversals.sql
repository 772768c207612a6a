-- Where has a government turned round: done what it had ruled out, or ruled out what it had promised?
select
    shifted_on,
    actor,
    instrument,
    target,
    beneficiary,
    from_stance,
    to_stance,
    shifted_on - last_held_on as days_between,
    action_text
from marts.policy_shifts
where is_reversal
order by shifted_on desc, actor asc, option_id asc
