"""Annotated documents to fact rows, every cell with the place that it was read from. One folder a family.

Shared by the families: roles.py (who does what), qualifiers.py (does it hold, when), triggers.py (words that tell of
a fact), draft.py and ground.py (a row with its places), merge.py (one row a fact).
"""
