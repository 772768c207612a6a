"""Troop deployment estimates: how many of whose forces are, will be or were where, who says so and who denies it.

deployments.py walks the whole way: the numbers that count soldiers or units (counts/), whose forces they are
(forces/), where (places/), in what state (status.py, by the moves of moves.py, departures.py and spoken_of.py), who
says so and who denies it (claims/). told.py makes a draft of what was read of a count, and merge.py one row of what is
told twice.
"""
