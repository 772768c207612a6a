"""Whether a name that may also mean something else is meant here: "Georgia", "Tiger", "Wagner", "Congress", "Paris".

A name of the reference data is ambiguous where its row marks it so. Against it speak a longer proper name around it
("Paris Hilton"), a person found by the model, the words of a rival ("Atlanta" beside "Georgia") and words of another
field ("quarterback" beside "Patriots"). For it speak what the model found, words of arms or of politics in its
sentence, and what else the text names. The words stand in seeds/cues/name_context.csv and rival_names.csv.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from pipelines.annotation.cues import Cue, cues
from pipelines.annotation.gazetteers.lexicon import code_of, entry_of
from pipelines.annotation.mentions.windows import Windows

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_PLACES = frozenset(("GPE", "LOC", "FAC", "NORP"))
_BODIES = frozenset(("ORG", "NORP", "GPE"))
_MODEL_FOR = {
    "countries": _PLACES | {"ORG"}, "places": _PLACES, "organisations": _BODIES, "companies": _BODIES,
    "armed_groups": _BODIES,
}  # fmt: skip
_OTHER_FIELDS = frozenset(("PERSON", "WORK_OF_ART", "EVENT"))
_NOT_IN_NAMES = frozenset(("DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "VERB", "ADV", "NUM"))
_INITIAL = re.compile(r"[A-Z]\.")
_HEADLINE = 0.6  # share of capitalised words from which capitals tell nothing


class Rival(NamedTuple):
    """What else a name may mean: `sense` an entity_id or `other`; the words that speak for it and for the name."""

    sense: str
    its_words: re.Pattern[str] | None
    own_words: re.Pattern[str] | None

    def margin(self, text: str) -> int:
        """How many more words of a text speak for the name than for its rival."""
        own = len(self.own_words.findall(text)) if self.own_words else 0
        return own - (len(self.its_words.findall(text)) if self.its_words else 0)


@cache
def _words(scope: str, sense: str) -> frozenset[str]:
    return frozenset(c.phrase for c in cues("name_context") if c.scope == scope and c.sense == sense)


@cache
def _rivals() -> dict[str, list[Rival]]:
    found: dict[str, list[Rival]] = {}
    for cue in cues("rival_names"):
        found.setdefault(cue.phrase, []).append(Rival(cue.sense, _any_of(cue, "words"), _any_of(cue, "own_words")))
    return found


def _any_of(cue: Cue, column: str) -> re.Pattern[str] | None:
    words = cue.extras[column]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words.split('|')))})\b") if words else None


def is_language(span: Span) -> bool:
    """Whether a nationality word speaks of a language: "English-language", "in Russian,", "speaks Korean"."""
    doc, last = span.doc, span[-1]
    after = doc[span.end : span.end + 2]
    if any(t.lower_ in _words("nationality", "language") for t in after if t.i == span.end or after[0].text == "-"):
        return True
    if last.text.endswith("s") or last.dep_ not in ("pobj", "dobj") or last.i != span.start:
        return False
    if last.head.lower_ in ("in", "into"):
        return True
    verb = last.head.head if last.head.lower_ == "from" else last.head
    return verb.lemma_.lower() in _words("nationality", "language_verb")


def _folded(name: str) -> str:
    return name.capitalize() if name.isupper() and len(name) > 3 else name


class NameContext:
    """What one document tells about its ambiguous names.

    Args:
        doc: parsed, with the model's entities.
        sure: spans of names that are not ambiguous.
        arms: tokens of sure weapon words.
    """

    def __init__(self, doc: Doc, sure: list[Span], arms: set[int]) -> None:
        self._doc, self._arms, self._windows = doc, arms, Windows(doc)
        self._counts: dict[Rival, int] = {}
        self._named = {i for s in sure for i in range(s.start, s.end)}
        self._sure = sure

    @cached_property
    def _entity(self) -> dict[int, Span]:
        return {i: e for e in self._doc.ents for i in range(e.start, e.end)}

    @cached_property
    def _codes(self) -> Counter[str]:
        return Counter(c for s in self._sure if (c := code_of(entry_of(s.kb_id_))))

    @cached_property
    def _code_at(self) -> dict[int, str]:
        return {
            i: c
            for s in self._sure
            if s.label_ in ("country", "nationality") and (c := code_of(entry_of(s.kb_id_)))
            for i in range(s.start, s.end)
        }

    def meant(self, span: Span) -> str | None:
        """The entity_id that an ambiguous span stands for here: its own, a rival's, or None for neither."""
        for rival in _rivals().get(_folded(span.text), ()):
            verdict = self._against_rival(span, rival)
            if verdict is not None:
                return span.kb_id_ if verdict else (rival.sense if ":" in rival.sense else None)
        file = span.kb_id_.split(":")[0]
        if file == "weapons":
            return span.kb_id_ if self._is_weapon(span) else None
        return span.kb_id_ if self._is_name(span, file) else None

    def stands_alone(self, span: Span) -> bool:
        """Whether nothing around a span makes it part of another name."""
        return not self._is_part_of_longer_name(span)

    def _against_rival(self, span: Span, rival: Rival) -> bool | None:
        """True for the name, False for its rival, None where neither is spoken of; the sentence before the text."""
        margin = rival.margin(self._windows.of(span).text)
        if margin == 0:
            if rival not in self._counts:
                self._counts[rival] = rival.margin(self._doc.text)
            margin = self._counts[rival]
        return margin > 0 if margin else None

    def _is_weapon(self, span: Span) -> bool:
        if self._is_part_of_longer_name(span):
            return False
        before = self._doc[span.start - 1] if span.start else None
        if before is not None and before.lower_.removesuffix(".") in _words("weapon", "person_title"):
            return False
        near = self._windows.around(span)
        arms = any(t.i in self._arms for t in near) or self._says(near, "weapon", "for")
        if self._says(near, "weapon", "against"):
            return arms and any(t.i in self._arms for t in near)
        return arms or bool(before is not None and before.like_num and self._arms)

    def _is_name(self, span: Span, file: str) -> bool:
        entity = self._entity.get(span.start)  # what the model found around the whole name
        if entity is not None and entity.end < span.end:
            entity = None
        label = entity.label_ if entity is not None else None
        if span.label_ == "nationality":
            before = self._doc[span.start - 1].lower_ if span.start else ""
            return before not in _words("nationality", "against_before") and label != "PERSON"
        is_longer = entity is not None and len(entity.text.removeprefix("the ")) > len(span.text) + 2
        if label in _OTHER_FIELDS and (is_longer or file == "companies"):
            return self._says(self._windows.around(span), file, "for") and not is_longer
        if is_longer and label == "ORG" and span.label_ == "location":
            return False
        if file in ("organisations", "countries") and self._is_anothers(span):
            return False
        if self._is_part_of_longer_name(span):
            return False
        if label is not None and label in _MODEL_FOR[file]:
            return True
        if code := code_of(entry_of(span.kb_id_)):
            if self._codes[code]:
                return True
        near = self._windows.around(span)
        return self._says(near, file, "for") or (
            file in ("companies", "armed_groups") and any(t.i in self._arms for t in near)
        )

    def _is_anothers(self, span: Span) -> bool:
        """Whether another country's name stands right before a body's: "Peru's Congress", "German Foreign Office"."""
        own = code_of(entry_of(span.kb_id_))
        place = span.start - 1
        if place >= 0 and self._doc[place].tag_ == "POS":
            place -= 1
        code = self._code_at.get(place)
        return span.label_ == "organisation" and code is not None and code != own

    def _is_part_of_longer_name(self, span: Span) -> bool:
        """Whether capitalised words that name nothing known stand right beside the name."""
        window = self._windows.of(span)
        words = [t for t in window if t.is_alpha]
        if len(words) > 4 and sum(t.text[0].isupper() for t in words) > _HEADLINE * len(words):
            return False
        left = self._doc[span.start - 1] if span.start > window.start else None
        right = self._doc[span.end] if span.end < window.end else None
        if left is not None and not self._windows.begins_sentence(left.i):
            if self._is_strange(left) or _INITIAL.fullmatch(left.text):
                return True
        return right is not None and bool(self._doc[span.end - 1].whitespace_) and self._is_strange(right)

    def _is_strange(self, token: Token) -> bool:
        """Whether a word looks like part of a name that nothing here knows."""
        if not (token.is_alpha and token.is_title) or token.pos_ in _NOT_IN_NAMES:
            return False
        is_known = token.i in self._named or token.i in self._arms
        return not is_known and token.lower_ not in _words("any", "title")

    @staticmethod
    def _says(tokens: list[Token], scope: str, sense: str) -> bool:
        words = _words(scope, sense)
        return any(t.lower_ in words or t.lemma_.lower() in words for t in tokens)
