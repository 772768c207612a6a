{{ config(meta={'renewed_by': 'group_id'}) }}

with

deals as (
    select * from {{ touched_rows('int_deal_reports', 'programme_id') }}
),

estimates as (
    select * from {{ touched_rows('int_troop_reports', 'figure_id') }}
),

options as (
    select * from {{ touched_rows('int_policy_reports', 'option_id') }}
),

meetings as (
    select * from {{ touched_rows('int_meeting_reports', 'circle_id') }}
),

reports as (
    select
        'arms_deals' as family,
        deal_id || ' ' || deal_status as story_id,
        programme_id as group_id,
        publisher,
        published_on,
        fact_id
    from deals
    union all
    select
        'troop_deployment_estimates' as family,
        estimate_id as story_id,
        figure_id as group_id,
        publisher,
        published_on,
        fact_id
    from estimates
    union all
    select
        'policy_options' as family,
        option_id || ' ' || stance as story_id,
        option_id as group_id,
        publisher,
        published_on,
        fact_id
    from options
    union all
    select
        'diplomatic_meetings' as family,
        meeting_id as story_id,
        circle_id as group_id,
        publisher,
        published_on,
        fact_id
    from meetings
)

select
    family,
    story_id,
    group_id,
    publisher,
    min(published_on) as first_published_on,
    count(*) as fact_count,
    min(min(published_on)) over (partition by family, story_id) as story_first_published_on,
    count(*) over (partition by family, story_id) as story_publisher_count
from reports
where
    publisher is not null
    and published_on is not null
group by family, story_id, group_id, publisher
