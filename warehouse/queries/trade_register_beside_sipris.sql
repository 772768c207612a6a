-- Where does a register of SIPRI's, kept in warehouse/registers, differ from what the documents tell?
select
    outcome,
    supplier,
    recipient,
    coalesce(their_weapon_designation, our_weapon_designation, our_weapon_description) as weapon,
    their_year_of_order,
    our_year_of_order,
    their_number_ordered,
    our_number_ordered,
    file,
    their_line,
    deal_id
from marts.register_comparison
where outcome <> 'matched'
order by outcome, supplier, recipient, weapon, their_line, deal_id;
