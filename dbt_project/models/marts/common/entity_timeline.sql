{{ config(meta={'renewed_by': 'document_id'}) }}

with

facts as (
    select * from {{ touched_rows('int_facts', 'document_id') }}
),

deal_reports as (
    select * from {{ touched_rows('int_deal_reports', 'document_id') }}
),

parties as (
    select * from {{ ref('int_parties') }}
),

roles as (
    select
        subject as entity,
        'party' as entity_kind,
        'acts' as role,
        fact_id
    from facts
    where subject is not null
    union all
    select
        object as entity,
        'party' as entity_kind,
        'concerned' as role,
        fact_id
    from facts
    where object is not null
    union all
    select
        claimant as entity,
        'party' as entity_kind,
        'claims' as role,
        fact_id
    from facts
    where claimant is not null
    union all
    select distinct
        unnest(denied_by) as entity,
        'party' as entity_kind,
        'denies' as role,
        fact_id
    from facts
    union all
    select
        weapon_system as entity,
        'weapon' as entity_kind,
        'transferred' as role,
        fact_id
    from deal_reports
    where weapon_system is not null
)

select
    roles.entity,
    coalesce(parties.name, roles.entity) as entity_name,
    roles.entity_kind,
    roles.role,
    facts.happened_on,
    facts.family,
    facts.statement,
    facts.certainty,
    facts.published_on,
    facts.publisher,
    facts.confidence,
    facts.fact_id,
    facts.document_id
from roles
inner join facts on roles.fact_id = facts.fact_id
left join parties on case when roles.entity_kind = 'party' then roles.entity end = parties.code
