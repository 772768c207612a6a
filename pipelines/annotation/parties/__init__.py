"""Which country, organisation or group a phrase stands for.

phrases.py is asked; stated.py reads what a phrase tells by itself, with words.py and country_classes.py, and
coreference what was told before. nominals.py finds the phrases that name nobody, datives.py those to whom something is
given, where the parse misreads it.
"""
