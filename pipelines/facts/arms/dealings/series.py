"""Whether an item continues the one before it: the next of a list, or something that the other carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import arguments, is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Span, Token
    from pipelines.facts.arms.weapons.items import Item

FITTING = words("arms_words", "fitting")
_LIST_GAP = 14  # tokens between two items of a list: numbers, prices, places
_ADDING = frozenset("plus besides alongside together along well".split())


def is_listed_after(item: Item, before: Item) -> bool:
    """Whether an item goes on with a list that another begins: no verb between them, but a comma or "and"."""
    doc = item.head.doc
    between = _outside_brackets(doc[max(before.end, before.head.i + 1) : item.first])
    if item.head.sent == before.head.sent and _is_added(between):
        return True
    if not 0 < len(between) <= _LIST_GAP or item.head.sent != before.head.sent:
        return False
    is_list = any(t.text in (",", ";") or t.dep_ == "cc" or t.lower_ in _ADDING for t in between)
    return is_list and not any(is_verb(t) or t.text in (":", "-", "\u2013", "\u2014") for t in between)


def _is_added(between: list[Token]) -> bool:
    """Whether words end in "along with", "as well as" or the like, beside numbers and articles."""
    while between and (between[-1].pos_ in ("DET", "NUM", "ADJ") or between[-1].tag_ in ("CD", "DT", "PRP$")):
        between = between[:-1]
    last = [t.lower_ for t in between[-3:]]
    return last[-2:] in (["along", "with"], ["together", "with"]) or last == ["as", "well", "as"]


def is_borne(item: Item, bearer: Item) -> bool:
    """Whether an item is what the one before it carries: "jets, armed with X", "frigates. They will carry X"."""
    token = item.head
    while token.dep_ in ("conj", "appos"):
        token = token.head
    verb = token.head.head if token.dep_ == "pobj" else token.head
    found = trigger_table("arms_triggers").at(verb) if is_verb(verb) else None
    is_with = token.dep_ == "pobj" and token.head.lower_ == "with"
    is_fitted = found is not None and found.cue.phrase in FITTING and verb.dep_ == "acl"
    if found is None or (found.sense != "bear" and not is_fitted) or (token.dep_ == "pobj" and not is_with):
        return False
    if verdict(verb).negated or verdict(verb).time == "possible":
        return False
    subjects = arguments(verb).themes if is_with else arguments(verb).agents
    if bearer.head.sent == item.head.sent:
        return any(t == bearer.head or t.is_ancestor(bearer.head) for t in subjects)
    is_next = bearer.head.sent.end == item.head.sent.start
    return is_next and any(t.lower_ in ("they", "it") for t in subjects)


def _outside_brackets(tokens: Span) -> list[Token]:
    found, depth = [], 0
    for token in tokens:
        depth += token.text in ("(", "[")
        if depth == 0:
            found.append(token)
        depth -= token.text in (")", "]")
    return found
