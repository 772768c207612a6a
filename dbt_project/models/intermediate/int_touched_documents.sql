-- depends_on: {{ ref('stg_documents') }}
{%- if is_incremental() %}
    with

    -- as the last build left it: it is renewed after this
    documents as not materialized (
        select * from intermediate.int_documents
    ),

    spellings_then as (
        select distinct publisher from documents
    ),

    spellings_now as (
        select min(publisher_name) as publisher
        from {{ ref('stg_documents') }}
        group by lower(publisher_name)
    ),

    -- who spells a publisher in another way may change its name in all its documents
    renamed as (
        select spellings_then.publisher
        from spellings_then
        inner join spellings_now on lower(spellings_then.publisher) = lower(spellings_now.publisher)
        where spellings_then.publisher <> spellings_now.publisher
    )

    select document_id as id from ops.touched_documents
    union
    select documents.document_id as id
    from documents
    inner join renamed on documents.publisher = renamed.publisher
{%- else %}
    select null::varchar as id
    where false
{%- endif %}
