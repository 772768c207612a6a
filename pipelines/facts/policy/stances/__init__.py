"""The stance that an actor takes towards an act, and on what condition.

stance.py is asked; climb.py reads the words over the act, being.py what "be" tells of it, shifts.py tense, modality
and negation, conditions.py the condition.
"""
