{{ config(meta={'renewed_by': 'deal_id'}) }}

with

deals as (
    select * from {{ touched_rows('deals', 'programme_id') }}
),

reports as (
    select * from {{ touched_rows('int_deal_reports', 'programme_id') }}
    where
        is_standing
),

weapon_classes as (
    select * from {{ ref('weapon_classes') }}
),

-- an order or a delivery under way, between two known parties, of a weapon known at least by its class
registered as (
    select
        *,
        coalesce(quantity_low, quantity_high) as ordered
    from deals
    where
        deal_status in ('agreed', 'delivered')
        and supplier_country <> recipient_country
        and weapon_level in ('family', 'class')
),

orders as (
    select
        deal_id,
        min(status_on) as ordered_on,
        -- SIPRI marks a year that is not told but inferred, here from the day of publication
        not coalesce(first(is_status_dated order by status_on asc nulls last, fact_id asc), false) as is_year_inferred
    from reports
    where deal_status = 'agreed'
    group by deal_id
),

deliveries as (
    select
        deal_id,
        string_agg(distinct year(status_on)::varchar, '; ' order by year(status_on)::varchar) as years_of_delivery,
        max(coalesce(quantity_low, quantity_high)) as delivered
    from reports
    where deal_status = 'delivered'
    group by deal_id
),

conditions as (
    select
        deal_id,
        bool_or(regexp_matches(weapon_text, '\b(second-?\s?hand|used|surplus|refurbished)\b', 'i')) as is_second_hand,
        bool_or(regexp_matches(weapon_text, '\brefurbished\b', 'i')) as is_modernised
    from reports
    group by deal_id
)

select
    registered.recipient_name as recipient,
    registered.supplier_name as supplier,
    year(orders.ordered_on) as year_of_order,
    case when orders.is_year_inferred and orders.ordered_on is not null then '?' end as year_of_order_flag,
    registered.ordered as number_ordered,
    case
        when
            registered.ordered is not null
            and (
                registered.quantity_low is distinct from registered.quantity_high
                or registered.has_differing_quantities
                or regexp_matches(
                    registered.quantity_text,
                    '\b(about|around|some|approximately|roughly|nearly|almost|estimated|dozens|hundreds|thousands)\b',
                    'i'
                )
            )
            then '?'
    end as number_ordered_flag,
    registered.weapon_system as weapon_designation,
    coalesce(weapon_classes.name, registered.weapon_class) as weapon_description,
    deliveries.delivered as number_delivered,
    -- a report of a delivery names the order as often as the part handed over
    case when deliveries.delivered is not null then '?' end as number_delivered_flag,
    deliveries.years_of_delivery,
    case
        when conditions.is_modernised then 'Second hand but modernized'
        when conditions.is_second_hand then 'Second hand'
    end as status,
    nullif(
        concat_ws(
            '; ',
            case registered.transfer_kind
                when 'aid' then 'aid'
                when 'lease' then 'lease'
                when 'licence' then 'produced under licence'
                when 'upgrade' then 'upgrade'
            end,
            case
                when registered.value_amount >= 1e6
                    then
                        registered.value_currency || ' '
                        || case
                            when registered.value_amount >= 1e9
                                then format('{:.4g} b', registered.value_amount / 1e9)
                            else format('{:.4g} m', registered.value_amount / 1e6)
                        end
                        || case registered.value_basis when 'package' then ' package' else ' deal' end
            end,
            case
                when registered.has_differing_quantities
                    then
                        'number reported as ' || registered.quantity_lowest_reported
                        || ' to ' || registered.quantity_highest_reported
            end,
            case when registered.is_outline then 'outline of the orders that follow' end,
            case when registered.is_denied then 'denied by some' end
        ),
        ''
    ) as comments,
    registered.recipient_country as recipient_code,
    registered.supplier_country as supplier_code,
    registered.publisher_count,
    registered.deal_id,
    registered.fact_ids,
    registered.document_ids
from registered
left join orders on registered.deal_id = orders.deal_id
left join deliveries on registered.deal_id = deliveries.deal_id
left join conditions on registered.deal_id = conditions.deal_id
left join weapon_classes on registered.weapon_class = weapon_classes.id
