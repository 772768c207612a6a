{% test has_evidence(model, evidence) %}
-- Every fact has a place that it was read from.
select facts.fact_id
from {{ model }} as facts
anti join {{ get_where_subquery(evidence) }} as evidence on facts.fact_id = evidence.fact_id
{% endtest %}
