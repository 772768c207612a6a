"""Whose forces a number counts.

- phrases.py: by the number's own phrase; force_told.py: by its sentence
- unnamed.py: where neither names anybody, by the forces that the document speaks of (topics.py, sides.py)
- joint.py: numbers that are of several nations; trainees.py: of those who are trained
- missions.py: numbers that count all of a mission; national.py: a country's part of one; borrowed.py: force and place
  taken from elsewhere
"""
