-- From which words was each cell of the surest arms deals read? Each quote stands at start_char of the document's text.
select
    facts.fact_id,
    evidence.column_name,
    evidence.quote,
    evidence.role,
    evidence.found_by,
    evidence.start_char,
    documents.title,
    documents.source
from (
    select
        fact_id,
        document_id,
        confidence
    from facts.arms_deals
    order by confidence desc, fact_id asc
    limit 5
) as facts
inner join facts.evidence as evidence on facts.fact_id = evidence.fact_id
inner join core.documents as documents on facts.document_id = documents.document_id
order by facts.confidence desc, facts.fact_id asc, evidence.start_char asc, evidence.column_name asc
