"""Who does as others were told to do (participation.py, ellipsis.py, gapped.py), or answers a mission of others
(answers.py).
"""
