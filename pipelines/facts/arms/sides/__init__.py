"""Who supplies and who receives.

From the sentence of the deal (sides_told.py, which asks the others in turn):
- own_words.py: the arguments of the deal's own verb or noun; sides_above.py: those of a word above it
- following.py: who gives what follows on another's gift
- actors.py: another verb of the deal; permissions.py: the leave that it needs
- named.py: whom tokens stand for; item_sides.py: words on the weapon; parted.py: parties that belong elsewhere
- parties.py: who is which, where the words leave it open, by who makes more weapons (makers.py)

From the rest of the document, where the sentence leaves a side open:
- list_headings.py: the heading of a list; line_labels.py: the label of a line
- told_next.py: the sentences right behind; untold.py: the parties of named_parties.py, weighed in candidates.py
- doubtful.py: guesses that are left out, such as deals between foes (foes.py); onlookers.py: who only looks on
"""
