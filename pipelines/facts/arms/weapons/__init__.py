"""The weapons of a document as things that can be dealt in, and how many of each.

- items.py: finds them by name or class (classes.py); one_phrase.py: joins the words for one weapon
- traded_nouns.py: bare nouns that may mean other things; civil.py: what airlines buy
- restated.py: mentions that only sum up or explain others; served.py: platforms that a missile is only meant for
- worked_on.py: platforms that only get work or parts
- counts.py: the number beside a weapon; told_later.py: the number that a later sentence gives
- anaphora.py: "the jets"; stand_ins.py: "four more"
"""
