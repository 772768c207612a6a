"""Diplomatic meetings: who met whom, at what level, where, when, on what.

meetings.py walks the whole way: a word for meeting has a frame (frames.py) with the sides that its sentence tells
(participants.py), a state (state.py) and a topic (topics.py); merge.py makes one row of what is told twice.
"""
