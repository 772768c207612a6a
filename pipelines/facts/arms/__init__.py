"""Arms deals: who transfers which weapon to whom, how many, at what price, and how far the deal has got.

deals.py walks the whole way: the weapons of a document (weapons/), the dealing in each (dealings/), who supplies and
who receives (sides/), how far the deal has got (status/) and its price (price.py, price_sentences.py, sums.py).
cells.py fills the cells that several rules fill, each with its place, and merge.py makes one row of what is told twice.
"""
