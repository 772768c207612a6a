"""Whose forces a number counts.

phrases.py reads the words of the number's own phrase, told.py its sentence, unnamed.py what is meant where that names
nobody, by the forces that the document speaks of (topics.py, sides.py). missions.py knows the numbers that count all
of a mission, borrowed.py takes force and place from elsewhere.
"""
