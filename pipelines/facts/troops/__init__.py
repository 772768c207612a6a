"""Troop deployment estimates: how many of whose forces are, will be or were where, who says so and who denies it.

deployments.py is the way through:
- counts/: numbers that count soldiers or units; forces/: whose they are; places/: where
- state.py: whether they are there, by all that is told of them: status.py by their own words (phrases_told.py) and
  verbs (moves.py, told_of_move.py), refused.py where they are told not to go or leave, departures.py by the place
  that they leave, spoken_of.py by what was told of the same forces before
- claims/: who says so, and who denies it
- drafts.py: the draft of what was read; strengths.py: a unit told by its number of men; details.py: parts of a whole;
  again.py: the same forces in two states; merge.py: one row for what is told twice
- words.py: the words for soldiers, units and bodies of them
"""
