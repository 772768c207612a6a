with

facts as (
    select * from {{ ref('int_facts') }}
),

evidence as (
    select * from {{ ref('stg_evidence') }}
),

documents as (
    select * from {{ ref('stg_documents') }}
),

parties as (
    select * from {{ ref('int_parties') }}
),

claims as (
    select
        fact_id,
        claimant as party,
        'claims' as position
    from facts
    where claimant is not null
),

denials as (
    select
        fact_id,
        unnest(denied_by) as party,
        'denies' as position
    from facts
),

-- the document says that it is denied and does not say by whom
unnamed_denials as (
    select
        fact_id,
        cast(null as varchar) as party,
        'denies' as position
    from facts
    where
        certainty = 'denied'
        and len(denied_by) = 0
),

positions as (
    select * from claims
    union all
    select * from denials
    union all
    select * from unnamed_denials
),

quotes as (
    select
        fact_id,
        case when column_name in ('claimant', 'attributed_to') then 'claims' else 'denies' end as position,
        list(distinct quote order by quote) as quotes
    from evidence
    where
        column_name in ('claimant', 'attributed_to', 'denied_by')
        or (column_name = 'certainty' and role = 'cue')
    group by fact_id, position
)

select
    positions.fact_id,
    positions.party,
    coalesce(parties.name, positions.party) as party_name,
    parties.kind as party_kind,
    positions.position,
    facts.family,
    facts.statement,
    facts.subject,
    facts.object,
    facts.claimant,
    facts.denied_by,
    len(facts.denied_by) > 0 or facts.certainty = 'denied' as is_denied,
    facts.happened_on,
    facts.published_on,
    facts.publisher,
    documents.title,
    documents.url,
    coalesce(quotes.quotes, []) as quotes,
    facts.confidence,
    facts.document_id
from positions
inner join facts on positions.fact_id = facts.fact_id
inner join documents on facts.document_id = documents.document_id
left join parties on positions.party = parties.code
left join quotes
    on
        positions.fact_id = quotes.fact_id
        and positions.position = quotes.position
