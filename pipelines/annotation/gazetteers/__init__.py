"""Names that are known before a text is read: reference data, and the matcher that finds them."""
