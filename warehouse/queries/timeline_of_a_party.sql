-- All that is told of one party, in the order of the days for which it is told (here North Korea).
select
    happened_on,
    role,
    family,
    statement,
    certainty,
    publisher,
    fact_id
from marts.entity_timeline
where entity = 'PRK'
order by happened_on asc nulls last, fact_id asc, role asc
