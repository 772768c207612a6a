"""Who says it, and who denies it: the speaker to whom a statement is attributed, and the denials of a document."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from pipelines.annotation.speech.denials import Denial, find_denials
from pipelines.annotation.speech.saying import owner_of, speech_words

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Parties
    from pipelines.annotation.reading import Reading

__all__ = ["Attribution", "Denial", "Speaker"]


class Speaker(NamedTuple):
    """Who says it: the code of the speaker's country or body, else a name. Tokens [start, end) and the cue's id."""

    code: str | None
    name: str
    start: int
    end: int
    found_by: str

    @property
    def label(self) -> str:
        """The code, else the name."""
        return self.code or self.name


class Attribution:
    """The attributions and denials of one document."""

    def __init__(self, reading: Reading, parties: Parties) -> None:
        self._reading = reading
        self._parties = parties
        self._found: dict[int, Speaker | None] = {}

    def speaker(self, token: Token) -> Speaker | None:
        """The one to whom the clause around a token is attributed: the nearest with a code or a name."""
        if token.i not in self._found:
            told = (self._named(s.speaker, f"attribution:{s.rule}") for s in self._parties.statements.sources(token))
            self._found[token.i] = next((s for s in told if s is not None), None)
        return self._found[token.i]

    def _named(self, token: Token, cue: str) -> Speaker | None:
        if token.lemma in speech_words("noun"):
            owner = owner_of(token)
            return self._named(owner, cue) if owner is not None else None
        doc = self._reading.doc
        party = self._parties.of(token)
        if party is not None:
            return Speaker(party.code, doc[party.start : party.end].text, party.start, party.end, cue)
        mention = self._reading.mention_at(token.i)
        if mention is not None and mention.label == "organisation":
            return Speaker(None, doc[mention.start : mention.end].text, mention.start, mention.end, cue)
        return None

    @cached_property
    def denials(self) -> list[Denial]:
        """The words by which somebody denies something, with the codes of who does."""
        return find_denials(self._reading, self._parties)
