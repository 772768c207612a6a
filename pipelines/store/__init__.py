"""The build database and the published file: the only Python that writes DuckDB. No rule of extraction stands here."""
