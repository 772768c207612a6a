"""Arms deals: who transfers which weapon to whom, how many, at what price, and how far the deal has got.

deals.py walks the whole way. The weapons of a document are items (items.py; counts.py, anaphora.py). By one of the
rules (rules.py) an item has a dealing: that of its own clauses (dealings.py), of a list (lists.py, series.py), or one
nearby (near_dealings.py); what only looks like one is told in no_dealings.py. A dealing has sides (sides.py,
item_sides.py), of whom one supplies and one receives (parties.py), a status (status.py, verb_status.py, operators.py)
and a price (price.py). What its sentence leaves open comes from the rest of the document (untold_sides.py,
candidates.py), and merge.py makes one row of what is told twice.

Some deals are told in other ways: in tables (tabulated.py), as customers (customers.py), by who has whose weapons
(owners.py), as shares of one number (shares.py), by no word but the weapon's name (named_only.py). Between foes
(foes.py) no deal is guessed.
"""
