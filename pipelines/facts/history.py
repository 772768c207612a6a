"""Whether a document is about history, of which no facts are kept: what happened long ago is no news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Reading

OLD = 1990  # years before it are history
_RECENT, _PREVAILING = 10, 3  # years around a document's day; how many times as many old years make it history
_LONG_AGO = 20  # years before a document's day: to a paper of 1995 the war of 1982 is no history yet
_MANY_YEARS = 3  # of old years: a treaty or a war of old may be named in news of today
_LEAD = 3  # sentences in which an old year is what a document is about; further on it is told in passing
_REMEMBERING, _LOOKING_BACK = 3, 2  # different words like "anniversary", "museum": alone, and beside a single old year
_NUMBERED = ("resolution", "resolutions", "no", "number")  # before a number that is no year
_OF_A_PAPER = 3  # tokens from a year to the paper that bears it: "the 1987 nuclear treaty", "the treaty of 1987"
_AGO = frozenset(("ago",))
_SINCE_REACH = 5  # tokens before a year in which a "since" governs it


def is_history(reading: Reading) -> bool:
    """Whether a document tells of the time before `OLD`: most of the years that it names lie there, or it looks back.

    One that also names years close to its own day looks back only in passing, unless the old ones prevail by far.
    One that tells of one or two further down, and speaks neither of remembrance nor of how long ago it was, is news of
    today that explains itself: "the guarantors under the 1960 treaties", "where it landed in 1974".
    """
    told = [t for t in reading.doc.tokens if t.text.isdigit() and _is_year(t.text) and not _is_counted(t, reading)]
    told = [t for t in told if int(t.text) >= OLD or not _is_since(t)]
    ago = _years_ago(reading)
    years = [*(int(t.text) for t in told), *ago]
    day = reading.published
    end = min(OLD, day.year - _LONG_AGO) if day is not None and day.year >= OLD else OLD
    if sum(year < end for year in years) > 1:
        years += _anniversaries(reading)
    old = sum(year < end for year in years)
    recent = sum(day.year - _RECENT <= year <= day.year + _RECENT for year in years) if day is not None else 0
    remembering = len({t.lemma_.lower() for t in reading.doc.among(words("history_words", "remembering"))})
    if remembering >= _REMEMBERING and old >= recent:
        return True  # written to look back: of an anniversary, an exhibition
    is_alone = len(set(years)) == 1 and bool(told)
    looks_back = remembering >= (_LOOKING_BACK if is_alone else 1) or any(year < end for year in ago)
    leads = any(int(t.text) < end and reading.sentence_index[t.i] < _LEAD for t in told)
    is_told_often = old >= _MANY_YEARS or (old == len(years) and (looks_back or leads))
    return old >= 1 and is_told_often and old * 2 > len(years) and old >= recent * _PREVAILING


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and 1000 <= int(digits) <= 2100


def _is_counted(number: Token, reading: Reading) -> bool:
    """Whether four digits tell no time: "1500 soldiers", "resolution 1701", "the 1987 treaty"."""
    mention = reading.mention_at(number.i)
    is_named = number.i > 0 and number.nbor(-1).lower_ in _NUMBERED
    is_told_as_one = any(n.start <= number.i < n.end for n in reading.numbers) or (
        mention is not None and mention.label != "date"
    )
    return is_named or is_told_as_one or _is_of_a_paper(number)


def _is_of_a_paper(year: Token) -> bool:
    """Whether a year only tells which treaty or law is meant: "the 1987 treaty", "under the convention of 1951"."""
    papers = words("history_words", "paper")
    behind = year.doc[year.i + 1 : year.i + 1 + _OF_A_PAPER]
    before = year.doc[max(year.i - 2, 0) : year.i]
    is_before = year.dep_ in ("nummod", "compound", "nmod", "amod") and any(t.lemma in papers for t in behind)
    return is_before or ([t.lower_ for t in before[1:]] == ["of"] and before[0].lemma in papers)


def _is_since(year: Token) -> bool:
    """Whether a year only tells since when something has been: "since the war of 1974", "founded in 1964"."""
    sentence = year.doc[year.sent.start : year.i]
    founded = words("troop_settings", "founding")
    return any(t.lower_ == "since" or t.lower_ in founded for t in sentence[-_SINCE_REACH:])


def _years_ago(reading: Reading) -> list[int]:
    """The years that "sixty years ago" tells, by the day of the document."""
    looking_back = {t.sent.start: t.sent for t in reading.doc.among(_AGO)}.values()
    phrases = (p for s in looking_back for p in reading.date_phrases(s) if p.expression.op == "ago")
    told = (p.resolve(reading.published).low for p in phrases)
    return [day.year for day in told if day is not None]


def _anniversaries(reading: Reading) -> list[int]:
    """The years of which "the 80th anniversary" is told, by the day of the document."""
    ordinals = [c.text[:-2] for t in reading.doc if t.lemma_ == "anniversary" for c in t.children if c.dep_ == "amod"]
    day = reading.published
    return [day.year - int(text) for text in ordinals if text.isdigit()] if day is not None else []
