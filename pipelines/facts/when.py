"""When something happens: by the date in its own clause, else by the date that heads its section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.reading import once_a_document
from pipelines.facts.draft import Draft, Place
from pipelines.facts.qualifiers import is_past_perfect
from pipelines.facts.roles import is_verb

if TYPE_CHECKING:
    from datetime import date

    from pipelines.annotation.dates import DatePhrase, Section
    from pipelines.annotation.dates.calendar_units import Interval
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Mention, Reading
    from pipelines.facts.context import Context


def put_dates(
    draft: Draft, predicate: Token, columns: tuple[str, str], context: Context, *, is_ahead: bool = False
) -> None:
    """Fill the two columns of an interval from the date of a predicate's clause, else from the one that heads it.

    What lies ahead of the telling (`is_ahead`) is of a day that heads it only where that is still to come.
    """
    mention = _date_of(predicate, context)
    section = context.reading.dated_section(predicate.i)
    phrase = _phrase_of(mention, context.reading) if mention is not None else None
    if mention is None or phrase is None or phrase.kind in ("duration", "time"):
        put_day_of_section(draft, predicate, columns, context, is_ahead=is_ahead)
    else:
        interval = phrase.resolve(_pointed_at(mention, context) or _seen_from(section, phrase, context))
        _put(draft, columns, interval, mention.start, mention.end)


def put_day_of_section(
    draft: Draft, token: Token, columns: tuple[str, str], context: Context, *, is_ahead: bool = False
) -> None:
    """Fill the two columns from the date that stands as a heading over a token, where its clause tells of that day.

    What had been done before, and what a relative clause tells beside, is of another day.
    """
    section = context.reading.dated_section(token.i)
    if section is None or _lies_ahead(section, context.published) != is_ahead:
        return
    verbs = [t for t in (token, *token.ancestors) if is_verb(t)]
    if not any(is_past_perfect(v) or v.dep_ == "relcl" or (v.dep_ == "acl" and v.head.dep_ != "ROOT") for v in verbs):
        _put(draft, columns, section.days, *context.reading.tokens_between(section.date_start, section.date_end))


def _lies_ahead(section: Section, published: date | None) -> bool:
    return published is not None and section.days.low is not None and section.days.low > published


def _put(draft: Draft, columns: tuple[str, str], days: Interval, start: int, end: int) -> None:
    place = Place(start, end, "date")
    draft.put(columns[0], days.low, place)
    draft.put(columns[1], days.high, place)


def _phrase_of(mention: Mention, reading: Reading) -> DatePhrase | None:
    """What a mention of a date says."""
    sentence = reading.doc[mention.start].sent
    first = reading.doc[mention.start].idx - sentence.start_char
    phrases = reading.date_phrases(sentence)
    return next((p for p in phrases if p.start <= first < p.end or first <= p.start < first + 3), None)


def _seen_from(section: Section | None, phrase: DatePhrase, context: Context) -> date | None:
    """The day from which a date is told: that of the section; where this is longer, only for a day without a year."""
    if section is None or (section.days.low != section.days.high and phrase.kind != "partial"):
        return context.published
    return section.days.high


def _pointed_at(mention: Mention, context: Context) -> date | None:
    """The end of the year that was told before, of which a month is pointed at: "in 2021 ... that October"."""
    doc, reading = context.reading.doc, context.reading
    pointing = [t.lower_ for t in doc[max(mention.start - 1, 0) : mention.start + 1]]
    before = next((m for m in reversed(reading.dates) if m.start < mention.start), None)
    phrase = _phrase_of(before, reading) if before is not None and "that" in pointing else None
    if phrase is None or phrase.kind in ("duration", "time"):
        return None
    days = phrase.resolve(context.published)
    return days.low.replace(month=12, day=31) if days.low and days.high and days.low.year == days.high.year else None


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
    """The dates of a document, each with its head, by the first token of their sentence; not those of headings."""
    found: dict[int, list[tuple[Mention, Token]]] = {}
    for mention in reading.dates:
        if _is_heading(mention, reading):
            continue
        head = reading.head(mention.start, mention.end)
        found.setdefault(head.sent.start, []).append((mention, head))
    return found


def _is_heading(mention: Mention, reading: Reading) -> bool:
    section = reading.dated_section(mention.start)
    return section is not None and reading.doc[mention.end - 1].idx < section.date_end


def _clause(token: Token, *, own: bool = False) -> Token:
    """The verb of a token's clause."""
    if own and is_verb(token):
        return token
    return next((t for t in token.ancestors if is_verb(t)), token)
