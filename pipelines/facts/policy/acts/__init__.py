"""The places at which a text speaks of an instrument of policy.

acts.py tells what an act is, chosen.py finds those of a document by all shapes, each once: a verb and the kind of its
object (frames.py, kinds.py; movers.py for who leaves which ground), a noun (acts.py), a name (exercises.py), money
(payments.py), a leave (permissions.py, licences.py), aid with whose it is (withheld.py), a meeting (meetings.py), a
kind of measure (measures.py) or one in force (standing.py), what a host does (hosts.py), what a council resolves
(councils.py). aims.py changes what an act is by its sides. What is none after all is told in no_acts.py and
no_diplomacy.py (both look at a case.py), presence.py and arms_trade.py; wars.py knows who is at war.
"""
