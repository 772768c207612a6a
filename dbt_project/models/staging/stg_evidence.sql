with

evidence as (
    select * from {{ source('facts', 'evidence') }}
)

select
    fact_id,
    column_name,
    document_id,
    start_char,
    end_char,
    quote,
    found_by,
    role
from evidence
