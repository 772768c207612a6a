"""The dateline before a report's first words: the town it is sent from, mostly with a day and the agency."""

from __future__ import annotations

import re

DATELINE = re.compile(
    r"^[*_]{0,2}[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+)*"  # NEW DELHI, ACCRA/LOME
    r"(?:, [A-Z]\w+(?: [A-Z]\w+)?)?"  # Ghana
    r"(?:,? (?:[A-Z][a-z]+\.? \d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+\.?)(?:,? \d{4})?"
    r"|,? \d{4}-\d{2}-\d{2})?"  # May 3, 2024
    r"(?: ?\([^()\n]{1,30}\))?"  # (Agency)
    r"[*_]{0,2} ?(?:-{1,2}|–|—)[*_]{0,2} (?=\S)",
    re.MULTILINE,
)
"""From the start of a line to the first word of the report: "ACCRA, May 3 (Agency) - " before "Chile and Peru"."""
