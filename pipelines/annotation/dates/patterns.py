"""The shapes of dates, one pattern a shape. What they mean: calendar_shapes.py and relative_shapes.py."""

from __future__ import annotations

import re

from pipelines.annotation.dates.words import (
    DAYS,
    HOLIDAYS,
    MONTH_NAMES,
    MONTH_SHORT,
    SEASONS,
    UNRESOLVED,
    WEEKDAY_NAMES,
    WEEKDAY_SHORT,
)
from pipelines.annotation.numerals.words import WORDS, alternation

_DASH = r"[-\u2010-\u2014]"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?(?![0-9A-Za-z]|[.,:][0-9])"
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9A-Za-z]|[.,][0-9])"
_OLD_YEAR = r"1[6-8][0-9]{2}(?=[,;:)]\s|\.?(?:\s|$)(?!\s*[a-z0-9]))"  # "10 June 1898," and not "10 June 1800 soldiers"
_START = r"(?<![\w.,:/$€£#+-])"


def _names(words: tuple[str, ...]) -> str:
    """Names as written with a capital, and in capitals."""
    return "|".join(f"{w}|{w.upper()}" for w in sorted(words, key=len, reverse=True))


_MONTH = rf"(?:(?:{_names(MONTH_NAMES)})(?![A-Za-z])|(?P<short>{_names(MONTH_SHORT)})(?![A-Za-z])\.?)"
_SMALL = sorted((w for w, (scope, value) in WORDS.items() if scope == "cardinal" and value > 0), key=len, reverse=True)
_COUNT = rf"(?:[0-9]{{1,4}}(?![0-9])|(?ai:(?:{'|'.join(_SMALL)})(?:-(?:{'|'.join(_SMALL)}))?))"
_UNIT = r"(?ai:minute|hour|day|week|fortnight|weekend|month|quarter|year|decade|century|centurie)"

MONTHDATE = re.compile(
    rf"(?:{_START}(?P<d1>{_DAY})(?:\s?(?:{_DASH}|/|\bto\b|\band\b|\bor\b)\s?(?P<d2>{_DAY}))?[\s-](?:of\s+)?"
    rf"|(?<!\w)(?P<which>(?ai:this\s+past|this\s+coming|the\s+following|the\s+previous|last|next|this))\s+)?"
    rf"(?<![\w])(?P<month>{_MONTH})"
    rf"(?(d1)|(?:\s+(?:the\s+)?|(?<=\.)|-)(?P<d3>{_DAY})(?:\s?(?:{_DASH}|\bto\b|\band\b)\s?(?P<d4>{_DAY})(?!\s+(?:{_names(MONTH_NAMES)})))?)?"
    rf"(?:(?:,?\s{{1,2}}|-|\s+of\s+|,?\s+in\s+)(?P<year>{_YEAR}|{_OLD_YEAR})|,?\s+(?:of\s+)?(?P<rel>last|this|next)\s+year(?!\w))?"
)
ISO = re.compile(
    rf"{_START}(?P<y>(?:19|20)[0-9]{{2}})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12][0-9]|3[01])(?![0-9])(?:T[0-9:.]+Z?)?"
)
NUMERIC = re.compile(
    rf"{_START}(?P<a>[0-3]?[0-9])(?P<sep>[./])(?P<b>[0-3]?[0-9])(?P=sep)(?P<y>(?:(?:19|20)[0-9]{{2}}|[0-9]{{2}}))(?![\w]|[./-][0-9])"
)
NINE_ELEVEN = re.compile(r"(?<![\w/.])9/11(?![\w/])")
YEARS = re.compile(
    rf"(?<![\w.,:/$€£#+])(?<![^\W\d_]-)(?P<first>(?:19|20)[0-9]{{2}})(?:\s?(?:{_DASH}|/)\s?(?P<second>(?:19|20)[0-9]{{2}}|[0-9]{{2}}))?(?![\w]|[.,:/-][0-9]|-[A-Z])"
)
PREFIXED_YEAR = re.compile(
    r"(?<!\w)(?P<prefix>(?ai:pre|post|mid|early|late|end|since))-(?P<year>(?:19|20)[0-9]{2})(?![\w])"
)
FISCAL = re.compile(
    rf"(?<!\w)(?:FY|(?ai:fiscal(?:\s+year)?|financial\s+year|budget\s+year))[\s-]?['\u2019]?(?P<first>(?:20|19)?[0-9]{{2}})"
    rf"(?:\s?(?:{_DASH}|/)\s?(?P<second>(?:20)?[0-9]{{2}}))?(?!\w)"
)
DECADE = re.compile(
    r"(?<![\w.,$€£-])(?P<year>(?:1[6-9]|20)[0-9]0)['\u2019]?s(?!\w)|(?<!\w)['\u2019](?P<short>[3-9]0)s(?!\w)"
)
CENTURY = re.compile(
    r"(?<!\w)(?:(?P<n>1[5-9]|20|21)(?:st|th)|(?P<word>(?ai:nineteenth|twentieth|twenty-first)))[\s-](?ai:century)(?!\w)"
)
_OF_YEAR = (
    rf"(?:(?:\s+of)?,?\s+(?:(?:FY\s?)?(?P<year>{_YEAR})"
    r"|(?:the\s+)?(?P<rel>last|this|next|current|coming|the)\s+year(?!\w)))"
)
QUARTER_CODE = re.compile(
    rf"(?<!\w)(?:(?P<op>[QH])(?P<n>[1-4])|(?P<n2>[1-4])(?P<op2>[QH]))(?:[\s/-]?(?:of\s+)?(?:FY\s?)?(?P<year>{_YEAR})|\s?'?(?P<short>[0-9]{{2}})(?!\w))?(?!\w)"
)
QUARTER = re.compile(
    rf"(?<!\w)(?:the\s+)?(?P<n>(?ai:first|second|third|fourth|1st|2nd|3rd|4th|final|last))[\s-](?P<unit>(?ai:quarter|half))(?!\w){_OF_YEAR}?"
)
SEASON = re.compile(
    rf"(?<!\w)(?:(?P<which>(?ai:this\s+past|this\s+coming|last|next|this|the))\s+)?(?P<part>(?ai:early|late|mid)[\s-])?(?P<season>(?ai:{'|'.join(SEASONS)}))(?![\w-])"
    rf"(?:,?\s+(?:of\s+)?(?P<year>(?:19|20)[0-9]{{2}})(?:(?:/|{_DASH})(?:20)?[0-9]{{2}})?(?![\w]|[.,][0-9])|\s+(?:of\s+)?(?P<rel>last|this|next)\s+year(?!\w))?"
)
WEEKDAY = re.compile(
    rf"(?<!\w)(?:(?P<which>(?ai:this\s+past|this\s+coming|last|next|this|coming|the\s+following|the\s+previous))\s+)?"
    rf"(?:(?P<day>{_names(WEEKDAY_NAMES)})|(?P<short>{_names(WEEKDAY_SHORT)})\.?)(?![\w])"
    rf"(?:\s+(?:of\s+)?(?P<rel>last|this|next)\s+week(?!\w))?(?:\s+(?:morning|afternoon|evening|night)(?!\w))?"
)
WEEKEND = re.compile(r"(?<!\w)(?ai:the\s+weekend)(?!\w)(?!\s+(?:before|after|of)\b)")
RELATIVE_UNIT = re.compile(
    rf"(?<!\w)(?P<the>(?ai:the)\s+)?(?P<which>(?ai:this\s+past|this\s+coming|last|past|previous|next|coming|this|current|following|preceding|recent|upcoming|ensuing|same))\s+"
    rf"(?:(?P<n>{_COUNT})(?:\s?{_DASH}plus|\s+or\s+so|\+)?[\s-]+(?:plus\s+)?|(?P<few>(?ai:few|several|couple\s+of|many))\s+)?(?P<unit>{_UNIT})(?P<plural>s?)"
    rf"(?:\s+(?:and|or|to)\s+{_UNIT}s)?(?![\w]|-\w)"
)
DURATION = re.compile(
    rf"(?<![\w.,$€£-])(?P<n>{_COUNT}|(?ai:half\s+an?|a\s+couple\s+of|a\s+few|several|some|few|many|an?))"
    rf"(?:(?:-?\s+(?:to|or)\s+|{_DASH})(?P<n2>{_COUNT}))?(?P<half>\s+and\s+a\s+half|-and-a-half)?[\s-]{{1,2}}(?P<unit>{_UNIT})(?P<plural>s?)(?![\w])(?P<half2>\s+and\s+a\s+half)?"
    rf"(?P<tail>\s+(?:ago|earlier|later|before|after|from\s+now|hence|prior|previously|beforehand|afterwards?)(?!\w)|['\u2019]?\s+time(?!\w)|-old(?:er|s)?(?!\w)|\s+(?:old|of\s+age|older|younger)(?!\w))?"
)
BARE_AGO = re.compile(rf"(?<!\w)(?:(?:many|some)\s+)?(?P<unit>{_UNIT})s\s+(?P<tail>ago|earlier|later|hence)(?!\w)")
UNIT_END = re.compile(
    rf"(?<!\w)(?:the\s+)?(?P<unit>(?ai:year|month|week|decade))(?:['\u2019]s)?[\s-](?:end)(?!\w)(?:\s+(?:of\s+)?(?P<year>{_YEAR}))?"
)
UNIT_OUT = re.compile(
    r"(?<!\w)before\s+the\s+(?P<unit>year|month|week|decade)\s+(?:(?:is|was)\s+(?:out|over|up)|ends|ended)(?!\w)"
)
THE_UNIT = re.compile(r"(?<!\w)(?:the|this)\s+(?P<unit>(?ai:year|month|week|decade|century|day))(?![\w-])")
DAY_WORD = re.compile(rf"(?<!\w)(?:{alternation(DAYS)})(?![\w-])")
HOLIDAY = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(h) for h in sorted(HOLIDAYS, key=len, reverse=True))})(?!\w)"
    rf"(?:,?\s+(?P<year>{_YEAR}))?"
)
ANAPHORIC = re.compile(rf"(?<!\w)(?:{alternation(UNRESOLVED)})(?![\w-])")
CLOCK = re.compile(
    r"(?<![\w:.,])(?:(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?![:\d])(?:\s?(?:a\.?m\.?|p\.?m\.?|hrs|hours|GMT|UTC|CES?T|ES?T|EDT|local\s+time)(?!\w))*"
    r"|(?:1[0-2]|0?[1-9])(?:\.[0-5][0-9])?\s?(?:a\.m\.|p\.m\.|am|pm)(?!\w)|(?:[01][0-9]|2[0-3])[0-5][0-9]\s?(?:hrs|hours|GMT|UTC)(?!\w))"
    r"|(?<!\w)(?:noon|midnight|midday)(?!\w)"
)
