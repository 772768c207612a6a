"""Whom an act concerns: a target, somebody helped, a partner.

others.py reads the act's own sentence: the phrases of candidates.py, with phrase_parties.py for whom a phrase means,
payees.py for whom a sum is, missions.py for where a mission serves. partners.py reads with whom something is done,
reasons.py whom "it" means in the clause that gives the reason; untold.py takes from the document what the sentence
leaves open.
"""
