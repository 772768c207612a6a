{{ config(meta={'renewed_by': 'document_id'}) }}

with

documents as not materialized (
    select * from {{ ref('stg_documents') }}
),

-- one spelling of a publisher where cases differ
spellings as (
    select
        lower(publisher_name) as publisher_key,
        min(publisher_name) as publisher
    from documents
    where publisher_name <> ''
    group by lower(publisher_name)
)

select
    documents.document_id,
    documents.external_id,
    documents.revision,
    spellings.publisher,
    documents.url,
    documents.title,
    documents.language,
    documents.published_at,
    documents.published_on,
    documents.duplicate_of,
    documents.is_duplicate
from documents
left join spellings on lower(documents.publisher_name) = spellings.publisher_key
where {{ touched('documents.document_id') }}
