"""What the families know of a document while they read it: its tokens, its parties, its date."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipelines.annotation.attribution import Attribution
from pipelines.annotation.money import to_usd
from pipelines.annotation.parties import Parties

if TYPE_CHECKING:
    from datetime import date

    from pipelines.annotation.reading import Reading


@dataclass
class Context:
    """One document under extraction."""

    reading: Reading
    published: date | None

    @cached_property
    def parties(self) -> Parties:
        """Who the phrases stand for."""
        return Parties(self.reading)

    @cached_property
    def attribution(self) -> Attribution:
        """Who says what, and who denies it."""
        return Attribution(self.reading, self.parties)

    @cached_property
    def countries(self) -> dict[str, int]:
        """Code -> how often the document names it, in any form."""
        counts: dict[str, int] = {}
        for mention in self.reading.mentions:
            if mention.code and mention.label != "weapon":
                counts[mention.code] = counts.get(mention.code, 0) + 1
        return counts

    @cached_property
    def item_heads(self) -> frozenset[int]:
        """The tokens at which weapons stand."""
        found = self.reading.of_label("weapon", "military_platform", "vehicle")
        return frozenset(self.reading.head(m.start, m.end).i for m in found if m.found_by != "model")

    def in_dollars(self, amount: float, currency: str) -> float | None:
        """A sum in US dollars at the rate of the article's year, or None where no rate is known."""
        if currency == "USD":
            return amount
        return to_usd(amount, currency, self.published.year) if self.published else None
