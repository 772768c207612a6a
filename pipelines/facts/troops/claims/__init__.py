"""Who gives a figure, and who denies it.

claimants.py: who gives it; officials.py: officials of no nation told; carried.py: where speech goes on; denials.py
"""
