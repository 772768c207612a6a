-- What do the documents and facts lack, and what about them is unusual?
select
    subject,
    measure,
    row_count,
    of_count,
    round(100 * share, 1) as percent
from marts.data_quality
order by subject asc, percent desc, measure asc
