{{ config(meta={'renewed_by': 'programme_id'}) }}

with

reports as (
    select * from {{ touched_rows('int_arms_reports', 'programme_id') }}
),

order_reports as (
    select * from {{ touched_rows('int_arms_orders', 'programme_id') }}
),

orders as (
    select distinct
        programme_id,
        lane,
        order_number,
        ordered_on,
        is_order_dated,
        quantity
    from order_reports
),

-- talk and approval look forward to an order, all else back to one
fitting as (
    select
        reports.fact_id,
        orders.order_number
    from reports
    inner join orders
        on
            reports.programme_id = orders.programme_id
            and reports.lane = orders.lane
    where
        reports.fact_id not in (select order_reports.fact_id from order_reports)
        and {{ can_speak_of_order() }}
    qualify row_number() over (
            partition by reports.fact_id
            order by
                case
                    when reports.status_rank <= 2 then orders.ordered_on < reports.status_on
                    else orders.ordered_on > reports.status_on + {{ var('late_report_days') }}
                end asc,
                abs(orders.ordered_on - reports.status_on) asc,
                orders.order_number asc
        ) = 1
),

ordered as (
    select
        fact_id,
        order_number
    from order_reports
    union all
    select
        fact_id,
        order_number
    from fitting
),

-- what belongs to no numbered order goes on until long silence, or until it is only weighed what was done before
open_reports as (
    select
        reports.*,
        lag(reports.status_rank) over told as last_rank,
        lag(reports.deal_status) over told as last_status,
        lag(reports.status_on) over told as last_on,
        lag(reports.is_status_dated) over told as is_last_dated,
        max(reports.published_on) over so_far as last_heard_on
    from reports
    where reports.fact_id not in (select ordered.fact_id from ordered)
    window
        told as (
            partition by reports.programme_id, reports.lane
            order by reports.status_on asc nulls last, reports.fact_id asc
        ),
        so_far as (
            partition by reports.programme_id, reports.lane
            order by reports.status_on asc nulls last, reports.fact_id asc
            rows between unbounded preceding and 1 preceding
        )
),

cut as (
    select
        *,
        case
            -- who tells the same state without a day may mean the day that another paper told not long before
            when
                status_rank = last_rank
                and not (is_status_dated and is_last_dated)
                and published_on - last_heard_on <= {{ var('deal_window_days') }}
                then 0
            when status_on - last_on > {{ var('deal_window_days') }} and status_rank <= last_rank then 1
            when
                deal_status = 'considered'
                and last_status in ('agreed', 'delivered')
                and status_on - last_on > {{ var('late_report_days') }}
                then 1
            else 0
        end as starts
    from open_reports
),

numbered as (
    select
        fact_id,
        {{ window_number(['programme_id', 'lane'], 'status_on', 'fact_id') }} as open_number
    from cut
),

identified as (
    select
        reports.*,
        case when ordered.order_number is null then 'open' else 'order' end as deal_kind,
        coalesce(ordered.order_number, numbered.open_number) as deal_number
    from reports
    left join ordered on reports.fact_id = ordered.fact_id
    left join numbered on reports.fact_id = numbered.fact_id
),

hashed as (
    select
        *,
        {{ key_hash(['programme_id', 'lane', 'deal_kind', 'deal_number']) }} as deal_id
    from identified
)

-- all that int_arms_reports tells of the report, and the deal
select
    * exclude (lane, deal_number),  -- noqa: AM04
    -- a report that somebody concerned denies tells of the deal only where there is no other
    certainty <> 'denied' or bool_and(certainty = 'denied') over (partition by deal_id) as is_standing,
    -- fewer delivered than anybody says were ordered: not the number of the deal, but of what came so far
    coalesce(
        deal_status = 'delivered'
        and quantity < min(case when deal_status = 'agreed' and certainty <> 'denied' then quantity end)
            over (partition by deal_id),
        false
    ) as is_part
from hashed
