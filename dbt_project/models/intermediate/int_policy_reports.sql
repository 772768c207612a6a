{{ config(meta={'renewed_by': 'option_id'}) }}

with

options as (
    select
        *,
        {{ option_id() }} as option_id
    from {{ ref('stg_policy_options') }}
    where {{ may_be_touched('option_id') }}
),

documents as (
    select * from {{ ref('int_documents') }}
    where not is_duplicate
),

stances as (
    select * from {{ ref('stance') }}
),

arms_reports as (
    select * from {{ ref('int_arms_reports') }}
),

fitting_states as (
    select
        pairs.deal_status,
        pairs.stance
    from (
        values
        ('considered', 'considering'),
        ('considered', 'proposed'),
        ('approved', 'pledged'),
        ('approved', 'adopted'),
        ('agreed', 'pledged'),
        ('agreed', 'adopted'),
        ('delivered', 'pledged'),
        ('delivered', 'adopted'),
        ('cancelled', 'ruled_out')
    ) as pairs (deal_status, stance)
),

-- the weapons that the same document tells the actor to supply, or not to supply, to the same party
weapons as (
    select
        arms_reports.document_id,
        arms_reports.deal_supplier as actor,
        arms_reports.deal_recipient as beneficiary,
        fitting_states.stance,
        {{ sorted_list('arms_reports.deal_weapon') }} as weapons
    from arms_reports
    inner join fitting_states on arms_reports.deal_status = fitting_states.deal_status
    semi join options
        on
            arms_reports.document_id = options.document_id
            and options.instrument = 'arms_supply'
    group by
        arms_reports.document_id, arms_reports.deal_supplier, arms_reports.deal_recipient, fitting_states.stance
),

reports as (
    select
        options.*,
        coalesce(case when options.instrument = 'arms_supply' then weapons.weapons end, []) as weapons,
        documents.publisher,
        documents.published_on,
        stances.rank as stance_rank,
        {{ observed_on('options.date_from', 'documents.published_on') }} as stance_on
    from options
    inner join documents on options.document_id = documents.document_id
    left join stances on options.stance = stances.code
    left join weapons
        on
            options.document_id = weapons.document_id
            and options.actor = weapons.actor
            and options.beneficiary = weapons.beneficiary
            and options.stance = weapons.stance
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
    weapons,
    action_text,
    condition_text,
    attributed_to,
    certainty,
    confidence,
    certainty <> 'denied' or bool_and(certainty = 'denied') over (partition by option_id) as is_standing
from reports
