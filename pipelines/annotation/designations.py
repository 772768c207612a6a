"""Shapes of weapon designations that no list holds yet: `Type 054A/P`, `AN/TPY-2`, `Su-57E`, `155mm`.

Only shapes whose prefix is that of a maker or a designation system stand here; a bare letter-number code is a
designation where a word for military equipment stands right behind it. Names belong to seeds/reference/weapons.csv.
"""

import re
from typing import NamedTuple

_PREFIXED = re.compile(
    r"""\b(?:
      AN/[A-Z]{3}-?\d{1,3}[A-Z]?(?:\(V\)\d*)?
    | (?:AGM|AIM|BGM|FGM|FIM|GBU|MGM|MIM|RIM|RGM|UGM|MQ|RQ|CBU|UH|AH|CH|MH|SH|KC|EC|HH)-\d{1,3}[A-Z]{0,2}\d?
    | (?:MiG|Su|Tu|Il|An|Yak|Mi|Ka|Kh|Be)-\d{1,3}[A-Z]{0,3}\d?(?:SM|MKI|UB|UTI|ME)?
    | Type[ -]\d{2,3}[A-Z]{0,2}(?:/[A-Z])?
    | (?:HQ|PL|YJ|JH|KJ|JL|DF|CH|WZ|ZTZ|ZBD|VT|SH|PLZ|Wing\ Loong|Strv|CV|RBS|Pzh|PzH|Mk|MK)[ -]\d{1,4}[A-Z]{0,3}
    | [A-Z]{1,3}-\d{1,3}[A-Z]{0,4}(?=\s+(?:
          fighter|jet|helicopter|tank|howitzer|missile|rocket|launcher|radar|drone|aircraft|bomber|system
          |submarine|frigate|vehicle|gun|torpedo|trainer|bomb|carrier|battery|batteries)s?\b)
    )(?![\w-])""",
    re.VERBOSE,
)


class Designation(NamedTuple):
    """Code points [start, end) of a text that have the shape of a weapon's designation."""

    start: int
    end: int


def find_designations(text: str) -> list[Designation]:
    """The designations in a text by their shape, in its order, without overlaps."""
    return [Designation(m.start(), m.end()) for m in _PREFIXED.finditer(text)]
