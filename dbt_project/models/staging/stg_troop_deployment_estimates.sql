with

troop_deployment_estimates as (
    select * from {{ source('facts', 'troop_deployment_estimates') }}
)

select
    fact_id,
    document_id,
    force_country,
    force_name,
    unit,
    count_low,
    count_high,
    count_qualifier,
    count_text,
    host_country,
    place,
    deployment_status,
    date_from,
    date_to,
    claimant,
    denied_by,
    certainty,
    confidence
from troop_deployment_estimates
