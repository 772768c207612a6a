"""Whom an act concerns: a target, somebody who is helped, a partner.

- others.py: by the act's own sentence: the phrases of candidates.py, and phrase_parties.py for whom a phrase means
- payees.py: for whom a sum is; missions.py: where a mission serves; partners.py: with whom something is done
- reasons.py: whom "it" means in a clause that gives the reason
- untold.py: from the document, where the sentence leaves it open
"""
