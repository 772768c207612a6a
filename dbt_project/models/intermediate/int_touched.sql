{%- if is_incremental() %}
-- tables of schema intermediate that are named without ref() are those of the last build: they are renewed after this
    with

    documents as (
        select * from {{ ref('int_touched_documents') }}
    ),

    programmes_then as not materialized (
        select * from intermediate.int_arms_reports
    ),

    programmes_now as (
        select * from {{ renewed_rows('int_arms_programmes') }}
    ),

    -- the programme of a report that tells of one party or a class alone depends on what others tell
    moved as (
        select
            programmes_then.document_id,
            programmes_then.programme_id as programme_then,
            programmes_now.programme_id as programme_now
        from programmes_then
        inner join programmes_now on programmes_then.fact_id = programmes_now.fact_id
        where programmes_then.programme_id <> programmes_now.programme_id
    ),

    programmes as (
        select programmes_then.programme_id as id
        from programmes_then
        semi join documents on programmes_then.document_id = documents.id
        union
        select programmes_now.programme_id as id
        from programmes_now
        semi join documents on programmes_now.document_id = documents.id
        union
        select programme_then as id from moved
        union
        select programme_now as id from moved
    ),

    -- a stance knows the weapons of the deals beside it
    option_documents as (
        select id from documents
        union
        select document_id as id from moved
    ),

    options as (
        select told.option_id as id
        from intermediate.int_policy_reports as told
        semi join option_documents on told.document_id = option_documents.id
        union
        select {{ option_id() }} as id
        from {{ ref('stg_policy_options') }} as told
        semi join option_documents on told.document_id = option_documents.id
    ),

    troop_reports as not materialized (
        select * from intermediate.int_troop_reports
    ),

    figures as (
        select
            {{ figure_id() }} as figure_id,
            {{ deployment_id() }} as deployment_id,
            {{ presence_id() }} as presence_id,
            coalesce(troop_reports.claimant, troop_reports.publisher, troop_reports.document_id) as voice,
            troop_reports.told_for_on
        from troop_reports
        semi join documents on troop_reports.document_id = documents.id
        union
        select
            {{ figure_id() }} as figure_id,
            {{ deployment_id() }} as deployment_id,
            {{ presence_id() }} as presence_id,
            coalesce(told.claimant, documents_now.publisher, told.document_id) as voice,
            {{ observed_on('told.date_from', 'documents_now.published_on') }} as told_for_on
        from {{ ref('stg_troop_deployment_estimates') }} as told
        semi join documents on told.document_id = documents.id
        inner join {{ ref('int_documents') }} as documents_now on told.document_id = documents_now.document_id
    ),

    -- what is told for a day counts in its stretch and the next, and may make a part of what counts from the next on
    stretches as (
        select distinct
            figures.deployment_id,
            unnest([0, 1, 2]) + {{ stretch('figures.told_for_on') }} as stretch
        from figures
    ),

    meeting_reports as not materialized (
        select * from intermediate.int_meeting_reports
    ),

    circles as (
        select meeting_reports.circle_id as id
        from meeting_reports
        semi join documents on meeting_reports.document_id = documents.id
        union
        select {{ circle_id() }} as id
        from {{ ref('stg_diplomatic_meetings') }} as told
        semi join documents on told.document_id = documents.id
    )

    select id from documents
    union all
    select id from programmes
    union all
    select distinct reports.deal_id as id
    from intermediate.int_deal_reports as reports
    semi join programmes on reports.programme_id = programmes.id
    union all
    select id from options
    union all
    select distinct figure_id as id from figures
    union all
    select distinct deployment_id as id from figures
    union all
    select distinct presence_id as id from figures
    union all
    select distinct {{ life_id('voice') }} as id from figures
    union all
    select {{ stretch_id('stretch') }} as id from stretches
    where stretch is not null
    union all
    select distinct troop_reports.estimate_id as id
    from troop_reports
    semi join figures on troop_reports.figure_id = figures.figure_id
    union all
    select id from circles
    union all
    select distinct meeting_reports.meeting_id as id
    from meeting_reports
    semi join circles on meeting_reports.circle_id = circles.id
{%- else %}
-- depends_on: {{ ref('int_touched_documents') }}, {{ ref('int_arms_programmes') }}, {{ ref('stg_policy_options') }}
-- depends_on: {{ ref('stg_troop_deployment_estimates') }}, {{ ref('stg_diplomatic_meetings') }}
-- depends_on: {{ ref('int_documents') }}
    select null::varchar as id
    where false
{%- endif %}
