"""Troop deployment estimates: how many of whose forces are, will be or were where, who says so and who denies it.

deployments.py walks the whole way. The numbers that count soldiers or units are counts (counts.py, bare_numbers.py,
lines.py; scope.py tells which are no deployments). Of each is asked whose forces they are (forces.py,
phrase_forces.py), where (hosts.py, lands.py), in what state (status.py, by the moves of moves.py) and who says so
(claims.py). What its sentence leaves open comes from the rest of the document (topics.py, unnamed.py, borrowed.py).
told.py makes a draft of it, denials.py says which are denied, and merge.py makes one row of what is told twice.
"""
