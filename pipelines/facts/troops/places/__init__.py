"""Where the forces are: hosts.py by the sentence of the number, sites.py by what a land is called, lands.py for any
noun; no_land.py tells what is a place and no land of others.
"""
