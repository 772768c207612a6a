-- Who met whom, at what level, where and on what, as far as several papers tell it?
select
    date_from,
    participant_names,
    meeting_level,
    meeting_format,
    meeting_status,
    coalesce(place, place_country_name) as place,
    topics,
    publisher_count
from marts.meetings
order by date_from desc nulls last, meeting_id asc
