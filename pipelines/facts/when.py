"""When what a predicate tells came about or will: the date in its own clause, as an interval of days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.reading import once_a_document
from pipelines.facts.draft import Draft, Place
from pipelines.facts.roles import is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Mention, Reading
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
    clause = _clause(predicate, own=True)
    dates = _dates(context.reading).get(predicate.sent.start, ())
    found = [mention for mention, head in dates if _is_when(head, predicate, clause)]
    return min(found, key=lambda m: abs(m.start - predicate.i), default=None)


def _is_when(date: Token, predicate: Token, clause: Token) -> bool:
    """Whether a date is that of the predicate.

    It is said of the noun itself ("the contract of 3 May", "a contract signed on 3 May") or of its clause.
    That of another noun ("after the election of 3 May", "further to the accords of 3 May") is not.
    """
    if (noun := _noun_of(date)) is not None:
        return noun == predicate
    verb = _clause(date)
    return verb == clause or (verb.dep_ == "acl" and verb.head == predicate)


def _noun_of(date: Token) -> Token | None:
    """The noun that a date tells apart from others of its kind: "the accords of 3 May", "its 1961 accord"."""
    preposition = date.head
    if date.dep_ in ("nummod", "compound", "nmod", "amod") and preposition.pos_ == "NOUN" and date.i < preposition.i:
        return preposition
    if preposition.lower_ == "of" and preposition.dep_ == "prep" and preposition.head.pos_ in ("NOUN", "PROPN"):
        return preposition.head
    return None


@once_a_document
def _dates(reading: Reading) -> dict[int, list[tuple[Mention, Token]]]:
    """The dates of a document, each with its head, by the first token of their sentence."""
    found: dict[int, list[tuple[Mention, Token]]] = {}
    for mention in reading.dates:
        head = reading.head(mention.start, mention.end)
        found.setdefault(head.sent.start, []).append((mention, head))
    return found


def _clause(token: Token, *, own: bool = False) -> Token:
    """The verb of a token's clause."""
    if own and is_verb(token):
        return token
    return next((t for t in token.ancestors if is_verb(t)), token)
