{{ config(meta={'renewed_by': 'document_id'}) }}

with

arms_reports as (
    select * from {{ touched_rows('int_deal_reports', 'document_id') }}
),

troop_reports as (
    select * from {{ touched_rows('int_troop_reports', 'document_id') }}
),

policy_reports as (
    select * from {{ touched_rows('int_policy_reports', 'document_id') }}
),

meeting_reports as (
    select * from {{ touched_rows('int_meeting_reports', 'document_id') }}
),

arms as (
    select
        'arms_deals' as family,
        fact_id,
        document_id,
        publisher,
        published_on,
        status_on as happened_on,
        supplier_country as subject,
        recipient_country as object,
        attributed_to as claimant,
        cast([] as varchar[]) as denied_by,
        certainty,
        confidence,
        concat_ws(
            ' ', coalesce(supplier_country, supplier_name), 'to', coalesce(recipient_country, recipient_name) || ':',
            quantity_text, coalesce(weapon_system, weapon_text) || ',', deal_status
        ) as statement
    from arms_reports
),

troops as (
    select
        'troop_deployment_estimates' as family,
        fact_id,
        document_id,
        publisher,
        published_on,
        told_for_on as happened_on,
        force_country as subject,
        host_country as object,
        claimant,
        denied_by,
        certainty,
        confidence,
        concat_ws(
            ' ', coalesce(force_country, force_name), 'in', coalesce(host_country, place) || ':', count_text,
            '(' || unit || '),', deployment_status
        ) as statement
    from troop_reports
),

policy as (
    select
        'policy_options' as family,
        fact_id,
        document_id,
        publisher,
        published_on,
        stance_on as happened_on,
        actor as subject,
        coalesce(target, beneficiary) as object,
        attributed_to as claimant,
        cast([] as varchar[]) as denied_by,
        certainty,
        confidence,
        concat_ws(' ', actor || ':', instrument, 'against ' || target, 'for ' || beneficiary || ',', stance)
            as statement
    from policy_reports
),

meetings as (
    select
        'diplomatic_meetings' as family,
        fact_id,
        document_id,
        publisher,
        published_on,
        {{ observed_on('date_from', 'published_on') }} as happened_on,
        participants[1] as subject,
        participants[2] as object,
        attributed_to as claimant,
        cast([] as varchar[]) as denied_by,
        certainty,
        confidence,
        concat_ws(
            ' ', array_to_string(participants, ' and ') || ':', meeting_format, 'in ' || coalesce(place, place_country),
            'on ' || topic_text || ',', meeting_status
        ) as statement
    from meeting_reports
)

select * from arms
union all
select * from troops
union all
select * from policy
union all
select * from meetings
