"""Who does what a sentence tells of others; shared by all families.

- echoes.py: a clause that stands for the one before, without a verb or with one that means any verb ("so did Oslo",
  "Serbia followed suit")
- gaps.py: a clause that leaves its verb out and has objects of its own ("France sent 12, Germany 14"); the parse hangs
  it on that verb before any family reads it
- companions.py: somebody who acts along with a subject ("joined by Canada")

Each family asks these for the parties, and works out by itself which deal, deployment or act is meant and how far it
has got.
"""
