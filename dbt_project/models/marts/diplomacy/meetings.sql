{{ config(meta={'renewed_by': 'meeting_id'}) }}

with

reports as (
    select * from {{ touched_rows('int_meeting_reports', 'circle_id') }}
),

parties as (
    select * from {{ ref('int_parties') }}
),

certainties as (
    select * from {{ ref('certainty') }}
),

levels as (
    select * from {{ ref('meeting_level') }}
),

formats as (
    {{ most_reported('reports', 'meeting_id', ['meeting_format'], 'published_on') }}
),

places as (
    {{ most_reported('reports', 'meeting_id', ['place_country'], 'published_on', also=['place']) }}
),

categories as (
    {{ most_reported('reports', 'meeting_id', ['topic_category'], 'published_on') }}
),

-- what is told to the day counts for more than what is told to the month
days as (
    select
        meeting_id,
        date_from,
        date_to
    from reports
    where date_from is not null
    qualify row_number() over (
            partition by meeting_id order by coalesce(date_to - date_from, 9999) asc, published_on desc, fact_id asc
        ) = 1
),

-- a meeting that was held stays held; else the newest report tells how it stands
states as (
    select
        meeting_id,
        meeting_status
    from reports
    qualify row_number() over (
            partition by meeting_id
            order by
                certainty = 'denied' asc,
                meeting_status = 'held' desc,
                published_on desc nulls last,
                confidence desc,
                fact_id asc
        ) = 1
),

names as (
    select
        members.meeting_id,
        list(coalesce(parties.name, members.code) order by members.code) as participant_names
    from (
        select distinct
            meeting_id,
            unnest(participants) as code
        from reports
    ) as members
    left join parties on members.code = parties.code
    group by members.meeting_id
),

meetings as (
    select
        reports.meeting_id,
        any_value(reports.participants) as participants,
        {{ sorted_union('reports.persons') }} as persons,
        min(reports.level_rank) as level_rank,
        {{ sorted_list('reports.topic_text') }} as topics,
        bool_or(reports.certainty = 'denied') as is_denied,
        min(certainties.rank) as certainty_rank,
        min(reports.published_on) as first_reported_on,
        max(reports.published_on) as last_reported_on,
        count(distinct reports.document_id) as document_count,
        {{ publisher_count() }} as publisher_count,
        {{ sorted_list('reports.publisher') }} as publishers,
        max(reports.confidence) as confidence,
        {{ sorted_list('reports.fact_id') }} as fact_ids,
        {{ sorted_list('reports.document_id') }} as document_ids
    from reports
    left join certainties on reports.certainty = certainties.code
    group by reports.meeting_id
)

select
    meetings.meeting_id,
    meetings.participants,
    names.participant_names,
    meetings.persons,
    levels.code as meeting_level,
    formats.meeting_format,
    states.meeting_status,
    places.place_country,
    hosts.name as place_country_name,
    places.place,
    days.date_from,
    days.date_to,
    meetings.topics,
    categories.topic_category,
    meetings.is_denied,
    certainties.code as certainty,
    meetings.first_reported_on,
    meetings.last_reported_on,
    meetings.document_count,
    meetings.publisher_count,
    meetings.publishers,
    meetings.confidence,
    meetings.fact_ids,
    meetings.document_ids
from meetings
inner join names on meetings.meeting_id = names.meeting_id
inner join formats on meetings.meeting_id = formats.meeting_id
inner join states on meetings.meeting_id = states.meeting_id
left join places on meetings.meeting_id = places.meeting_id
left join categories on meetings.meeting_id = categories.meeting_id
left join days on meetings.meeting_id = days.meeting_id
left join levels on meetings.level_rank = levels.rank
left join parties as hosts on places.place_country = hosts.code
left join certainties on meetings.certainty_rank = certainties.rank
