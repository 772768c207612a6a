"""The numbers of a document that count soldiers or units.

counts.py finds them, each a count (count.py):
- phrases.py: by the number's own phrase; people.py: people of a nation or a trade; anybody.py: people
  who make up a force; ceilings.py: upper and lower bounds
- bare_numbers.py: numbers without a noun; lines.py, listed_names.py: numbers in lines and lists
- no_counts.py: ages, names and the like; civilians.py: people who may be no soldiers; scope.py: no deployments
- together.py: what several counts of a sentence do to each other
- shares.py, tabulated.py: shares of one number, and tables
"""
