-- Which articles speak of something (here tanks for Ukraine), and how many facts were read from each?
select
    published_at,
    source,
    title,
    snippet,
    fact_count,
    document_id
from search('tanks ukraine')
order by published_at desc, document_id asc
limit 25
