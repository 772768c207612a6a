-- How many foreign soldiers are said to be where, month by month, and how wide is the range?
select
    force_name,
    host_name,
    month_on,
    count_low,
    count_high,
    is_open_ended,
    count_median,
    count_median - previous_count_median as change,
    claimants
from marts.troop_timeline
where
    unit = 'personnel'
    and deployment_status = 'deployed'
order by force_name asc nulls last, host_name asc nulls last, month_on asc, deployment_id asc
