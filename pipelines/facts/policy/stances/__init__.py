"""The stance that an actor takes towards an act, and on what condition.

of_act.py is asked, and has none for what only looks like an act. stance.py reads the act's own words, climb.py those
over it (way_up.py), operators.py what a word of stance makes of those below it, being.py what "be" tells, shifts.py
tense, modality and negation, conditions.py the condition.
"""
