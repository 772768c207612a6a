with

documents as (
    select * from {{ ref('int_documents') }}
),

facts as (
    select * from {{ ref('int_facts') }}
),

stories as (
    select * from {{ ref('int_stories') }}
),

deal_reports as (
    select * from {{ ref('int_deal_reports') }}
),

deals as (
    select * from {{ ref('deals') }}
),

changes as (
    select * from {{ ref('fact_changes') }}
),

leads as (
    select
        publisher,
        count(*) as story_count,
        count(*) filter (where first_published_on = story_first_published_on) as first_count,
        count(*) filter (
            where first_published_on = story_first_published_on and story_publisher_count > 1
        ) as corroborated_count,
        count(*) filter (where first_published_on > story_first_published_on) as followed_count
    from stories
    group by publisher
),

-- a number that the choice of most publishers went against
outvoted as (
    select
        deal_reports.publisher,
        count(*) as outvoted_count
    from deal_reports
    inner join deals on deal_reports.deal_id = deals.deal_id
    where
        deals.has_differing_quantities
        and deal_reports.is_part is not true
        and deal_reports.quantity <> coalesce(deals.quantity_low, deals.quantity_high)
    group by deal_reports.publisher
),

withdrawn as (
    select
        documents.publisher,
        count(*) as withdrawn_count
    from changes
    inner join documents on changes.document_id = documents.document_id
    where
        changes.cause = 'corrected_source'
        and changes.change <> 'came'
    group by documents.publisher
),

brought as (
    select
        publisher,
        count(distinct document_id) as documents_with_facts,
        count(*) as fact_count,
        count(*) filter (where family = 'arms_deals') as arms_deal_count,
        count(*) filter (where family = 'troop_deployment_estimates') as troop_estimate_count,
        count(*) filter (where family = 'policy_options') as policy_option_count,
        count(*) filter (where family = 'diplomatic_meetings') as diplomatic_meeting_count
    from facts
    group by publisher
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
    coalesce(any_value(brought.documents_with_facts), 0) as documents_with_facts,
    coalesce(any_value(brought.fact_count), 0) as fact_count,
    coalesce(any_value(brought.arms_deal_count), 0) as arms_deal_count,
    coalesce(any_value(brought.troop_estimate_count), 0) as troop_estimate_count,
    coalesce(any_value(brought.policy_option_count), 0) as policy_option_count,
    coalesce(any_value(brought.diplomatic_meeting_count), 0) as diplomatic_meeting_count,
    coalesce(any_value(leads.story_count), 0) as story_count,
    coalesce(any_value(leads.first_count), 0) as first_count,
    coalesce(any_value(leads.corroborated_count), 0) as corroborated_count,
    coalesce(any_value(leads.followed_count), 0) as followed_count,
    coalesce(any_value(outvoted.outvoted_count), 0) as outvoted_count,
    coalesce(any_value(withdrawn.withdrawn_count), 0) as withdrawn_count
from documents
left join brought on documents.publisher is not distinct from brought.publisher
left join leads on documents.publisher = leads.publisher
left join outvoted on documents.publisher = outvoted.publisher
left join withdrawn on documents.publisher = withdrawn.publisher
group by documents.publisher
