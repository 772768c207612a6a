"""How far a deal has got, and when it got there.

stages.py is asked: verbs.py tells it of the verb itself, operators.py finds the words above it and above.py what they
make of the stage, beside.py the clauses on the weapon. undone.py and echoes.py read what becomes of it in the same
breath and later, delivered_later.py the delivery, signed_later.py the day that a sentence beside it tells.
bare_words.py is for words in tables.
"""
