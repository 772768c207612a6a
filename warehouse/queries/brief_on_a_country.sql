-- One country in a row (here Poland): sales and purchases, soldiers hosted and abroad, what it weighs, who helps it.
select
    name,
    deals_as_supplier,
    supplies_to,
    deals_as_recipient,
    supplied_by,
    forces_in,
    forces_from,
    policy_option_count,
    ruled_out_count,
    targeted_by,
    helped_by,
    claim_count,
    denial_count,
    document_count
from marts.country_brief
where code = 'POL'
