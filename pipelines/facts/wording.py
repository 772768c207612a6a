"""The words in which a fact gives a name or an action, as a person wants to read them.

A code is read from whatever words tell it ("some 1,100 American soldiers", "1,500"). The name beside it is to be a
name ("American soldiers"), and an action to say what is done ("sent 1,500 soldiers to Niger").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Reading
    from pipelines.facts.draft import Draft, Place

# Column of a name -> the column of its code.
_NAMES = {
    "actor_name": "actor",
    "force_name": "force_country",
    "supplier_name": "supplier_country",
    "recipient_name": "recipient_country",
}
_ACTION = "action_text"
_LONGEST_NAME = 10  # tokens
_BREAKS = frozenset(("\n", "--", "–", "—", "/", ":", ";", "|"))
_LONGEST_ACTION = 20  # tokens
_BEFORE_A_NOUN = frozenset("det amod nummod quantmod compound poss case nmod".split())
_BEHIND_A_VERB = frozenset("prt dobj attr acomp prep pobj pcomp dative agent oprd xcomp aux neg advmod".split())
_BELOW = _BEFORE_A_NOUN | _BEHIND_A_VERB
_NO_END = _BEFORE_A_NOUN - {"case"} | {"prep", "aux", "neg", "dative", "agent", "punct"}


def put_into_words(drafts: Iterable[Draft], reading: Reading) -> None:
    """Give the names and actions of drafts the words that a person wants to read, each with its new place."""
    for draft in drafts:
        for column, code in _NAMES.items():
            if column in draft.values:
                _move(draft, column, _name(draft.places[column][0], draft.get(code), reading), reading)
        if _ACTION in draft.values:
            _move(draft, _ACTION, _action(draft.places[_ACTION][0], reading), reading)


def _move(draft: Draft, column: str, place: Place, reading: Reading) -> None:
    if place != draft.places[column][0]:
        draft.put(column, reading.doc[place.start : place.end].text, place, *draft.places[column][1:])


def _name(place: Place, code: str, reading: Reading) -> Place:
    """The name without a number or day before it; of what is no phrase (a dateline), the nearest one in it."""
    start = place.start
    before = [(told.start, told.end) for told in reading.dates] + [(told.start, told.end) for told in reading.numbers]
    for first, behind in before:
        if start <= first <= start + 1 and behind < place.end:
            start = behind
    words = [t.text for t in reading.doc[start : place.end]]
    if len(words) > _LONGEST_NAME or not _BREAKS.isdisjoint(words):
        head = reading.head(start, place.end).i
        named = [m for m in reading.mentions if start <= m.start and m.end <= place.end and m.code == code]
        if named:
            nearest = min(named, key=lambda m: abs(m.end - 1 - head))
            return place._replace(start=nearest.start, end=nearest.end)
    return place._replace(start=start)


def _action(place: Place, reading: Reading) -> Place:
    """An action with what it is done to, and the verb over a noun."""
    tokens = reading.doc.tokens
    start, end = place.start, place.end
    head = reading.head(start, end)
    if head.dep_ in _BEFORE_A_NOUN and start < head.head.i < start + _LONGEST_ACTION:  # "1,500" of "1,500 soldiers"
        end = max(end, head.head.i + 1)
    while end < len(tokens) and end - start < _LONGEST_ACTION and _is_below(tokens[end], start, end, _BELOW):
        end += 1
    while end > place.end and (tokens[end - 1].dep_ in _NO_END or not tokens[end - 1].is_alpha):
        end -= 1
    while start > 0 and _is_below(tokens[start - 1], start, end, _BEFORE_A_NOUN):
        start -= 1
    return place._replace(start=start, end=end)


def _is_below(token: Token, start: int, end: int, deps: frozenset[str]) -> bool:
    """Whether a token hangs from a stretch [start, end) by such relations alone."""
    while not start <= token.i < end:
        if token.dep_ not in deps or token.head is token:
            return False
        token = token.head
    return True
