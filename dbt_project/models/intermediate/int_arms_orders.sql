{{ config(meta={'renewed_by': 'programme_id'}) }}

with

reports as (
    select * from {{ touched_rows('int_arms_reports', 'programme_id') }}
    where
        deal_status = 'agreed'
        and certainty <> 'denied'
        and quantity is not null
),

-- numbers of one programme that differ by little are one number
number_starts as (
    select
        programme_id,
        lane,
        quantity,
        case when quantity > (1 + {{ var('number_leeway') }}) * lag(quantity) over numbers then 1 else 0 end as starts
    from (
        select distinct
            programme_id,
            lane,
            quantity
        from reports
    ) as told_numbers
    window numbers as (partition by programme_id, lane order by quantity asc)
),

number_groups as (
    select
        programme_id,
        lane,
        quantity,
        sum(starts) over (
            partition by programme_id, lane order by quantity asc rows between unbounded preceding and current row
        ) as number_group
    from number_starts
),

grouped as (
    select
        reports.*,
        number_groups.number_group,
        case when reports.value_basis = 'row' then reports.value_amount end as price
    from reports
    inner join number_groups
        on
            reports.programme_id = number_groups.programme_id
            and reports.lane = number_groups.lane
            and reports.quantity = number_groups.quantity
),

-- the same number is another order where a document dates it long after the last, or another price is told
priced as (
    select
        *,
        lag(price ignore nulls) over told as last_price,
        lag(value_currency ignore nulls) over told as last_currency,
        lag(status_on) over told as last_on
    from grouped
    window told as (partition by programme_id, lane, number_group order by status_on asc nulls last, fact_id asc)
),

cut as (
    select
        *,
        case
            when is_status_dated and status_on - last_on > {{ var('deal_window_days') }} then 1
            when
                value_currency = last_currency
                and greatest(price, last_price) > (1 + {{ var('price_leeway') }}) * least(price, last_price)
                then 1
            else 0
        end as starts
    from priced
),

numbered as (
    select
        *,
        {{ window_number(['programme_id', 'lane', 'number_group'], 'status_on', 'fact_id') }} as order_window
    from cut
),

numbered_orders as (
    select
        programme_id,
        lane,
        number_group,
        order_window,
        min(status_on) as ordered_on,
        max(quantity) as quantity
    from numbered
    group by programme_id, lane, number_group, order_window
),

-- numbers that differ, but not by more than double, and are told within days are one order of which papers differ
day_starts as (
    select
        *,
        case
            when ordered_on - lag(ordered_on) over days > {{ var('contradiction_days') }} then 1
            when
                greatest(quantity, lag(quantity) over days) > 2 * least(quantity, lag(quantity) over days)
                then 1
            else 0
        end as starts
    from numbered_orders
    window days as (partition by programme_id, lane order by ordered_on asc nulls last, quantity asc)
),

ordered as (
    select
        *,
        1 + sum(starts) over (
            partition by programme_id, lane order by ordered_on asc nulls last, quantity asc
            rows between unbounded preceding and current row
        ) as order_number
    from day_starts
)

select
    numbered.fact_id,
    numbered.programme_id,
    numbered.lane,
    ordered.order_number,
    min(ordered.ordered_on) over orders as ordered_on,
    bool_or(numbered.is_status_dated) over orders as is_order_dated,
    max(numbered.quantity) over orders as quantity
from numbered
inner join ordered
    on
        numbered.programme_id = ordered.programme_id
        and numbered.lane = ordered.lane
        and numbered.number_group = ordered.number_group
        and numbered.order_window = ordered.order_window
window orders as (partition by numbered.programme_id, numbered.lane, ordered.order_number)
