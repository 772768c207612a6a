"""Whether two weapon words beside one another name one thing: "K2 Black Panther main battle tanks", "jets (FA-50)"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.gazetteers.lexicon import entry_of
from pipelines.facts.arms.weapons.classes import kind_of

if TYPE_CHECKING:
    from pipelines.annotation.reading import Mention, Reading

_BLOCK = 4  # tokens of "Block 10/15" between two words for one weapon
_TYPE_WORDS = frozenset(", ( of the type types model models designated called named".split())
_DESCRIBING = ("JJ", "JJR", "HYPH", "NN", "VBN", "VBG", "RB")
_MODIFIER = ("compound", "amod", "nmod", "nummod", "poss", "appos", "nounmod", "punct")


def is_one_phrase(left: Mention, right: Mention, reading: Reading) -> bool:
    """Whether two weapon words name one thing: "K2 Black Panther" + "main battle tanks"."""
    between = reading.doc[left.end : right.start]
    if 0 < len(between) <= _BLOCK and between[0].lower_ == "block" and _family(left) == _family(right) is not None:
        return True  # "F-16 Block 10/15 Fighting Falcons"
    if _is_type_of(left, right, reading):
        return True
    is_system = (left.entity_id or "").startswith("weapons:")
    if not between and (right.entity_id or "").startswith("weapons:"):
        return is_system or _is_kind_of(right.entity_class, left)  # "fighter jets Rafale", "MBT-2000 Type 90-II"
    is_number = len(between) == 1 and (between[0].text.isdigit() or between[0].text == "+")
    if is_system and is_number and _is_kind_of(left.entity_class, right):
        return True  # "Gowind 2500 corvettes"
    if is_system and _is_described(left, right, reading):
        return True
    if len(between) > 2 or any(t.text not in ("-", "(", '"', "class", "type", "series", "family") for t in between):
        return False
    if (right.entity_id or "").startswith("weapons:") and not (left.entity_id or "").startswith("weapon_classes:"):
        return False
    if not between and is_system and _is_kind_of(left.entity_class, right):
        return True  # whatever the parser makes of it
    head = reading.head(left.start, left.end)
    target = range(right.start, right.end)
    return not between and (head.dep_ in _MODIFIER or any(t.i in target for t in head.subtree) or head.head.i in target)


def _is_described(left: Mention, right: Mention, reading: Reading) -> bool:
    """Whether only adjectives stand between a designation and its class: "Mistral short-range air-defence missiles"."""
    between = reading.doc[left.end : right.start]
    if not 0 < len(between) <= _BLOCK or not all(t.tag_ in _DESCRIBING for t in between):
        return False
    return _is_kind_of(left.entity_class, right) and between[0].text != "-"


def _family(mention: Mention) -> str | None:
    """The family of a designation (ref.weapons.family), or None for a bare class."""
    if not (mention.entity_id or "").startswith("weapons:"):
        return None
    entry = entry_of(mention.entity_id or "")
    return entry.extras.get("family") or entry.id


def _is_kind_of(weapon_class: str | None, noun: Mention) -> bool:
    """Whether a bare class noun can speak of a weapon of a class."""
    if not (noun.entity_id or "").startswith("weapon_classes:"):
        return False
    return kind_of(weapon_class) == kind_of(entry_of(noun.entity_id or "").id)


def _is_type_of(left: Mention, right: Mention, reading: Reading) -> bool:
    """Whether a class noun is followed by its type: "tanks, type K2", "vehicles of the K10 type", "jets (FA-50)"."""
    if not (left.entity_id or "").startswith("weapon_classes:") or not (right.entity_id or "").startswith("weapons:"):
        return False
    words = [t.lower_ for t in reading.doc[left.end : right.start]]
    follows = reading.doc[right.end].lower_ if right.end < len(reading.doc) else ""
    is_told = bool({"type", "types", "model", "("}.intersection(words)) or (
        words[:1] == ["of"] and follows in ("type", "family", "class", "model", "series")
    )
    if not words or not is_told or any(w not in _TYPE_WORDS for w in words):
        return False
    return _is_kind_of(right.entity_class, left)
