"""Who does as others were told to do (participation.py, ellipsis.py, gapped.py), answers a mission of others
(answers.py) or has left home for it (departures.py).
"""
