"""Where the forces are.

- hosts.py: by the sentence of the number; place_phrases.py: by the phrases of the noun and of its verbs
- sites.py: a land described as the place ("Lebanon, with 1,300, is the biggest mission")
- lands.py: the land that any noun stands for; no_land.py: places that are no land of others
"""
