"""Who says it, and who denies it.

attribution.py is asked. statements.py finds for any word whose words it stands in, by the shapes of saying.py and by
quotations.py; denials.py finds who denies, noes.py by what is said, retorts.py where no verb tells it.
"""
