with

options as (
    select * from {{ ref('stg_policy_options') }}
),

documents as (
    select * from {{ ref('stg_documents') }}
    where not is_duplicate
),

stances as (
    select * from {{ ref('stance') }}
),

reports as (
    select
        options.*,
        documents.publisher,
        documents.published_on,
        stances.rank as stance_rank,
        {{ observed_on('options.date_from', 'documents.published_on') }} as stance_on,
        {{ key_hash([
            'options.actor', 'options.category', 'options.instrument', 'options.target', 'options.beneficiary'
        ]) }} as option_id
    from options
    inner join documents on options.document_id = documents.document_id
    left join stances on options.stance = stances.code
)

select
    fact_id,
    document_id,
    option_id,
    publisher,
    published_on,
    stance_on,
    actor,
    actor_name,
    category,
    instrument,
    target,
    beneficiary,
    stance,
    stance_rank,
    action_text,
    condition_text,
    attributed_to,
    certainty,
    confidence,
    certainty <> 'denied' or bool_and(certainty = 'denied') over (partition by option_id) as is_standing
from reports
