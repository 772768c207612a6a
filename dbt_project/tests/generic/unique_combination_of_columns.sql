{% test unique_combination_of_columns(model, columns) %}
-- The columns together are the model's key; null equals null here.
select {{ columns | join(', ') }}
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1
{% endtest %}
