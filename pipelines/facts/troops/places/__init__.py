"""Where the forces are: hosts.py by the sentence of the number, sites.py by what a land is called, lands.py for any
noun.
"""
