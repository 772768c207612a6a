"""Whom a phrase stands for by what was told before.

references.py is asked. antecedents.py keeps for whom later phrases can stand; pronouns.py, definite_nouns.py and
groups.py each read one kind of phrase, by the shapes of shapes.py.
"""
