"""Annotated documents to fact rows, every cell with the place that it was read from. One folder a family.

extract.py walks the whole way. Shared by the families: context.py (what is known of a document), standpoint.py (from
which country it speaks), off_topic.py (whether of sport, a story or a war of old), triggers.py (words that tell of a
fact), roles.py (who does what; its grammar is in verbs.py, subjects.py and coordination.py), likewise/ (who does as
others do), qualifiers.py (does it hold), leave.py (who permits and forbids), reactions.py (who only minds, hails or
watches), when.py (the day), history.py (what is long past), theatre.py (where the document plays), tables.py (tables
in a text), draft.py and ground.py (a row with its places), merge.py (one row a fact), wording.py (names and actions as
a person reads them), confidence.py (how sure it is).
"""
