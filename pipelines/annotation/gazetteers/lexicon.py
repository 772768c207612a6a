"""What the reference data gives to a reader of text: phrases to look for, and the code that an entry stands for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipelines.annotation.gazetteers.reference import Entry, reference

_ISO = 3  # letters
_CAPITAL_CLASSES = frozenset(("capital", "city"))


def phrases(entry: Entry) -> Iterator[tuple[str, str]]:
    """The phrases that name an entry, each with the label of a mention of it."""
    for name in entry.names:
        yield name, entry.label
    if entry.file == "countries":
        for demonym in entry.listed("demonyms"):
            yield demonym, "nationality"
        for seat in entry.listed("metonyms"):
            yield seat, "location" if _is_town(seat) else "organisation"


def _is_town(name: str) -> bool:
    return any(e.file == "places" and e.entity_class in _CAPITAL_CLASSES for e in reference().names.get(name, ()))


def code_of(entry: Entry) -> str | None:
    """Country, organisation or group that an entry stands for or belongs to; for a weapon its country of origin."""
    if entry.file in ("countries", "armed_groups"):
        return entry.id
    if entry.file == "organisations":
        return entry.country or entry.id
    if entry.file == "military_units":
        return entry.extras["force"] or entry.country
    return entry.country


def is_state(code: str) -> bool:
    """Whether a code is that of a state: no body of states, no armed group, no land without a code of ISO 3166."""
    return len(code) == _ISO and f"countries:{code}" in reference().entries


def is_ambiguous(entry: Entry, phrase: str) -> bool:
    """Whether a phrase for an entry is also a common word, a person's or another thing's name."""
    flag = entry.extras.get("ambiguous", "")
    return flag == "1" or phrase in flag.split("|")


def entry_of(entity_id: str) -> Entry:
    """The entry of a `file:id`.

    Raises:
        KeyError: the reference data has no such entry.
    """
    return reference().entries[entity_id]


def holder_at(entity_id: str, phrase: str, day: date | None) -> str:
    """The entity_id of the one who bore a person's name in office on a day.

    Office holders may share a name, and one person may hold offices for two countries or bodies one after the other.
    Where nobody of the name was in office on the day, the one who was last before it is meant, else the first after.

    Args:
        entity_id: `file:id` that the name was found as; of other files than persons it is given back.
        phrase: the name as the text has it.
        day: when the text was published; without it the entity_id is given back.

    Raises:
        KeyError: the reference data has no such entry.
    """
    entry = entry_of(entity_id)
    if entry.file != "persons" or day is None:
        return entity_id
    names = reference().names
    bearers = [e for e in names.get(phrase, names[entry.name]) if e.file == "persons"]
    begun = [e for e in bearers if _began(e, day)]
    serving = [e for e in begun if not e.extras["term_to"] or day.isoformat() <= _latest(e.extras["term_to"])]
    if serving or begun:
        return max(serving or begun, key=lambda e: e.extras["term_from"]).entity_id
    return min(bearers, key=lambda e: e.extras["term_from"], default=entry).entity_id


def _began(entry: Entry, day: date) -> bool:
    return entry.extras["term_from"] <= day.isoformat()


def _latest(stamp: str) -> str:
    """The last day of a day, month or year as text that sorts: "2024" is over after "2024-12-31"."""
    return (stamp + "-99-99")[: len("2024-12-31")]
