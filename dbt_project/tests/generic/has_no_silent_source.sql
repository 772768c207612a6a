{% test has_no_silent_source(model, days, at_least) %}
-- A publisher of so many documents of which nothing has come for so many days before the newest document of all.
select
    publisher,
    document_count,
    last_published_on
from {{ model }}
where
    document_count >= {{ at_least }}
    and last_published_on < (select max(newest.last_published_on) from {{ model }} as newest) - {{ days }}
{% endtest %}
