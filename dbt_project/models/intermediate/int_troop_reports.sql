{{ config(meta={'renewed_by': 'figure_id'}) }}

with

estimates as (
    select
        *,
        {{ figure_id() }} as figure_id
    from {{ ref('stg_troop_deployment_estimates') }}
    where {{ may_be_touched('figure_id') }}
),

documents as (
    select * from {{ ref('int_documents') }}
    where not is_duplicate
),

reports as (
    select
        estimates.*,
        documents.publisher,
        documents.published_on,
        {{ observed_on('estimates.date_from', 'documents.published_on') }} as told_for_on
    from estimates
    inner join documents on estimates.document_id = documents.document_id
),

cut as (
    select
        *,
        {{ starts_window(
            ['figure_id'], 'told_for_on', var('estimate_window_days'), 'fact_id'
        ) }} as starts
    from reports
),

numbered as (
    select
        *,
        {{ window_number(
            ['figure_id'], 'told_for_on', 'fact_id'
        ) }} as estimate_window
    from cut
)

select
    fact_id,
    document_id,
    {{ key_hash([
        'force_country', 'host_country', 'unit', 'deployment_status', 'count_low', 'count_high', 'claimant',
        'estimate_window'
    ]) }} as estimate_id,
    figure_id,
    {{ deployment_id() }} as deployment_id,
    publisher,
    published_on,
    told_for_on,
    force_country,
    force_name,
    host_country,
    place,
    unit,
    count_low,
    count_high,
    count_qualifier,
    count_text,
    deployment_status,
    claimant,
    denied_by,
    len(denied_by) > 0 or certainty = 'denied' as is_denied,
    certainty,
    confidence
from numbered
