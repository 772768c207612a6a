"""Fetching from the web, well-behaved and guarded. What is fetched is not understood here."""
