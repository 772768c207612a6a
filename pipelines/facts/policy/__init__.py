"""Policy options: who weighs, proposes, promises, takes or rules out which course of action, towards whom.

options.py walks the whole way: the acts of a document (acts/), the stance on each (stances/), who acts (actors/) and
whom it concerns (concerned/). What an act's sentence leaves open comes from the rest of the document (sides.py,
discourse.py). Some acts are told by others: who does likewise or answers them (likewise/), what deals and deployments
imply (implied/). pairs.py tells who does it to whom, drafts.py makes a draft of each pair, and merge.py one row of what
is told twice. words.py: what the word of an act says by itself.
"""
