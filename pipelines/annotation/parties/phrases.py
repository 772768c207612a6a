"""Which country, organisation or group a phrase stands for: by what it tells itself, or by what was told before.

The two ways stand in stated.py and coreference/references.py; here they are joined and each phrase is read once. Roles
(who supplies, who denies) are told by the facts.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from pipelines.annotation.coreference.references import References
from pipelines.annotation.cues import words
from pipelines.annotation.parties.stated import Party, StatedParties
from pipelines.annotation.parties.words import is_seat
from pipelines.annotation.speech.statements import Statements

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Reading

__all__ = ["Parties", "Party"]


class Parties:
    """The parties of one document.

    Args:
        reading: the document.
        home: the country from which it speaks: whose "the Navy" is; None where that is not known.
    """

    def __init__(self, reading: Reading, home: Party | None = None) -> None:
        self._reading = reading
        self._home = home
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
            found = self._stated.of(token) or self._references.of(token)
            self._found[token.i] = self._at_home(token, found) or found
        return self._found[token.i]

    def _at_home(self, token: Token, told: Party | None) -> Party | None:
        """The document's own country, for an institution of a state of which nothing near tells whose it is.

        What a sentence of the same line was read to mean is left, unless it is written as one's own: "the Navy".
        """
        if self._home is None or not _is_of_state(token) or (told is not None and told.reference != "definite_noun"):
            return None
        determiners = [c.lower_ for c in token.children if c.dep_ in ("det", "poss")]
        is_bare = not determiners and token.lemma == "parliament"
        if determiners != ["the"] and not is_bare:
            return None
        is_name = token.text.istitle() and token.i > token.sent.start + 1
        if told is not None and not is_name and "\n" not in self._reading.doc[min(told.start, token.i) : token.i].text:
            return None
        return replace(self._home, kind="institution")

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
        """Whether a token is a place that does not stand for a government: a town, a region of the gazetteer.

        What the model alone takes for one does not count: "the League" in one article, and not in another.
        """
        mention = self._reading.mention_at(token.i)
        if mention is None or mention.found_by == "model":
            return False
        return mention.label == "location" and not is_seat(mention)


def _is_of_state(token: Token) -> bool:
    """Whether a noun is an institution of which each state has one: "the Navy", "the air force", "the ministry"."""
    if token.tag_ in ("NNS", "NNPS") or token.dep_ in ("compound", "amod", "nmod"):
        return False
    before = token.nbor(-1).lower_ if token.i else ""
    return bool({token.lemma, f"{before} {token.lemma}"} & words("references", "institution"))
