"""The places at which a text speaks of an instrument of policy.

acts.py tells what an act is, chosen.py finds those of a document by all shapes, each once (told_once.py): a verb and
the kind of its object (frames.py; themes.py for which object, movers.py for who leaves which ground), a noun
(acts.py), a name (exercises.py), money (payments.py), a leave (permissions.py, licences.py), aid with whose it is
(withheld.py), a meeting (meetings.py), a kind of measure (measures.py) or one in force (standing.py), what a host
does (hosts.py), what a council resolves (councils.py). kinds.py is asked for the kinds of an object: by its words
(object_words.py), by whom it names (persons.py), by what is traded (traded_goods.py). predicates.py finds the verbs
by which an act is told, aims.py changes what it is by its sides. What is none after all is told in no_acts.py and
no_diplomacy.py (both look at a case.py), presence.py and arms_trade.py; wars.py knows who is at war.
"""
