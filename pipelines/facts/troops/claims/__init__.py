"""Who gives a figure (claimants.py, carried.py where speech goes on), and who denies it (denials.py)."""
