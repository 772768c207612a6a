"""The publication day from the head of the article itself, where neither record nor page gives one.

Only what stands in its head and can be meant for nothing else: "Published: 4 March 2024", a line that is a date, the
year in a dateline. A date within a sentence is what the article tells of, and is left alone; so is a line that is a
date where a later day stands so below: it is the first entry of a timeline.
"""

from __future__ import annotations

import re
from datetime import datetime

from pipelines.text.datelines import DATELINE
from pipelines.text.dates import parse_published

_HEAD_LINES = 8  # with text in them; headline, byline, place and date stand in fewer
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = rf"(?:{_ORDINAL} {_MONTH},? \d{{4}}|{_MONTH} {_ORDINAL},? \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_WORD = r"(?:first )?(?:published|posted|issued|released|date|dated)(?: on)?:? ?"
# Published on Monday, 4 March 2024, 10:15 GMT
_SAID = re.compile(rf"{_WORD}{_WEEKDAY}(?P<day>{_DAY})\b.{{0,30}}", re.IGNORECASE)
# Monday, 4 March 2024 | 10:15
_BARE = re.compile(rf"{_WEEKDAY}(?P<day>{_DAY})(?:[ ,|–-]+\d{{1,2}}[:.]\d{{2}}.{{0,12}})?", re.IGNORECASE)
_IN_DATELINE = re.compile(_DAY)  # WARSAW, July 27, 2022 (Wire) - Poland ...


def date_in_head(text: str) -> str | None:
    """The date as it stands there; None where none does, or two that differ."""
    lines = [line.strip() for line in text[:4_000].splitlines() if line.strip()][:_HEAD_LINES]
    found = {m["day"] for line in lines if (m := _SAID.fullmatch(line))}
    datelines = [m.group() for line in lines if (m := DATELINE.match(line))]
    found |= {m.group() for line in datelines if (m := _IN_DATELINE.search(line))}
    bare = {m["day"] for line in lines if (m := _BARE.fullmatch(line))}
    days = {parse_published(day): day for day in found | bare}
    days.pop(None, None)
    if len(days) != 1 or (not found and _is_entry(next(iter(days)), text)):
        return None
    return next(iter(days.values()))


def _is_entry(first: datetime | None, text: str) -> bool:
    """Whether a day on a line of its own is followed by later ones that stand so."""
    below = (m["day"] for line in text.splitlines() if (m := _BARE.fullmatch(line.strip())))
    return any(day > first for day in map(parse_published, below) if day is not None and first is not None)
