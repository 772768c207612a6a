{{ config(meta={'renewed_by': 'estimate_id'}) }}

with

reports as (
    select * from {{ touched_rows('int_troop_reports', 'figure_id') }}
),

parties as (
    select * from {{ ref('int_parties') }}
),

certainties as (
    select * from {{ ref('certainty') }}
),

names as (
    {{ most_reported('reports', 'estimate_id', ['force_name'], 'told_for_on') }}
),

places as (
    {{ most_reported('reports', 'estimate_id', ['place'], 'told_for_on') }}
),

words as (
    {{ most_reported('reports', 'estimate_id', ['count_text'], 'told_for_on', also=['count_qualifier']) }}
),

estimates as (
    select
        reports.estimate_id,
        reports.deployment_id,
        reports.force_country,
        reports.host_country,
        reports.unit,
        reports.count_low,
        reports.count_high,
        reports.deployment_status,
        reports.claimant,
        {{ sorted_union('reports.denied_by') }} as denied_by,
        bool_or(reports.is_denied) as is_denied,
        min(reports.told_for_on) as first_told_for_on,
        max(reports.told_for_on) as last_told_for_on,
        min(reports.published_on) as first_reported_on,
        max(reports.published_on) as last_reported_on,
        min(certainties.rank) as certainty_rank,
        count(distinct reports.document_id) as document_count,
        {{ publisher_count() }} as publisher_count,
        {{ sorted_list('reports.publisher') }} as publishers,
        max(reports.confidence) as confidence,
        {{ sorted_list('reports.fact_id') }} as fact_ids,
        {{ sorted_list('reports.document_id') }} as document_ids
    from reports
    left join certainties on reports.certainty = certainties.code
    group by
        reports.estimate_id,
        reports.deployment_id,
        reports.force_country,
        reports.host_country,
        reports.unit,
        reports.count_low,
        reports.count_high,
        reports.deployment_status,
        reports.claimant
)

select
    estimates.estimate_id,
    estimates.deployment_id,
    estimates.force_country,
    coalesce(forces.name, names.force_name) as force_name,
    estimates.host_country,
    hosts.name as host_name,
    places.place,
    estimates.unit,
    estimates.count_low,
    estimates.count_high,
    words.count_qualifier,
    words.count_text,
    estimates.deployment_status,
    estimates.claimant,
    coalesce(claimants.name, estimates.claimant) as claimant_name,
    estimates.denied_by,
    estimates.is_denied,
    certainties.code as certainty,
    estimates.first_told_for_on,
    estimates.last_told_for_on,
    estimates.first_reported_on,
    estimates.last_reported_on,
    estimates.document_count,
    estimates.publisher_count,
    estimates.publishers,
    estimates.confidence,
    estimates.fact_ids,
    estimates.document_ids
from estimates
left join names on estimates.estimate_id = names.estimate_id
left join places on estimates.estimate_id = places.estimate_id
left join words on estimates.estimate_id = words.estimate_id
left join parties as forces on estimates.force_country = forces.code
left join parties as hosts on estimates.host_country = hosts.code
left join parties as claimants on estimates.claimant = claimants.code
left join certainties on estimates.certainty_rank = certainties.rank
