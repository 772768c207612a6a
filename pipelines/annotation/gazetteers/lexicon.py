"""What the reference data gives to a reader of text: phrases to look for, and the code that an entry stands for."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.annotation.gazetteers.reference import Entry, reference

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
