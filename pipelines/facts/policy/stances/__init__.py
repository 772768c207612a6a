"""The stance that an actor takes towards an act, and on what condition.

- of_act.py: is asked for the stance of an act, and has none for what only looks like one
- stance.py: the act's own words; climb.py: the words above it (way_up.py); operators.py: what a word of stance makes
  of the stance below it; being.py: the verb "be"
- disclaimed.py: what another only claimed and somebody denies; spurned.py: what another offered and somebody turns down
- asked.py: what somebody is asked about and answers
- shifts.py: tense, modality and negation; conditions.py: the condition
"""
