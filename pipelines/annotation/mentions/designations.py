"""Shapes of weapon designations that no list holds yet: `Type 054A/P`, `AN/TPY-2`, `Su-57E`, `Project 22350`.

Only shapes whose prefix is that of a maker or a designation system stand here; a bare letter-number code is a
designation where a word for military equipment (seeds/cues/designation_words.csv) stands right behind it. Names belong
to seeds/reference/weapons.csv.
"""

import re
from typing import NamedTuple

from pipelines.annotation.cues import words

# The first letter of the joint electronics system tells where a set is installed, the others what it is.
_SETS = (
    "AAQ|AAR|AAS|ALE|ALQ|ALR|APG|APN|APQ|APS|APY|AQS|ARC|ASQ|AVS|AXQ|BQQ|BQS|BSY|FPS|GSQ|MPQ|MSQ|PPS|PRC|PVS|PEQ|"
    "PAS|SLQ|SLY|SPG|SPN|SPQ|SPS|SPY|SQQ|SQR|SQS|SWG|TLQ|TPQ|TPS|TPY|TRC|TSQ|TYQ|UPQ|USQ|VPS|VLQ|WLD|WSN|ZPY"
)
_EQUIPMENT, _SHIPS = (
    "|".join(map(re.escape, sorted(words("designation_words", sense)))) for sense in ("equipment", "ship")
)
# What a designation may carry behind its number: a block, a model, a batch, a version.
_TAIL = r"(?:\(V\)\d*|[ -](?:Mod|Batch|Block|Flight|Mk|MOD)[ .-]?[IVX\d]{1,3}[A-Z]?|/[A-Z]{1,2}(?![a-z]))*"

_PREFIXED = re.compile(
    rf"""(?<![\w/-])(?<![Ff]light\ )(?:
      AN/[A-Z]{{3}}-?\d{{1,3}}[A-Z]?
    | (?:{_SETS})-\d{{1,3}}[A-Z]{{0,3}}\d?
    | (?:EL|ELM|ELL|ELI|ELW)/?[MLIWK]?-\d{{4}}[A-Z]{{0,3}}
    | (?:AGM|AIM|BGM|FGM|FIM|GBU|MGM|MIM|RIM|RGM|UGM|LGM|BLU|MQ|RQ|CBU|UH|AH|CH|MH|SH|OH|TH|HH|KC|EC|RC|WC|HC|MC|MV|CV
        |LPD|LHD|LCU|LCAC|LST|OPV|MCMV|FPB|MRTP|MGB)-\d{{1,4}}[A-Z]{{0,2}}\d?m?
    | (?:MiG|Su|Tu|Il|An|Yak|Mi|Ka|Kh|Be)-\d{{1,3}}[A-Z]{{0,3}}\d?(?:SM|MKI|UB|UTI|ME)?
    | Type[ -]\d{{2,4}}[A-Z]{{0,3}}\d?[A-Z]?(?:/[A-Z]+)?(?:-\d[A-Z])?
    | Pro[jy]e[ck]t[ -]\d{{2,5}}(?:\.\d)?[A-Z]{{0,3}}
    | (?:HQ|PL|YJ|JH|KJ|JL|DF|CH|WZ|WS|ZTZ|ZBD|ZBL|ZTL|ZTQ|VT|SH|PLZ|PHL|YLC|JYL|SLC|CJ|HN|PCL|PLL|FN|QW|HJ|Yu
        |Wing\ Loong|Strv|CV|RBS|Strf|Pzh|PzH|BPz|PiPz|BrPz|PSB|Mk|MK|BREM|BTS|IMR|WZT|BTR|BMP|BMD|BRDM
        |RBU|MEKO|SIGMA|Gowind|Scanter|Giraffe|Litening|CAPTAS|TFE|CFM)[ -][A-Z]?\d{{1,4}}[A-Z]{{0,3}}\d?
    | (?:AK|TEST|UGST|SET|MTU|MT|PT|LM|TPE|PW|BR|AI|AL|RD|VK|TV|DT|ET)-\d{{1,4}}[A-Z]{{0,3}}\d?
    | [A-Z]{{1,3}}-\d{{1,3}}[A-Z]{{0,4}}(?=\s+(?:{_EQUIPMENT})s?\b)
    | [A-Z][\w'’]+(?:[ -][A-Z\d][\w.]*)?-class(?=\s(?:[\w-]+\s){{0,3}}?(?:{_SHIPS})s?\b)
    ){_TAIL}(?![\w-])""",
    re.VERBOSE,
)

# Prefixes that navies put before the names of their ships, and the letters of hull numbers.
_SHIP = re.compile(
    r"(?<![\w-])(?:(?:HMS|HMAS|HMCS|HMNZS|HNLMS|HDMS|HNoMS|HSwMS|USS|USNS|USCGC|INS|ROKS|FGS|TCG|ESPS|ROCS|PNS|BNS|KRI|"
    r"RSS|BRP|ORP|NNS|RFA|FS|JS|ITS|ARA|SLNS|UMS|HTMS|CCGS)\s(?:[A-Z][\w'’.-]*\w)(?:\s(?:de\s|of\s|the\s)?[A-Z][a-z]\w*){0,2}"
    r"(?:\s?\((?:[A-Z]{1,4}[- ]?)\d{1,4}\))?|(?:DDG|CVN|LHD|LHA|LPD|FFG|SSN|SSBN|SSGN|LCS|CG|DDH)[- ]\d{1,4}(?![\w-]))"
)
_CALIBRE = re.compile(r"[ -]\d{2,3}(?:/\d\d)?[ -]?mm\b")


class Designation(NamedTuple):
    """Code points [start, end) of a text that have the shape of a weapon's designation."""

    start: int
    end: int


def find_designations(text: str) -> list[Designation]:
    """The designations in a text by their shape, in its order, without overlaps."""
    return [Designation(m.start(), end_with_calibre(text, m.end())) for m in _PREFIXED.finditer(text)]


def end_with_calibre(text: str, end: int) -> int:
    """Where a designation ends whose name ends at `end`: behind a calibre that is told with it, "M109A5 155mm"."""
    behind = _CALIBRE.match(text, end)
    return behind.end() if behind else end


def find_ships(text: str) -> list[Designation]:
    """Ships that are called by a navy's prefix or hull number: "USS Mahan (DDG 72)", "INS Vikrant"."""
    return [Designation(m.start(), m.end()) for m in _SHIP.finditer(text)]
