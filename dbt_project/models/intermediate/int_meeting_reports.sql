{{ config(meta={'renewed_by': 'circle_id'}) }}

with

meetings as (
    select
        *,
        {{ circle_id() }} as circle_id
    from {{ ref('stg_diplomatic_meetings') }}
    where {{ may_be_touched('circle_id') }}
),

documents as (
    select * from {{ ref('int_documents') }}
    where not is_duplicate
),

levels as (
    select * from {{ ref('meeting_level') }}
),

reports as (
    select
        meetings.*,
        documents.publisher,
        documents.published_on,
        levels.rank as level_rank,
        array_to_string(meetings.participants, ' ') as participants_key,
        meetings.meeting_format = 'phone_call' as is_by_phone,
        coalesce(meetings.date_from, documents.published_on) as met_on
    from meetings
    inner join documents on meetings.document_id = documents.document_id
    left join levels on meetings.meeting_level = levels.code
),

cut as (
    select
        *,
        case
            when
                met_on - lag(met_on) over previous > {{ var('meeting_window_days') }}
                or place_country <> lag(place_country ignore nulls) over previous
                then 1
            else 0
        end as starts
    from reports
    window
        previous as (
            partition by participants_key, is_by_phone order by met_on asc nulls last, fact_id asc
        )
),

numbered as (
    select
        *,
        {{ window_number(['participants_key', 'is_by_phone'], 'met_on', 'fact_id') }} as meeting_window
    from cut
)

select
    fact_id,
    document_id,
    {{ key_hash(['participants_key', 'is_by_phone', 'meeting_window']) }} as meeting_id,
    circle_id,
    publisher,
    published_on,
    met_on,
    participants,
    persons,
    meeting_level,
    level_rank,
    meeting_format,
    meeting_status,
    place_country,
    place,
    date_from,
    date_to,
    topic_text,
    topic_category,
    attributed_to,
    certainty,
    confidence
from numbered
