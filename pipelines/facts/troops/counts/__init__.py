"""The numbers of a document that count soldiers or units.

counts.py finds them, each a count (count.py) by its own phrase (phrases.py) and no age or name (no_counts.py), with
those that have nothing behind them (bare_numbers.py), stand in lines and lists (lines.py, listed_names.py), count
people of a nation or a trade (people.py) or are bounds (ceilings.py); together.py tells what they do to each other.
scope.py tells which are no deployments. Shares of one number (shares.py) and tables (tabulated.py) have counts of their
own.
"""
