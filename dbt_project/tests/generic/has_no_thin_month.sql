{% test has_no_thin_month(model, at_least) %}
-- A month, before the newest, that brought less than a quarter of the documents of the month before it.
with

months as (
    select
        date_trunc('month', published_on) as month_on,
        count(*) as document_count
    from {{ model }}
    where published_on is not null
    group by date_trunc('month', published_on)
)

select
    month_on,
    document_count
from months
qualify
    lag(document_count) over (order by month_on) >= {{ at_least }}
    and document_count < lag(document_count) over (order by month_on) / 4
    and month_on < max(month_on) over ()
{% endtest %}
