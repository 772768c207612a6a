"""Policy options: who weighs, proposes, promises, takes or rules out which course of action, towards whom.

options.py walks the whole way. The acts of a document (acts.py) are found by the shapes that tell them and each kept
once (chosen_acts.py): a verb and the kind of its object (frames.py, kinds.py), a noun for the act itself (acts.py), a
name (exercises.py), money (payments.py), a leave (permissions.py, licences.py), aid that lies idle (withheld.py), a
meeting (meetings.py). An act has a stance (stance.py, climb.py, shifts.py), those who act (actors.py, orders.py,
joint.py, companions.py, states.py) and those whom it concerns (others.py, phrase_parties.py); both may change what it
is (aims.py). What its sentence leaves open comes from the rest of the document (sides.py, discourse.py, concerned.py,
headings.py); what is none after all is told in no_acts.py, presence.py and purchases.py.

Some acts are told by others: who does likewise (participation.py, ellipsis.py), who answers a mission and how
(answers.py), the later items of a list (gapped.py), measures that stand (standing.py), what deals (derived.py) and
deployments (deployed.py) imply. drafts.py makes a draft of each, and merge.py one row of what is told twice.
"""
