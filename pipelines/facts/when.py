"""When what a predicate tells came about or will: the date in its own clause, as an interval of days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.draft import Draft, Place
from pipelines.facts.roles import is_verb

if TYPE_CHECKING:
    from pipelines.annotation.parsed import Token
    from pipelines.annotation.reading import Mention
    from pipelines.facts.context import Context


def put_dates(draft: Draft, predicate: Token, columns: tuple[str, str], context: Context) -> None:
    """Fill the two columns of an interval from the date of a predicate's clause, where one is told."""
    mention = _date_of(predicate, context)
    if mention is None:
        return
    sentence = predicate.sent
    first = context.reading.doc[mention.start].idx - sentence.start_char
    phrases = context.reading.date_phrases(sentence)
    phrase = next((p for p in phrases if p.start <= first < p.end or first <= p.start < first + 3), None)
    if phrase is None or phrase.kind in ("duration", "time"):
        return
    interval = phrase.resolve(context.published)
    place = Place(mention.start, mention.end, "date")
    draft.put(columns[0], interval.low, place)
    draft.put(columns[1], interval.high, place)


def _date_of(predicate: Token, context: Context) -> Mention | None:
    """The date that hangs on a predicate with no other verb between them; the nearest, where there are several."""
    found = []
    for mention in context.reading.dates:
        head = context.reading.head(mention.start, mention.end)
        if head.sent == predicate.sent and _clause(head) == _clause(predicate, own=True):
            found.append(mention)
    return min(found, key=lambda m: abs(m.start - predicate.i), default=None)


def _clause(token: Token, *, own: bool = False) -> Token:
    """The verb of a token's clause."""
    if own and is_verb(token):
        return token
    return next((t for t in token.ancestors if is_verb(t)), token)
