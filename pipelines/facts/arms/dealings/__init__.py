"""The ways in which a text tells that a weapon is dealt in.

rules.py tries them in their order: the clauses of the weapon and the words above it (clauses.py, above.py,
predicates.py), lists (lists.py, series.py), what stands near (near.py), contests (contests.py, losing.py), notices
(notices.py). What only looks like a dealing is told in no_dealings.py and bearers.py. Some deals are told in ways of
their own: in tables (tabulated.py), in lists under the names of countries (country_lists.py), by nouns for who sells or
buys (trading_nouns.py), as customers (customers.py), as what others do too (further_buyers.py), as bids that were lost
(bidders.py), by who has whose weapons (owners.py), as shares of one number (shares.py), by no word but the weapon's
name (named_only.py, for whom the document's deals are about: recipients.py).
"""
