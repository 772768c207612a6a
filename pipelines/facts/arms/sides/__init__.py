"""Who supplies and who receives.

told.py finds who takes part by the sentence of the dealing: own_words.py by its own verb or noun, above.py by what
stands above it, actors.py by another verb of it, permissions.py by the leave that it needs, item_sides.py by the words
of the weapon, parted.py who is parted from it; parties.py settles who is which, where the words leave it open by who
makes more (makers.py). A side that is left open comes from the rest of the document:
list_headings.py from the heading of its list, line_labels.py from the label of its line, untold.py among the parties
of named_parties.py weighed in candidates.py. What is left out where a side is only guessed, such as deals between foes
(foes.py), stands in doubtful.py.
"""
