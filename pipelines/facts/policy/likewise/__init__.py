"""Who does as others were told to do (participation.py, gapped.py), answers a mission of others
(answers.py) or has left home for it (departures.py).
"""
