{{ config(meta={'renewed_by': 'programme_id'}) }}

with

all_reports as (
    select * from {{ touched_rows('int_deal_reports', 'programme_id') }}
),

parties as (
    select * from {{ ref('int_parties') }}
),

certainties as (
    select * from {{ ref('certainty') }}
),

reports as (
    select * from all_reports
    where is_standing
),

keys as (
    select
        deal_id,
        any_value(programme_id) as programme_id,
        any_value(deal_supplier) as supplier_country,
        any_value(deal_recipient) as recipient_country,
        -- as the closest report has it
        ['family', 'class', 'words'][
            min(list_position(['family', 'class', 'words'], weapon_level))
        ] as weapon_level,
        min(weapon_family) as weapon_family,
        min(published_on) as first_reported_on,
        max(published_on) as last_reported_on,
        count(distinct document_id) as document_count,
        {{ publisher_count() }} as publisher_count,
        {{ sorted_list('publisher') }} as publishers,
        bool_or(certainty = 'denied') as is_denied,
        {{ sorted_list('fact_id') }} as fact_ids,
        {{ sorted_list('document_id') }} as document_ids
    from all_reports
    group by deal_id
),

-- what most publishers say, cell by cell
supplier_names as (
    {{ most_reported('reports', 'deal_id', ['supplier_name'], 'status_on') }}
),

recipient_names as (
    {{ most_reported('reports', 'deal_id', ['recipient_name'], 'status_on') }}
),

systems as (
    {{ most_reported('reports', 'deal_id', ['weapon_system'], 'status_on') }}
),

classes as (
    {{ most_reported('reports', 'deal_id', ['weapon_class'], 'status_on') }}
),

words as (
    {{ most_reported('reports', 'deal_id', ['weapon_text'], 'status_on') }}
),

kinds as (
    {{ most_reported('reports', 'deal_id', ['transfer_kind'], 'status_on') }}
),

prices as (
    {{ most_reported(
        'reports', 'deal_id', ['value_amount', 'value_currency'], 'status_on', also=['value_usd', 'value_basis'],
        prefer="coalesce(
            deal_status in ('agreed', 'delivered') and (value_basis = 'row' or is_status_dated), false
        )"
    ) }}
),

-- a number of which only a part came is no other number
whole_numbers as (
    select * from reports
    where is_part is not true
),

quantities as (
    {{ most_reported(
        'whole_numbers', 'deal_id', ['quantity_low', 'quantity_high'], 'status_on', also=['quantity_text']
    ) }}
),

spreads as (
    select
        deal_id,
        min(least(quantity_low, quantity_high)) filter (where is_part is not true) as quantity_lowest_reported,
        max(greatest(quantity_low, quantity_high)) as quantity_highest_reported,
        count(distinct row(quantity_low, quantity_high)) filter (
            where is_part is not true and (quantity_low is not null or quantity_high is not null)
        ) > 1 as has_differing_quantities,
        min(value_usd) as value_usd_lowest_reported,
        max(value_usd) as value_usd_highest_reported,
        -- a price of this weapon and one of a package with it may both be right
        count(distinct row(value_amount, value_currency, value_basis)) filter (where value_amount is not null)
        > count(distinct value_basis) filter (where value_amount is not null) as has_differing_values
    from reports
    group by deal_id
),

stages as (
    select
        deal_id,
        min(status_on) as first_told_for_on,
        min(status_on) filter (where deal_status = 'considered') as considered_on,
        min(status_on) filter (where deal_status = 'approved') as approved_on,
        min(status_on) filter (where deal_status = 'agreed') as agreed_on,
        min(status_on) filter (where deal_status = 'delivered') as delivered_on,
        min(status_on) filter (where deal_status = 'cancelled') as cancelled_on
    from reports
    group by deal_id
),

-- an order that others of its programme, of at most half its size, follow, and of which nothing came, was an outline
numbered_orders as (
    select
        keys.deal_id,
        keys.programme_id,
        stages.agreed_on,
        stages.delivered_on,
        coalesce(quantities.quantity_low, quantities.quantity_high) as quantity
    from keys
    inner join stages on keys.deal_id = stages.deal_id
    inner join quantities on keys.deal_id = quantities.deal_id
    where stages.agreed_on is not null
),

outlines as (
    select distinct wholes.deal_id
    from numbered_orders as wholes
    inner join numbered_orders as parts
        on
            wholes.programme_id = parts.programme_id
            and wholes.quantity >= 2 * parts.quantity
            and parts.agreed_on - wholes.agreed_on between 1 and {{ var('deal_window_days') }}
    where wholes.delivered_on is null
),

-- a deal does not go back: its state is the furthest reported, or cancelled where most papers of the newest day say so
newest_days as (
    select
        deal_id,
        count(distinct coalesce(publisher, document_id)) filter (where deal_status = 'cancelled') as cancelling_count,
        count(distinct coalesce(publisher, document_id)) filter (where deal_status <> 'cancelled') as going_on_count
    from reports
    group by deal_id, status_on
    qualify row_number() over (partition by deal_id order by status_on desc nulls last) = 1
),

marks as (
    select
        reports.deal_id,
        max(reports.status_rank) filter (where reports.deal_status <> 'cancelled') as furthest_rank,
        any_value(newest_days.cancelling_count > 0 and newest_days.cancelling_count >= newest_days.going_on_count)
            as is_cancelled,
        max(reports.confidence) as confidence
    from reports
    inner join newest_days on reports.deal_id = newest_days.deal_id
    group by reports.deal_id
),

states as (
    select
        reports.deal_id,
        reports.deal_status,
        marks.confidence,
        min(reports.status_on) as status_since_on,
        min(certainties.rank) as certainty_rank
    from reports
    inner join marks on reports.deal_id = marks.deal_id
    left join certainties on reports.certainty = certainties.code
    where
        case
            when marks.is_cancelled or marks.furthest_rank is null then reports.deal_status = 'cancelled'
            else reports.status_rank = marks.furthest_rank
        end
    group by reports.deal_id, reports.deal_status, marks.confidence
)

select
    keys.deal_id,
    keys.programme_id,
    row_number() over (
        partition by keys.programme_id order by stages.first_told_for_on asc nulls last, keys.deal_id asc
    ) as programme_deal_number,
    count(*) over (partition by keys.programme_id) as programme_deal_count,
    outlines.deal_id is not null as is_outline,
    keys.supplier_country,
    coalesce(suppliers.name, supplier_names.supplier_name, keys.supplier_country) as supplier_name,
    keys.recipient_country,
    coalesce(recipients.name, recipient_names.recipient_name, keys.recipient_country) as recipient_name,
    keys.weapon_level,
    keys.weapon_family,
    systems.weapon_system,
    classes.weapon_class,
    words.weapon_text,
    quantities.quantity_low,
    quantities.quantity_high,
    quantities.quantity_text,
    spreads.quantity_lowest_reported,
    spreads.quantity_highest_reported,
    spreads.has_differing_quantities,
    prices.value_amount,
    prices.value_currency,
    prices.value_usd,
    prices.value_basis,
    spreads.value_usd_lowest_reported,
    spreads.value_usd_highest_reported,
    spreads.has_differing_values,
    kinds.transfer_kind,
    states.deal_status,
    states.status_since_on,
    stages.considered_on,
    stages.approved_on,
    stages.agreed_on,
    stages.delivered_on,
    stages.cancelled_on,
    certainties.code as certainty,
    keys.is_denied,
    keys.first_reported_on,
    keys.last_reported_on,
    keys.document_count,
    keys.publisher_count,
    keys.publishers,
    states.confidence,
    keys.fact_ids,
    keys.document_ids
from keys
inner join states on keys.deal_id = states.deal_id
inner join spreads on keys.deal_id = spreads.deal_id
inner join stages on keys.deal_id = stages.deal_id
left join outlines on keys.deal_id = outlines.deal_id
left join supplier_names on keys.deal_id = supplier_names.deal_id
left join recipient_names on keys.deal_id = recipient_names.deal_id
left join systems on keys.deal_id = systems.deal_id
left join classes on keys.deal_id = classes.deal_id
left join words on keys.deal_id = words.deal_id
left join kinds on keys.deal_id = kinds.deal_id
left join prices on keys.deal_id = prices.deal_id
left join quantities on keys.deal_id = quantities.deal_id
left join parties as suppliers on keys.supplier_country = suppliers.code
left join parties as recipients on keys.recipient_country = recipients.code
left join certainties on states.certainty_rank = certainties.rank
