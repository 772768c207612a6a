"""Acts that are told by the acts of others.

- participation.py: who does the same or takes part; gapped.py: who stands in a clause without a verb
- answers.py: who answers a mission of others; departures.py: who has left home for it
- appealed.py: who is asked to act and says yes or no
- drafted.py: whose text others answer; included.py: what a package holds
"""
