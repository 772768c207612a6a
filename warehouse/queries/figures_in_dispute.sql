-- Which troop figures are denied or contradict each other, and who says what?
select
    force_country,
    host_country,
    deployment_status,
    month_on,
    count_low,
    count_high,
    has_conflicting_ranges,
    claimants,
    denied_by,
    document_ids
from marts.troop_timeline
where is_disputed
order by month_on desc, force_country asc nulls last, deployment_id asc
