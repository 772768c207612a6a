-- Who denies most, and how often does the same party make claims of its own?
select
    party,
    any_value(party_name) as party_name,
    count(*) filter (where position = 'denies') as denials,
    count(*) filter (where position = 'claims') as claims,
    list(distinct claimant order by claimant) filter (
        where position = 'denies' and claimant is not null
    ) as denies_claims_of
from marts.claims_and_denials
where party is not null
group by party
having denials > 0
order by denials desc, party asc
