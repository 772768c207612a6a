"""Attaché: from articles to a warehouse of checked facts. Read the rooms in the order in which the data walks:

sources -> text -> annotation -> facts -> store -> marts -> report, with `contracts` (what a row is) under all of them.
"""
