with

documents as (
    select * from {{ ref('stg_documents') }}
),

facts as (
    select * from {{ ref('int_facts') }}
),

per_document as (
    select
        document_id,
        count(*) as fact_count,
        count(*) filter (where family = 'arms_deals') as arms_deal_count,
        count(*) filter (where family = 'troop_deployment_estimates') as troop_estimate_count,
        count(*) filter (where family = 'policy_options') as policy_option_count,
        count(*) filter (where family = 'diplomatic_meetings') as diplomatic_meeting_count
    from facts
    group by document_id
)

select
    documents.publisher,
    count(*) as document_count,
    count(*) filter (where documents.is_duplicate) as duplicate_count,
    count(*) filter (where documents.revision > 1) as corrected_count,
    count(*) filter (where documents.published_at is null) as undated_count,
    {{ sorted_list('documents.language') }} as languages,
    min(documents.published_on) as first_published_on,
    max(documents.published_on) as last_published_on,
    count(per_document.document_id) as documents_with_facts,
    coalesce(sum(per_document.fact_count), 0)::bigint as fact_count,
    coalesce(sum(per_document.arms_deal_count), 0)::bigint as arms_deal_count,
    coalesce(sum(per_document.troop_estimate_count), 0)::bigint as troop_estimate_count,
    coalesce(sum(per_document.policy_option_count), 0)::bigint as policy_option_count,
    coalesce(sum(per_document.diplomatic_meeting_count), 0)::bigint as diplomatic_meeting_count
from documents
left join per_document on documents.document_id = per_document.document_id
group by documents.publisher
