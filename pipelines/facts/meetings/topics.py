"""What a meeting is about: the words behind on, about, to discuss; and the category that they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses, words
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipelines.annotation.language.parsed import Token

_ABOUT = ("on", "about", "over", "regarding", "concerning")
_LONGEST = 25  # tokens


def find_topic(tokens: Iterable[Token]) -> tuple[int, int] | None:
    """Tokens [start, end) of the topic that hangs on a trigger or on the verb over it, or None."""
    for token in tokens:
        for head in _topics(token):
            if not _is_topic(head):
                continue
            start, end = head.left_edge.i, _end(head)
            if end - start <= _LONGEST:
                return start, end
    return None


def category(start: int, end: int, doc: object) -> str | None:
    """The code of ref.category of the first word of a topic that has one."""
    known = senses("meeting_topics")
    for token in doc[start:end]:  # type: ignore[index]
        if (code := known.get(token.lemma)) is not None:
            return code
    return None


def _is_topic(head: Token) -> bool:
    """No date, no "on the sidelines", no "on a visit"."""
    if head.is_date or head.pos_ not in ("NOUN", "PROPN", "VERB"):
        return False
    is_excluded = senses("meeting_exclusions").get(head.lemma) == "no_topic"
    return not is_excluded and trigger_table("meeting_triggers").at(head) is None


def _topics(token: Token) -> Iterator[Token]:
    focusing = words("meeting_words", "focusing")
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in _ABOUT:
            yield from (c for c in child.children if c.dep_ == "pobj")
        elif child.dep_ == "prep" and child.lower_ == "for":  # "hosted her for talks on trade"
            table = trigger_table("meeting_triggers")
            yield from (t for c in child.children if table.at(c) is not None for t in _topics(c))
    clauses = [c for c in token.children if c.dep_ in ("advcl", "xcomp", "conj", "acl", "relcl") and is_verb(c)]
    for clause in clauses:
        if clause.lemma in words("meeting_words", "discussing"):
            yield from (c for c in clause.children if c.dep_ == "dobj")
        for child in clause.children:
            if clause.lemma in ("talk", "speak", *focusing) and child.lower_ in _ABOUT:
                yield from (c for c in child.children if c.dep_ == "pobj")
    if is_verb(token) and token.lemma in ("discuss", *focusing):
        yield from (c for c in token.children if c.dep_ == "dobj")


def _end(head: Token) -> int:
    """Where a topic ends: before a clause, a date, or a place of the meeting."""
    last = head.i
    for token in head.subtree:
        if token.i > head.i:
            if token.dep_ in ("relcl", "advcl") or token.text in (";", "("):
                break
            last = token.i
    while last > head.i and head.doc[last].pos_ in ("PUNCT", "CCONJ", "ADP"):
        last -= 1
    return last + 1
