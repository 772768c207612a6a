"""Diplomatic meetings: who met whom, at what level, where, when, on what."""
