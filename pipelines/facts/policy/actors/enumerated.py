"""States that follow a plural noun by name: "nine countries, among them Chile and Peru", "others including Oman".

They stand beside the noun, behind a word that opens a list, or at the end of its sentence behind a colon.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.annotation.parties.words import is_seat
from pipelines.facts.roles import conjuncts

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import ParsedDoc, Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.annotation.reading import Mention
    from pipelines.facts.context import Context

_DASHES = ("(", "-", "–", "—")  # behind which at least two names are a list
_SOME = words("policy_words", "some")
_JOINTS = frozenset((",", "and", "or", "&"))
_LAST = frozenset(("and", "or", "&"))
_UNNAMED = words("policy_words", "unnamed")
_LEAST = 2  # names of such a list
_FEW = 2  # tokens from a noun to the words that open its list, commas among them
_INSIDE = ("compound", "amod", "nmod", "poss")
_AS_NAMED = ("name", "apposition")  # the parser sets the first of a list beside the noun before it
_NAMING = ("country", "organisation", "location")


def enumerated(noun: Token, context: Context) -> list[Party]:
    """The states and bodies that the sentence of a plural noun names as those that it means, or none."""
    row = _opened(noun, context) or _at_the_end(noun, context)
    named = [context.reading.head(m.start, m.end) for m in row] or _beside(noun)
    told = (context.parties.stated(t) for t in named)
    found = {p.code: p for p in told if p is not None and p.rule in _AS_NAMED}
    return list(found.values()) if len(found) > 1 or row else []


def name_row(start: int, context: Context) -> list[Mention]:
    """The names that stand in a row from a token on, joined by commas and a last "and": "Mali, Chad and Togo"."""
    doc, found, at = context.reading.doc, [], start
    while at < len(doc):
        at += doc[at].lower_ == "the"
        mention = context.reading.mention_at(at) if at < len(doc) else None
        if mention is None or mention.start != at or not _is_named(mention, context):
            break
        found.append(mention)
        at = mention.end
        while at < len(doc) and doc[at].lower_ in _JOINTS:
            at += 1
    if len(found) > 1 and not any(t.lower_ in _LAST for t in doc[found[0].end : found[-1].start]):
        return found if at < len(doc) and doc[at].lower_ in _UNNAMED else found[:1]
    return found


def _is_named(mention: Mention, context: Context) -> bool:
    """Whether a name stands for a state or a body by itself: "Kenya", and not "Kenya's" or "Kenya Airways"."""
    if mention.code is None or mention.label not in _NAMING or (mention.label == "location" and not is_seat(mention)):
        return False
    return context.reading.head(mention.start, mention.end).dep_ not in _INSIDE


def _beside(noun: Token) -> list[Token]:
    """The names in apposition: "Sudan's neighbours Chad and Egypt", "refuse to recognise it: Serbia and Spain"."""
    beside = [c for c in noun.children if c.dep_ == "appos" and c.i > noun.i and c.pos_ == "PROPN"]
    return [t for c in beside for t in conjuncts(c)]


def _opened(noun: Token, context: Context) -> list[Mention]:
    """The names behind the words that open a list right behind a noun."""
    doc = context.reading.doc
    for at in range(noun.i + 1, min(noun.i + 1 + _FEW, len(doc))):
        if (end := _behind(_openers(), at, doc)) is not None:
            row = name_row(end, context)
            return row if doc[at].text not in _DASHES or len(row) > 1 else []
        if doc[at].text != ",":
            break
    return []


@cache
def _openers() -> tuple[list[str], ...]:
    """What opens a list of names right behind its noun."""
    return (*(phrase.split() for phrase in words("policy_words", "list opener")), *([dash] for dash in _DASHES))


@cache
def _late_openers() -> tuple[list[str], ...]:
    """What opens a list of names far behind its noun."""
    return (*(phrase.split() for phrase in words("policy_words", "late opener")), [":"])


def _behind(openers: tuple[list[str], ...], at: int, doc: ParsedDoc) -> int | None:
    """The token behind the words that open a list at a token, or None where none do."""
    found = (at + len(o) for o in openers if [t.lower_ for t in doc[at : at + len(o)]] == o)
    return next(found, None)


def _at_the_end(noun: Token, context: Context) -> list[Mention]:
    """The names at the end of a sentence: "Three countries still refuse: Serbia and Spain", "..., among them Peru"."""
    if not any(c.dep_ == "nummod" or c.lower_ in _SOME for c in noun.children):
        return []
    doc, sentence = noun.doc, noun.sent
    starts = range(noun.i + 1, sentence.end)
    opened = [(at, end) for at in starts if (end := _behind(_late_openers(), at, doc)) is not None]
    if len(opened) != 1 or any(_is_counted(t) for t in doc[noun.i + 1 : opened[0][0]]):
        return []
    row = name_row(opened[0][1], context)
    if len(row) < _LEAST:
        return []
    rest = doc[row[-1].end : sentence.end]
    return row if (rest[:1] and rest[0].text == ";") or all(t.pos_ in ("PUNCT", "SPACE") for t in rest) else []


def _is_counted(token: Token) -> bool:
    """Whether a later noun may be the one whose names follow: "agreed on two targets: Iran and Syria"."""
    return token.tag_ == "NNS" and any(c.dep_ == "nummod" for c in token.children)
