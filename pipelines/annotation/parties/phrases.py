"""Which country, organisation or group a phrase stands for: by what it tells itself, or by what was told before.

The two ways stand in stated.py and coreference/references.py; here they are joined and each phrase is read once. Roles
(who supplies, who denies) are told by the facts.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pipelines.annotation.coreference.references import References
from pipelines.annotation.parties.stated import Party, StatedParties
from pipelines.annotation.parties.words import is_seat
from pipelines.annotation.speech.statements import Statements

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Reading

__all__ = ["Parties", "Party"]


class Parties:
    """The parties of one document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._stated = StatedParties(reading)
        self._found: dict[int, Party | None] = {}

    @cached_property
    def statements(self) -> Statements:
        """Whose words the document gives."""
        return Statements(self._reading)

    @cached_property
    def _references(self) -> References:
        return References(self._reading, self._stated, self.statements)

    def of(self, token: Token) -> Party | None:
        """The party that the phrase governed by a token stands for, or None."""
        if token.i not in self._found:
            self._found[token.i] = self._stated.of(token) or self._references.of(token)
        return self._found[token.i]

    def all_of(self, token: Token) -> list[Party]:
        """The parties that a phrase stands for: several for "both sides", "the two countries", "they", "the deal".

        Else the one of `of`, or none.
        """
        found = self._stated.of(token)
        if found is not None and self._references.group_size(token) is None:
            return [found]
        if several := self._references.all_of(token):
            return several
        return [party] if (party := self.of(token)) else []

    def stated(self, token: Token) -> Party | None:
        """As `of`, but only where the phrase itself tells, without looking back."""
        return self._stated.of(token)

    def class_before(self, noun: Token) -> frozenset[str] | None:
        """The codes of the class of countries that the words before a noun tell: "the Nordic states", or None."""
        return self._stated.classes.before(noun)

    def actor_before(self, token: Token) -> Party | None:
        """The state or body that the document spoke of last as acting: for a passive that names nobody."""
        return self._references.acted_last(token)

    def is_place_only(self, token: Token) -> bool:
        """Whether a token is a place that does not stand for a government: a town, a region."""
        mention = self._reading.mention_at(token.i)
        return mention is not None and mention.label == "location" and not is_seat(mention)
