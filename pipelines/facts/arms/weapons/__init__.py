"""The weapons of a document as things that can be dealt in, and how many of each.

items.py finds them by name or class (classes.py), one_phrase.py joins the words for one; traded_nouns.py knows the
bare nouns that may mean other things, civil.py what airlines buy, restated.py what only sums up or explains others,
served.py the platforms that missiles are only for.
anaphora.py reads "the jets", stand_ins.py "four more", counts.py the number beside a weapon, told_later.py the one that
a later sentence gives.
"""
