"""Who does what a sentence tells of others, read in one way for all families.

There are three ways of telling it without telling it again. A clause stands for the one before, with no verb or with
one that means any ("so did Oslo", "Serbia followed suit"): echoes.py. A clause leaves its verb out and has objects of
its own ("France sent 12, Germany 14"): gaps.py hangs it on that verb in the parse, before any family reads it. Somebody
is told to act along with a subject ("joined by Canada"): companions.py. Each family asks them for the parties, and
tells by itself what of the deal, the deployment or the act before is meant, and how far it has got.
"""
