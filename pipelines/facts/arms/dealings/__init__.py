"""Where a text says that a weapon is dealt in. rules.py tries the ways below in order.

By the sentence of the weapon:
- clauses.py: clauses on the weapon ("jets bought from Oslo"); dealing_above.py: the verb or noun above it, with
  predicates.py for what that word means together with its neighbours
- lists.py, series.py: lists and series; near.py: a word of dealing nearby
- contests.py, losing.py: who won and who lost a contest; notices.py: official notices

In ways of their own:
- tabulated.py, country_lists.py, labelled.py: tables, lists under the names of countries, lines that begin with one
- trading_nouns.py: nouns for sellers and buyers; customers.py, owners.py, bidders.py: customers, owners, bidders
- passed_on.py: how a giver came by what it gives
- further_buyers.py, likewise.py: others who do the same; shares.py: several parties sharing one number
- named_only.py: a weapon's name alone, with recipients.py for whom the document's deals are about

no_dealings.py, bearers.py and own_moves.py: what only looks like a dealing.
"""
