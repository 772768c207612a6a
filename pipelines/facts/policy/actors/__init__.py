"""Who acts, by the sentence of the act.

- actors_told.py: asks the others; subjects.py: the subject of the verb; owners.py: the owner of the noun
- joint.py, enumerated.py: several actors, read as one or one by one; aligned.py: who shares a measure
- orders.py: who has it done or permits it; receiving.py: who gives what another gets
- unnamed.py: the speaker, where nobody is named; headings.py: under whose name it is listed
- states.py: which of them are states or bodies of states
"""
