{% test accepted_range(model, column_name, min_value, max_value="'infinity'::double") %}
-- The column's numbers lie within the bounds, both included; null passes.
select {{ column_name }}
from {{ model }}
where not ({{ column_name }} between {{ min_value }} and {{ max_value }})
{% endtest %}
