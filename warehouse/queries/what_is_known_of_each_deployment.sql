-- How many foreign soldiers are where by the latest figures of all sides, how many are planned, how many left?
select
    force_name,
    host_name,
    told_for_on,
    count_low,
    count_best,
    count_high,
    planned_best,
    withdrawn_best,
    voices,
    is_denied
from marts.troop_consensus
where
    unit = 'personnel'
    and deployment_status = 'deployed'
qualify row_number() over (partition by deployment_id order by told_for_on desc) = 1
order by count_best desc, deployment_id asc
