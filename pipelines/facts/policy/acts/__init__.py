"""The places at which a text speaks of an instrument of policy.

acts.py says what an act is; chosen.py finds those of a document by all shapes, each once (told_once.py):
- frames.py: a verb and the kind of its object, with themes.py for which object and movers.py for who leaves where
- acts.py: a noun; exercises.py: a name; measures.py: a kind of measure; standing.py: a measure in force
- payments.py: money; withheld.py: aid held back; permissions.py, licences.py: permission
- meetings.py: a meeting; hosts.py: what a host does; councils.py: what a council resolves

For these, kinds.py names the kinds of an object: by its words (object_words.py), by whom it names (persons.py), by
what is traded (traded_goods.py). predicates.py finds the verbs by which an act is told; aims.py changes what an act is
by its sides.

What is no act after all: no_acts.py, no_diplomacy.py, no_moves.py and told_twice.py (all look at a case.py),
presence.py, arms_trade.py; wars.py knows who is at war.
"""
