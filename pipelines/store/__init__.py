"""The build database and the published file. The only Python that writes DuckDB; no rule of extraction is known here."""
