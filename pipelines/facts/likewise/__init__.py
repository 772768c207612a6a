"""Who does what a sentence tells of others, by words that are the same for every family.

echoes.py finds the clauses that stand for one told before ("so did Oslo", "followed suit"), companions.py those who act
along with a subject ("joined by Canada"). What is done likewise, and how far, each family tells by itself.
"""
