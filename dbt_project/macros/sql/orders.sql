{% macro can_speak_of_order() -%}
    {#- Whether a report without an order of its own (`reports`) can speak of an order (`orders`) of its programme.
        A part may be handed over, and an order be told after its first delivery, but then it is not dated after it. -#}
    {%- set leeway = var('number_leeway') -%}
    {%- set days_to_order = 'orders.ordered_on - reports.status_on' -%}
    case reports.deal_status
        when 'considered'
            then {{ days_to_order }} between -{{ var('late_report_days') }} and {{ var('deal_window_days') }}
        when 'approved'
            then
                {{ days_to_order }} between -{{ var('late_approval_days') }} and {{ var('deal_window_days') }}
                and (reports.quantity is null or orders.quantity <= (1 + {{ leeway }}) * reports.quantity)
        when 'agreed' then {{ days_to_order }} <= {{ var('deal_window_days') }}
        when 'delivered'
            then
                (
                    {{ days_to_order }} <= {{ var('late_report_days') }}
                    or (not orders.is_order_dated and {{ days_to_order }} <= {{ var('deal_window_days') }})
                )
                and (reports.quantity is null or reports.quantity <= (1 + {{ leeway }}) * orders.quantity)
        when 'cancelled'
            then
                {{ days_to_order }} <= {{ var('deal_window_days') }}
                and (
                    reports.quantity is null
                    or reports.quantity
                    between (1 - {{ leeway }}) * orders.quantity and (1 + {{ leeway }}) * orders.quantity
                )
    end
{%- endmacro %}
