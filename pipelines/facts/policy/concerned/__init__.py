"""Whom an act concerns: a target, somebody helped, a partner.

others.py reads the act's own sentence, with phrase_parties.py for whom a phrase means, payees.py for whom a sum is,
missions.py for where a mission serves and reasons.py for "it" in the clause that gives the reason; untold.py takes from
the document what the sentence leaves open.
"""
