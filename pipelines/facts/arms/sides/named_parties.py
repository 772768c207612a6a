"""The parties that a document names, and whom its sentences, title and counts put forward, whatever the deal."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.annotation.gazetteers.lexicon import phrases
from pipelines.annotation.gazetteers.reference import reference
from pipelines.annotation.parties.stated import is_machine
from pipelines.annotation.parties.words import is_country, party_nouns
from pipelines.facts.roles import subjects

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Span, Token
    from pipelines.annotation.reading import Mention
    from pipelines.facts.context import Context

_NAMING = ("country", "location", "organisation", "nationality", "person", "armed_group")
_SAYING = words("arms_words", "saying")


class NamedParties:
    """The parties that one document names."""

    def __init__(self, context: Context) -> None:
        self._context, self._reading = context, context.reading
        self._subjects: dict[int, str | None] = {}
        self._near: tuple[int, dict[str | None, Mention]] = (-1, {})

    @cached_property
    def mentions(self) -> list[Mention]:
        """The mentions that can name a side."""
        found = self._reading.of_label(*_NAMING)
        found = [m for m in found if m.code and (is_country(m.code) or m.label == "armed_group")]
        return [m for m in found if not is_machine(m, self._reading.head(m.start, m.end))]

    def subject(self, index: int) -> str | None:
        """The party that is the subject of the main clause of a sentence."""
        if index not in self._subjects:
            sentence = self._reading.sentences[index]
            root = sentence.root
            if root.lemma in _SAYING:  # whom the news is about, not who tells it
                root = next((c for c in root.children if c.dep_ == "ccomp"), root)
            parties = (self._context.parties.of(t) for t in subjects(root))
            code = next((p.code for p in parties if p is not None), None) or self._content(root)
            self._subjects[index] = code or self._fronted(sentence) or self._institution(root)
        return self._subjects[index]

    def _content(self, root: Token) -> str | None:
        """Whom a clause speaks of that tells what somebody unknown says or thinks: "a colonel hoped that Chile"."""
        told = (t for c in root.children if c.dep_ == "ccomp" and c.i > root.i for t in subjects(c))
        return next((p.code for t in told if (p := self._context.parties.stated(t)) is not None), None)

    def _institution(self, root: Token) -> str | None:
        """The country that the document is dated from, where "the government" or "the minister" acts."""
        nouns = party_nouns()
        known = (nouns.get(t.lemma) for t in subjects(root))
        return self._context.home if any(n is not None and n.kind == "institution" for n in known) else None

    def _fronted(self, sentence: Span) -> str | None:
        """The seat or country that a sentence begins with: "In Madrid, the Socialist government wavered"."""
        first = next((m for m in self.mentions if sentence.start <= m.start <= sentence.start + 2), None)
        is_place = first is not None and first.label in ("country", "location")
        return first.code if first is not None and is_place and sentence[0].lower_ in ("in", "at", "for") else None

    @cached_property
    def shares(self) -> dict[str, float]:
        """Code -> its share of all that the document names."""
        counts = Counter(m.code for m in self.mentions if m.code)
        return {code: count / len(self.mentions) for code, count in counts.items()}

    @cached_property
    def titled(self) -> dict[str, str]:
        """Code -> the words of the title that name it, with the word before them."""
        title = f" {self._context.title} "
        told: dict[str, str] = {}
        if not self._context.title:
            return told
        written: dict[str, set[str]] = {}
        for m in self.mentions:
            written.setdefault(str(m.code), set()).add(self._reading.doc[m.start : m.end].text)
        for code, names in written.items():
            if (entry := reference().entries.get(f"countries:{code}")) is not None:
                names |= {phrase for phrase, _ in phrases(entry) if phrase[:1].isupper()}
            found = [title.index(f" {name}") for name in names if f" {name}" in title]
            if found:
                told[code] = title[: min(found)].rsplit(" ", 1)[-1].lower()
        return told

    @cached_property
    def makers(self) -> set[str]:
        """The codes of the companies that the title names."""
        named = (m for m in self.mentions if (m.entity_id or "").startswith("companies:"))
        return {m.code for m in named if m.code and self._reading.doc[m.start : m.end].text in self._context.title}

    def nearest(self, anchor: int) -> dict[str | None, Mention]:
        """Code -> its mention nearest to a token."""
        if self._near[0] != anchor:
            nearest: dict[str | None, Mention] = {}
            for mention in self.mentions:
                known = nearest.get(mention.code)
                if known is None or abs(mention.start - anchor) <= abs(known.start - anchor):
                    nearest[mention.code] = mention
            self._near = anchor, nearest
        return self._near[1]
