-- Who denied a deployment or a deal and later spoke of it itself, and after how many days?
select
    party_name,
    min(published_on) as first_denied_on,
    min(admitted_on) as admitted_on,
    min(admitted_on) - min(published_on) as days_between,
    any_value(admission order by admitted_on) as admission
from marts.claims_and_denials
where
    position = 'denies'
    and admitted_on > published_on
group by party, party_name, subject, object
order by days_between desc, party_name asc
