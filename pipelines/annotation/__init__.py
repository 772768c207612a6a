"""Text to annotated document: names, numbers, money, dates, who says it, who is meant. No fact is decided here.

Start at annotator.py (the spaCy pipeline); reading.py is how facts see its result.
"""
