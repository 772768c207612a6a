"""Bytes to documents: text with offsets, identity, revision, dates, language. Nothing is understood here."""

from pipelines.text.items import TEXT_VERSION, read_item

__all__ = ["TEXT_VERSION", "read_item"]
