"""Names in a text: what they may mean and what they mean here.

candidates.py finds what could be a name, out of the gazetteers and of designations.py; names.py decides, with
ambiguity.py, class_nouns.py and the words around (windows.py). merge.py makes one list of names, quantities and the
model's entities, and rows.py the rows of it that are kept.
"""
