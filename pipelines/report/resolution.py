"""What each span of a text resolves to, and why: entity, country, number, sum in dollars, days, speaker, denier."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pipelines.annotation.dates import find_dates
from pipelines.annotation.money import to_usd
from pipelines.annotation.parties.phrases import Parties
from pipelines.annotation.reading import Reading
from pipelines.annotation.speech.attribution import Attribution

if TYPE_CHECKING:
    from pipelines.contracts.documents import DocumentRow, MentionRow

_WHY = {
    "gazetteer": "a name or alias in the reference data",
    "weapon_classes": "a noun for a class of weapons",
    "designation": "the shape of a weapon's designation",
    "model": "the language model",
    "quantity": "a number phrase",
    "money": "a sum of money",
    "date": "a date phrase",
    "nominal": "a noun phrase that names nobody",
    "nominal:name": "the name in the phrase",
    "nominal:modifier": "the nation before the noun",
    "nominal:place": "the place behind the noun",
    "nominal:apposition": "what stands beside it",
    "nominal:reference": "what the text spoke of before",
}


class Resolution(NamedTuple):
    """Code points [start, end) of a text, what they resolve to (None: not known) and by what."""

    start: int
    end: int
    quote: str
    label: str
    value: str | None
    why: str


def resolutions(reading: Reading, document: DocumentRow, mentions: list[MentionRow]) -> list[Resolution]:
    """Every mention with its value, and every speaker and denier, in the order of the text."""
    values = dict(_values(reading, document))
    found = [
        Resolution(
            m.start_char,
            m.end_char,
            m.text,
            m.label,
            values.get((m.start_char, m.end_char)) or _entity(m),
            _WHY.get(m.found_by, m.found_by),
        )
        for m in mentions
    ]
    return sorted({*found, *_voices(reading)}, key=lambda r: (r.start, -r.end, r.label))


def _entity(mention: MentionRow) -> str | None:
    parts = [mention.entity_name, mention.country_code]
    return ", ".join(part for part in dict.fromkeys(parts) if part) or None


def _values(reading: Reading, document: DocumentRow) -> Iterator[tuple[tuple[int, int], str]]:
    for number in reading.numbers:
        bounds = f"{_figure(number.low)} to {_figure(number.high)}" if number.low != number.high else f"{number.low:,}"
        kind = ", additional" if number.is_additional else ", total" if number.is_total else ""
        yield reading.source_span(number.start, number.end), bounds + kind
    published = document.published_at.date() if document.published_at else None
    for money in reading.money:
        year = published.year if published else None
        dollars = to_usd(money.amount, money.currency, year) if money.currency != "USD" else None
        told = f"{money.amount:,.0f} {money.currency}" + (f" = {dollars:,.0f} USD" if dollars else "")
        yield reading.source_span(money.start, money.end), told
    for phrase in find_dates(reading.doc.text):
        interval = phrase.resolve(published)
        days = f"{_day(interval.low)} to {_day(interval.high)}" if interval.low != interval.high else _day(interval.low)
        yield reading.view.source_span(phrase.start, phrase.end), days


def _figure(number: int | None) -> str:
    return "unknown" if number is None else f"{number:,}"


def _day(day: date | None) -> str:
    return "unknown" if day is None else day.isoformat()


def _voices(reading: Reading) -> Iterator[Resolution]:
    attribution = Attribution(reading, Parties(reading))
    for token in reading.doc:
        if token.pos_ == "VERB" and (speaker := attribution.speaker(token)) is not None:
            start, end = reading.source_span(speaker.start, speaker.end)
            yield Resolution(start, end, reading.text[start:end], "speaker", speaker.code, speaker.found_by)
    for denial in attribution.denials:
        start, end = reading.source_span(denial.cue.i, denial.cue.i + 1)
        why = f"attribution:{denial.cue.lemma_.lower()}"
        yield Resolution(start, end, reading.text[start:end], "denial", ", ".join(denial.codes), why)
