{{ config(meta={'renewed_by': life_id('voice')}) }}

with

claims as (
    select * from {{ touched_rows('int_troop_claims', life_id('voice')) }}
    where
        revision in ('raised', 'lowered')
),

parties as (
    select * from {{ ref('int_parties') }}
)

select
    claims.deployment_id,
    claims.voice,
    claims.told_for_on as revised_on,
    claims.force_country,
    claims.host_country,
    claims.unit,
    claims.deployment_status,
    coalesce(parties.name, claims.voice) as voice_name,
    claims.claimant is not null as is_claimant,
    claims.revision,
    claims.previous_told_for_on,
    claims.previous_count_low,
    claims.previous_count_high,
    claims.count_low,
    claims.count_high,
    claims.figure - claims.previous_figure as change,
    claims.previous_fact_id,
    claims.fact_id,
    claims.previous_document_id,
    claims.document_id
from claims
left join parties on claims.voice = parties.code
