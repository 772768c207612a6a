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

arms_reports as (
    select * from {{ ref('int_arms_reports') }}
),

-- the weapons that the same document tells the actor to supply, or not to supply, to the same party
weapons as (
    select
        document_id,
        deal_supplier as actor,
        deal_recipient as beneficiary,
        case
            when deal_status = 'considered' then ['considering', 'proposed']
            when deal_status = 'cancelled' then ['ruled_out']
            else ['pledged', 'adopted']
        end as stances,
        {{ sorted_list('deal_weapon') }} as weapons
    from arms_reports
    group by document_id, deal_supplier, deal_recipient, stances
),

reports as (
    select
        options.*,
        coalesce(weapons.weapons, []) as weapons,
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
    left join weapons
        on
            options.instrument = 'arms_supply'
            and options.document_id = weapons.document_id
            and options.actor = weapons.actor
            and options.beneficiary = weapons.beneficiary
            and list_contains(weapons.stances, options.stance)
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
