{% test is_range(model, low, high) %}
-- A range runs upwards; an open end is null.
select
    {{ low }},
    {{ high }}
from {{ model }}
where {{ low }} > {{ high }}
{% endtest %}
