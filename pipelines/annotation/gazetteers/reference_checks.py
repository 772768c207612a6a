"""What must hold between the rows of the reference files. Each check raises at the first row that breaks it.

The shape of a single file (columns, number of values) is checked where it is read, in `reference`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from pipelines.annotation.gazetteers.reference_files import (
    FILES,
    Entry,
    FileSpec,
    ReferenceDataError,
    split,
)

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def check(by_file: Mapping[str, Sequence[Entry]]) -> None:
    """Check every rule that looks at one file, or at the codes that another defines.

    Raises:
        ReferenceDataError: a row breaks a rule.
    """
    codes = {e.id for file in ("countries", "organisations", "armed_groups") for e in by_file.get(file, ())}
    for spec in FILES:
        entries = by_file[spec.file]
        _check_ids(entries)
        _check_classes(spec, entries, {e.id for e in by_file["weapon_classes"]})
        _check_codes(spec, entries, codes)
        if "term_from" in spec.extras:
            _check_terms(entries)
        _check_names(entries)
        if "ambiguous" in spec.extras:
            _check_ambiguous(entries)
    _check_country_words(by_file["countries"])


def _check_ids(entries: Iterable[Entry]) -> None:
    seen: dict[str, Entry] = {}
    for entry in entries:
        if entry.id in seen:
            raise entry.error(f"the id stands in line {seen[entry.id].line} already")
        seen[entry.id] = entry


def _check_classes(spec: FileSpec, entries: Iterable[Entry], weapon_classes: set[str]) -> None:
    known = spec.classes or weapon_classes
    for entry in entries:
        is_root = spec.common_nouns and entry.entity_class is None
        if entry.entity_class not in known and not is_root:
            raise entry.error(f"unknown class {entry.entity_class!r}; known: {', '.join(sorted(known))}")


def _check_codes(spec: FileSpec, entries: Iterable[Entry], codes: set[str]) -> None:
    for entry in entries:
        columns = {"country": entry.country or ""} | {c: entry.extras[c] for c in spec.code_columns}
        for column, code in columns.items():
            if code and code not in codes:
                raise entry.error(f"unknown code {code!r} in column {column}")


def _check_terms(entries: Iterable[Entry]) -> None:
    for entry in entries:
        for column in ("term_from", "term_to"):
            if entry.extras[column] and not _DATE.fullmatch(entry.extras[column]):
                raise entry.error(
                    f"{column} {entry.extras[column]!r} is no year, month or day (2024, 2024-05, 2024-05-01)"
                )
        start, end = entry.extras["term_from"], entry.extras["term_to"]
        if start and end and not _not_after(start, end):
            raise entry.error(f"term_from {start} is after term_to {end}")


def _not_after(first: str, second: str) -> bool:
    """Whether a date comes no later than another, as far as the coarser of both tells."""
    precision = min(len(first), len(second))
    return first[:precision] <= second[:precision]


def _check_names(entries: Iterable[Entry]) -> None:
    """No name twice in a file, but for office holders whose terms do not overlap: there the date decides."""
    bearers_of: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if len(set(entry.names)) < len(entry.names):
            raise entry.error("a name is listed twice")
        for name in entry.names:
            for other in bearers_of[name]:
                if not _one_after_the_other(entry, other):
                    raise entry.error(f"{name!r} is a name of {other.id} (line {other.line}) too")
            bearers_of[name].append(entry)


def _one_after_the_other(first: Entry, second: Entry) -> bool:
    return any(
        bool(a.extras.get("term_to") and b.extras.get("term_from"))
        and _not_after(a.extras["term_to"], b.extras["term_from"])
        for a, b in ((first, second), (second, first))
    )


def _words(entry: Entry) -> tuple[str, ...]:
    return (*entry.names, *entry.listed("demonyms"), *entry.listed("metonyms"))


def _check_ambiguous(entries: Iterable[Entry]) -> None:
    for entry in entries:
        marked = entry.listed("ambiguous")
        if strange := sorted(set(marked) - set(_words(entry)) - {"1"}):
            raise entry.error(f"ambiguous lists {strange[0]!r}, which is no name of the row")


def _check_country_words(countries: Iterable[Entry]) -> None:
    owner: dict[str, Entry] = {}
    for entry in countries:
        for word in _words(entry):
            if word in owner:
                raise entry.error(f"{word!r} stands for {owner[word].id} too")
            owner[word] = entry


def bearers(
    entries: Mapping[str, Entry], shared: Iterable[tuple[int, Mapping[str, str]]]
) -> dict[str, tuple[Entry, ...]]:
    """Every entry that bears a name, the one to prefer first.

    Args:
        entries: by entity_id.
        shared: rows of shared_names.csv with their lines: name, entries (entity_ids, preferred one first).

    Raises:
        ReferenceDataError: two files give one name without a row of shared_names.csv that ranks exactly those
            entries; a name of one file stands for another country as a capital or seat does.
    """
    common_nouns = {spec.file for spec in FILES if spec.common_nouns}
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries.values():
        if entry.file not in common_nouns:
            for name in entry.names:
                found[name].append(entry)
    ranked: dict[str, tuple[str, ...]] = {}
    for line, row in shared:
        ranked[row["name"]] = split(row["entries"])
        if set(ranked[row["name"]]) != {e.entity_id for e in found.get(row["name"], ())}:
            bearing = ", ".join(e.entity_id for e in found.get(row["name"], ())) or "nothing"
            raise ReferenceDataError("shared_names", line, f"{row['name']!r} is a name of {bearing}")
    for name, sharing in found.items():
        if name in ranked:
            found[name] = [entries[entity_id] for entity_id in ranked[name]]
            continue
        for first, second in combinations(sharing, 2):
            if first.file != second.file:
                raise second.error(f"{name!r} is a name of {first.entity_id} too; rank them in shared_names.csv")
    _check_seats(entries, found, ranked.keys())
    return {name: tuple(sharing) for name, sharing in found.items()}


def _check_seats(entries: Mapping[str, Entry], found: Mapping[str, list[Entry]], ranked: Iterable[str]) -> None:
    for entry in entries.values():
        for seat in entry.listed("metonyms"):
            for other in found.get(seat, ()):
                if other.country != entry.id and seat not in ranked:
                    raise other.error(f"{seat!r} is a seat of government of {entry.id}, not of {other.country}")
