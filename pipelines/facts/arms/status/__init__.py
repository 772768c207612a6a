"""How far a deal has got, and when.

stages.py puts the stage together:
- verbs.py: the stage that the deal's own verb tells; beside.py: clauses on the weapon
- operators.py: the words above the deal ("approved the sale"); stage_above.py: what they make of its stage
- joined.py: verbs joined to the deal's own ("was ordered in 2020 and came in 2023")
- undone.py: deals revived or undone in the same sentence; echoes.py: what a later sentence says became of it
- answered.py: wishes and offers to which somebody says yes or no; delivered_later.py: deliveries told later, both
  without the weapon
- reproved.py: deals that somebody calls a mistake; bare_words.py: single words in tables
- signed_later.py, same_day.py: the day, told by a sentence or an entry nearby
- status_cells.py: the cells that all this fills
"""
