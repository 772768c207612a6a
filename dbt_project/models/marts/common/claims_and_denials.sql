{{ config(unique_key='fact_id', meta={'renewed_by': 'document_id'}) }}
{% set is_admission_touched = touched('admission_document_id') %}
{% set is_document_touched = touched('document_id') %}
{% set cells %}
    fact_id, family, statement, subject, object, claimant, denied_by, is_denied, happened_on, published_on, publisher,
    confidence, document_id
{% endset %}

with

facts as not materialized (
    select
        *,
        len(denied_by) > 0 or certainty = 'denied' as is_denied
    from {{ ref('int_facts') }}
),

evidence as (
    select * from {{ ref('stg_evidence') }}
),

documents as (
    select * from {{ ref('int_documents') }}
),

parties as (
    select * from {{ ref('int_parties') }}
),

{% if is_incremental() %}
    new_facts as (
        select
            *,
            len(denied_by) > 0 or certainty = 'denied' as is_denied
        from {{ touched_rows('int_facts', 'document_id') }}
    ),

    -- beside the facts of touched documents, what was or will be admitted in one
    admitted as (
        select fact_id from {{ this }}
        where {{ is_admission_touched }}
        union
        select denied.fact_id
        from {{ this }} as denied
        inner join new_facts
            on
                denied.family = new_facts.family
                and denied.subject = new_facts.subject
                and coalesce(denied.object, '') = coalesce(new_facts.object, '')
                and denied.party = new_facts.claimant
                and denied.happened_on < new_facts.happened_on
        where denied.position = 'denies'
    ),

    told as (
        select {{ cells }} from new_facts
        union
        -- facts of other documents stand here as they were told
        select {{ cells }} from {{ this }}
        where
            fact_id in (select admitted.fact_id from admitted)
            and not ({{ is_document_touched }})
    ),

{% else %}
    told as (
        select {{ cells }} from facts
    ),

{% endif %}
claims as (
    select
        fact_id,
        claimant as party,
        'claims' as position
    from told
    where claimant is not null
),

denials as (
    select
        fact_id,
        unnest(denied_by) as party,
        'denies' as position
    from told
),

-- the document says that it is denied and does not say by whom
unnamed_denials as (
    select
        fact_id,
        cast(null as varchar) as party,
        'denies' as position
    from told
    where
        is_denied
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
        evidence.fact_id,
        case when evidence.column_name in ('claimant', 'attributed_to') then 'claims' else 'denies' end as position,
        list(distinct evidence.quote order by evidence.quote) as quotes
    from evidence
    semi join told on evidence.fact_id = told.fact_id
    where
        evidence.column_name in ('claimant', 'attributed_to', 'denied_by')
        or (evidence.column_name = 'certainty' and evidence.role = 'cue')
    group by evidence.fact_id, position
),

denied_facts as (
    select
        positions.fact_id,
        positions.party,
        facts.family,
        facts.subject,
        coalesce(facts.object, '') as object_key,
        facts.happened_on
    from positions
    inner join told as facts on positions.fact_id = facts.fact_id
    where positions.position = 'denies'
),

own_statements as (
    select
        facts.family,
        facts.subject,
        coalesce(facts.object, '') as object_key,
        facts.claimant as party,
        facts.happened_on,
        facts.fact_id,
        facts.document_id,
        facts.statement
    from facts
    semi join denied_facts
        on
            facts.family = denied_facts.family
            and facts.subject = denied_facts.subject
            and coalesce(facts.object, '') = denied_facts.object_key
            and facts.claimant = denied_facts.party
    where
        facts.claimant is not null
        and not list_contains(facts.denied_by, facts.claimant)
    -- of several on one day the same on every build
    qualify
        row_number() over (
            partition by facts.family, facts.subject, coalesce(facts.object, ''), facts.claimant, facts.happened_on
            order by facts.fact_id asc
        ) = 1
),

-- what a party denied and later tells of itself, about the same two sides: the first such statement
admissions as (
    select
        denied_facts.fact_id,
        denied_facts.party,
        'denies' as position,
        own_statements.fact_id as admission_fact_id,
        own_statements.document_id as admission_document_id,
        own_statements.statement as admission,
        own_statements.happened_on as admitted_on
    from denied_facts
    asof inner join own_statements
        on
            denied_facts.family = own_statements.family
            and denied_facts.subject = own_statements.subject
            and denied_facts.object_key = own_statements.object_key
            and denied_facts.party = own_statements.party
            and denied_facts.happened_on < own_statements.happened_on
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
    facts.is_denied,
    facts.happened_on,
    facts.published_on,
    facts.publisher,
    documents.title,
    documents.url,
    coalesce(quotes.quotes, []) as quotes,
    coalesce(claim_quotes.quotes, []) as claim_quotes,
    admissions.admitted_on,
    admissions.admission,
    admissions.admission_fact_id,
    admissions.admission_document_id,
    facts.confidence,
    facts.document_id
from positions
inner join told as facts on positions.fact_id = facts.fact_id
inner join documents on facts.document_id = documents.document_id
left join parties on positions.party = parties.code
left join quotes
    on
        positions.fact_id = quotes.fact_id
        and positions.position = quotes.position
left join quotes as claim_quotes
    on
        positions.fact_id = claim_quotes.fact_id
        and claim_quotes.position = 'claims'
left join admissions
    on
        positions.fact_id = admissions.fact_id
        and positions.party = admissions.party
        and positions.position = admissions.position
