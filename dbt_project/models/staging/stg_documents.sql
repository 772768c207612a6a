with

documents as (
    select * from {{ source('core', 'documents') }}
),

named as (
    select
        *,
        coalesce(nullif(trim(source), ''), regexp_extract(url, '^[a-z]+://(?:www\.)?([^/:]+)', 1)) as publisher_name
    from documents
)

select
    document_id,
    external_id,
    revision,
    source,
    publisher_name,
    url,
    title,
    language,
    published_at,
    published_at::date as published_on,
    ingested_at,
    content_hash,
    text,
    duplicate_of,
    duplicate_of is not null as is_duplicate
from named
