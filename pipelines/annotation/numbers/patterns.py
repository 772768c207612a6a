"""What stands around a number that counts nothing: designations, measures, percentages, scores, votes, list markers."""

from __future__ import annotations

import re

from pipelines.annotation.numerals.words import CONTEST, UNITS

_UNITS = sorted(UNITS, key=len, reverse=True)
UNIT_BEHIND = re.compile(
    r"[\s\u00a0]{0,2}-?(?P<unit>"
    + "|".join(re.escape(u).replace(r"\ ", r"[\s-]+") for u in _UNITS)
    + r")(?:s?(?![\w])|(?<=[%°])|(?<=°C))(?!-\w*calib|-[0-9])"
)
RANGE_GAP = re.compile(
    r"\s*[-\u2010-\u2014]\s*|\s+(?:to|or|and)\s+(?:about\s+|around\s+|some\s+|even\s+|as\s+many\s+as\s+|up\s+to\s+)?|-to-|-\s+to\s+"
)
BETWEEN = re.compile(
    r"(?<!\w)(?P<word>between|from|anywhere\s+from|anywhere\s+between)\s+"
    r"(?:(?:an\s+estimated|about|around|roughly|some|approximately|at\s+least)\s+)?\Z",
    re.IGNORECASE,
)
LABEL_BEFORE = re.compile(r"(?<![\w'\u2019])(?P<word>[A-Za-z'\u2019]{1,20})\.?[\s\u00a0]\Z")
GLUED_BEFORE = re.compile(r"(?:[^\W\d_]|_|[^\W_][-/\u2010\u2011]|[A-Z]\.)\Z")
GLUED_BEHIND = re.compile(r"[^\W\d_]|_|[/][^\W_]|-[A-Z0-9]{1,3}(?![\w])|\.[0-9]|:[0-9]")
LIST_MARKER = re.compile(r"(?:^|\n)[ \t]*(?:[-*•]\s*)?\(?\Z")
LIST_MARKER_BEHIND = re.compile(r"[.)]\)?(?=\s|\Z)")
PAREN_MARKER = re.compile(r"(?:[:;,.]|\band|\bor|^)\s*\(\Z")
PHONE = re.compile(
    r"\+[0-9][0-9 ().-]{6,18}[0-9](?![0-9])|(?<![0-9,.])\(?[0-9]{3}\)?[- .][0-9]{3}[- .][0-9]{4}(?![0-9])"
)
SCORE = re.compile(
    r"(?<![\w.,$€£/-])(?P<a>[0-9]{1,3})\s?[-\u2013:]\s?(?P<b>[0-9]{1,3})(?:\s?[-\u2013]\s?[0-9]{1,3})?(?![\w]|[.,%][0-9]|-[0-9])"
)
SPORT = re.compile(rf"\b(?:{'|'.join(CONTEST)})\b", re.IGNORECASE)
VOTE_BEHIND = re.compile(
    r"\s+(?:votes?|ballots?|in\s+favou?r|against|abstentions?|abstain\w*)\b|\s+to\s+[0-9,]+\s+(?:votes?|in\s+favou?r|with)\b",
    re.IGNORECASE,
)
VOTE_BEFORE = re.compile(
    r"\b(?:votes?|ballots?|in\s+favou?r|passed|approved|adopted|voted)\s+(?:to|and|against|by)\s+\Z",
    re.IGNORECASE,
)
AGE_BEFORE = re.compile(
    r"\b(?:aged?|ages)\s+(?:of\s+|between\s+|from\s+)?\Z|(?<=[a-z])\s?\(\Z|\b[A-Z][\w'\u2019.-]+,\s\Z"
)
OUT_OF = re.compile(r"\s+(?:in|out\s+of)\s+(?:every\s+)?")
SEVERAL = re.compile(r"(?:several|a\s+few|few)\b", re.IGNORECASE)
SHARE = re.compile(
    r"\s+(?:in|out\s+of)\s+(?:every\s+)?(?:two|three|four|five|six|seven|eight|ten|twenty|[2-9]|10|20|100)(?![\w,.-]\w|\w|\s+(?:days|weeks|months|years|hours|minutes))"
)
OF_NOUN = re.compile(
    r"\s+of\s+(?:the|its|their|his|her|our|these|those|them|us|which|whom|my|your|Asia|Europe|Africa|America|several|many|[a-z]+\u2019s|[A-Z][\w-]*['\u2019]s)\b"
)
PRONOUN_BEFORE = re.compile(
    r"\b(?:no|the|this|that|each|every|which|any|some|another|only|first|last|next|new|old|single|latest|other|as|number|on|at)\s\Z",
    re.IGNORECASE,
)
PRONOUN_BEHIND = re.compile(
    r"\s+(?:another|by\s+one|day|time|point|more\s+time|can|could|might|would|should|may|must|is|was|has|had|who|that|which|side|hand|thing|way|reason|side)\b|-(?:off|way|sided|time|on|stop|man|party|third|half|state)\b|['\u2019]s\b|[.,;:!?)]",
    re.IGNORECASE,
)
NAME_BEFORE = re.compile(r"(?:[.!?:;\u2013\u2014(\[\"“”'‘*|#>-]|^|\n)\s*\Z")
CAPITAL_BEHIND = re.compile(r"[\s-][A-Z][a-z]")
TIMES_BEHIND = re.compile(r"[\s-](?:times|fold)\b|x\b", re.IGNORECASE)
PEOPLE_NEAR = re.compile(r"\s+(?:[\w-]+\s+)?(?:\w{2,}s|people|men|women|children|police|personnel)\b")
METRE_BEHIND = re.compile(
    r"[\s-](?:long|high|deep|tall|wide|vessel|ship|boat|craft|patrol|yacht|telescope|wall|runway|above|below|away|from)\b"
)
DECIMAL_BEFORE = re.compile(r"(?<![\w])\.\Z")
TEMPERATURE = re.compile(r"\s?°?[CF](?![\w-])")
