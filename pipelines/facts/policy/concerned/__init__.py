"""Whom an act concerns: a target, somebody helped, a partner.

others.py reads the act's own sentence, with phrase_parties.py for whom a phrase means and reasons.py for "it" in the
clause that gives the reason; untold.py takes from the document what the sentence leaves open.
"""
