-- Which publishers bring stories first, how many of these do others confirm, and what did they have to take back?
select
    publisher,
    story_count,
    first_count,
    corroborated_count,
    followed_count,
    outvoted_count,
    withdrawn_count
from marts.source_coverage
where publisher is not null
order by first_count desc, publisher asc
