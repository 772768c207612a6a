{{ config(meta={'renewed_by': 'document_id'}) }}

with

facts as not materialized (
    select * from {{ touched_rows('int_facts', 'document_id') }}
),

policy_reports as (
    select * from {{ touched_rows('int_policy_reports', 'document_id') }}
),

parties as (
    select * from {{ ref('int_parties') }}
),

appearances as (
    select
        subject as code,
        document_id,
        published_on
    from facts
    union all
    select
        object as code,
        document_id,
        published_on
    from facts
    union all
    -- where an option has a target and a beneficiary, int_facts names the target alone
    select
        beneficiary as code,
        document_id,
        published_on
    from policy_reports
    union all
    -- a claimant or denier may be no party: a name
    select
        voices.code,
        voices.document_id,
        voices.published_on
    from (
        select
            unnest(list_append(denied_by, claimant)) as code,
            document_id,
            published_on
        from facts
    ) as voices
    semi join parties on voices.code = parties.code
)

select
    code,
    document_id,
    min(published_on) as published_on
from appearances
where code is not null
group by code, document_id
