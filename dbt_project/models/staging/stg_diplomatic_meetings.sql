with

diplomatic_meetings as (
    select * from {{ source('facts', 'diplomatic_meetings') }}
)

select
    fact_id,
    document_id,
    participants,
    persons,
    meeting_level,
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
from diplomatic_meetings
