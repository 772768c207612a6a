"""The numbers of a document that count soldiers or units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses
from pipelines.annotation.reading import Number

if TYPE_CHECKING:
    from spacy.tokens import Token

    from pipelines.annotation.reading import Reading

_UNITS = ("brigade", "battalion", "division", "regiment", "company", "other")


@dataclass(frozen=True)
class Count:
    """A number of soldiers or units.

    Attributes:
        number: the number; low = high = 1 for "a brigade".
        noun: the token that is counted, or the number's own where nothing is named ("some 3,000 have arrived").
        unit: a code of ref.unit.
        elliptic: whether what is counted is not said in the phrase itself.
    """

    number: Number
    noun: Token
    unit: str
    elliptic: bool


def find_counts(reading: Reading) -> list[Count]:
    """The counts of a document, in its order."""
    nouns = senses("force_nouns")
    found = []
    for number in reading.numbers:
        count = _count(number, reading, nouns)
        if count is not None:
            found.append(count)
    counted = {c.noun.i for c in found}
    found += [c for t in reading.doc if t.i not in counted and (c := _single(t, nouns)) is not None]
    return sorted(found, key=lambda c: c.number.start)


def _single(noun: Token, nouns: dict[str, str]) -> Count | None:
    """A unit told without a number: "a brigade", "another battalion"."""
    if nouns.get(noun.lower_) not in ("brigade", "battalion", "division", "regiment", "company") or noun.pos_ != "NOUN":
        return None
    determiner = next((c for c in noun.children if c.dep_ == "det" and c.lower_ in ("a", "an", "another")), None)
    if determiner is None or noun.dep_ not in ("dobj", "nsubjpass", "nsubj", "pobj"):
        return None
    if any(c.lower_ == "of" for c in noun.children) or noun.head.lower_ in ("of", "as", "like", "by"):
        return None
    number = Number(
        determiner.i, determiner.i + 1, 1, 1, None, is_additional=determiner.lower_ == "another", is_total=False
    )
    return Count(number, noun, nouns[noun.lower_], False)


def _sense(noun: Token, reading: Reading, nouns: dict[str, str]) -> str | None:
    mention = reading.mention_at(noun.i)
    if (
        mention is not None
        and mention.label == "nationality"
        and noun.tag_ in ("NNPS", "NNS", "NNP")
        and noun.dep_ not in ("amod", "compound")
    ):
        return "personnel"
    sense = nouns.get(noun.lemma_.lower()) or nouns.get(noun.lower_)
    if noun.lemma_.lower() in ("member", "officer", "man", "woman", "staff", "expert", "guard", "pilot", "engineer"):
        return "personnel" if _is_military(noun, nouns) else None
    if noun.lemma_.lower() == "company" and not any(c.dep_ == "prep" and c.lower_ == "of" for c in noun.children):
        return None
    return sense


def _is_military(noun: Token, nouns: dict[str, str]) -> bool:
    """Whether a word for a person speaks of the forces: "police officers", "members of the army"; "men" alone does."""
    if noun.lemma_.lower() in ("man", "officer"):
        return True
    words = [t.lemma_.lower() for t in noun.subtree if t != noun]
    return any(w in nouns or w in ("military", "army", "armed", "navy", "police", "force", "guard") for w in words)


def _count(number: Number, reading: Reading, nouns: dict[str, str]) -> Count | None:
    tokens = reading.doc[number.start : number.end]
    last = tokens[-1]
    heads = [t.head for t in tokens if t.head.i >= number.end or t.head.i < number.start]
    outer = heads[-1] if heads else last
    counted = next((h for h in heads if h.i >= number.end and h.pos_ in ("NOUN", "PROPN", "ADJ")), None)
    if counted is not None:
        sense = _sense(counted, reading, nouns)
        if sense == "body":
            return (
                Count(number, counted, "personnel", False)
                if "strong" in _after(number, reading) or "man" in _after(number, reading)
                else None
            )
        if sense is not None:
            return Count(number, counted, sense if sense in _UNITS else "personnel", False)
        if counted.dep_ != "npadvmod" and counted.lemma_ not in ("more", "strong"):
            return None
    follows = reading.doc[number.end] if number.end < len(reading.doc) else None
    if follows is not None and follows.lower_ == "of":
        for child in follows.children:
            if child.dep_ == "pobj":
                sense = _sense(child, reading, nouns)
                if sense is not None:
                    return Count(number, child, sense if sense in _UNITS else "personnel", False)
                if child.lower_ in ("them", "these", "those", "whom"):
                    return Count(number, last, "personnel", True)
        return None
    if follows is not None and follows.text in ("-", "strong") and "strong" in _after(number, reading):
        return Count(number, outer if outer.i >= number.end else last, "personnel", False)
    if outer.i < number.start and outer.lower_ == "of" and outer.head.lemma_.lower() in nouns:
        sense = nouns[outer.head.lemma_.lower()]
        return Count(number, outer.head, "personnel", False) if sense in ("body", "personnel", *_UNITS) else None
    if (
        counted is None
        and last.pos_ in ("NUM", "NOUN", "ADJ")
        and last.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "appos", "ROOT")
    ):
        return Count(number, last, "personnel", True)
    before = reading.mention_at(number.start - 1) if number.start else None
    if before is not None and before.label == "country" and (counted is None or counted.i < number.start):
        return Count(number, last, "personnel", True)  # "the Bahamas 150"
    return None


def _after(number: Number, reading: Reading) -> str:
    return reading.doc[number.start : number.end + 3].text
