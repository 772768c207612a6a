-- Who raised or lowered a troop figure, by how much, and against which earlier day?
select
    voice_name,
    force_country,
    host_country,
    deployment_status,
    previous_told_for_on,
    previous_count_low,
    revised_on,
    count_low,
    revision,
    change
from marts.troop_revisions
where unit = 'personnel'
order by abs(change) desc, deployment_id asc, revised_on asc
