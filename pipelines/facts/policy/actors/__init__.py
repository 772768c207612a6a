"""Who acts, by the sentence of the act.

told.py is asked: subjects.py tells it by the verb, owners.py by the noun. joint.py and enumerated.py read several as
one and one by one, aligned.py who shares a measure, orders.py who has it done
or gives leave, receiving.py who gives what another gets, unnamed.py who tells of it, headings.py under whose name it is
listed; states.py knows which of them are states or bodies of states.
"""
