"""What a reference file looks like: its columns, its classes, and the entry that a row becomes.

Nothing is read here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

BASE_COLUMNS = ("id", "name", "aliases", "class", "country", "note")


class ReferenceDataError(ValueError):
    """A reference file says something that cannot be right; the message names the file and the line."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}.csv, line {line}: {problem}")
        self.file, self.line = file, line


def split(cell: str) -> tuple[str, ...]:
    """The values of a cell that separates them by |."""
    return tuple(cell.split("|")) if cell else ()


@dataclass(frozen=True)
class Entry:
    """One row of a reference file; `line` is where it ends in that file."""

    file: str
    line: int = field(compare=False)
    id: str
    name: str
    aliases: tuple[str, ...]
    label: str
    entity_class: str | None
    country: str | None
    note: str | None
    extras: Mapping[str, str] = field(hash=False)

    @property
    def entity_id(self) -> str:
        """`file:id`, as core.entities has it."""
        return f"{self.file}:{self.id}"

    @property
    def names(self) -> tuple[str, ...]:
        """The name, then the aliases."""
        return (self.name, *self.aliases)

    def listed(self, extra: str) -> tuple[str, ...]:
        """The values of an extra column that separates them by |, e.g. `demonyms`."""
        return split(self.extras.get(extra, ""))

    def error(self, problem: str) -> ReferenceDataError:
        """The error that tells of a problem with this row."""
        return ReferenceDataError(self.file, self.line, f"{self.id}: {problem}")


@dataclass(frozen=True)
class FileSpec:
    """A file of `seeds/reference`: the label of its entries, its extra columns, the classes that it may use.

    `label` None: the label stands in the row (weapon_classes.csv) or in the row of its class (weapons.csv).
    `classes` None: a class is an id of weapon_classes.csv; there it is the parent, and may be empty.
    `labels`: classes whose entries have another label. `code_columns`: extras that hold codes of countries or
    bodies, as the column `country` does. `common_nouns`: its names are words rather than names of one thing.
    """

    file: str
    label: str | None
    classes: frozenset[str] | None
    extras: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    code_columns: tuple[str, ...] = ()
    common_nouns: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns in their order."""
        return BASE_COLUMNS + self.extras


_FACILITIES = frozenset({"base", "airport", "port", "site"})

FILES = (
    FileSpec(
        "weapon_classes",
        None,
        None,
        ("label", "countable", "bare"),
        common_nouns=True,
    ),
    FileSpec("weapons", None, None, ("maker", "family", "ambiguous")),
    FileSpec(
        "countries",
        "country",
        frozenset({"state", "territory", "near_state"}),
        ("demonyms", "metonyms", "ambiguous"),
    ),
    FileSpec(
        "organisations",
        "organisation",
        frozenset(
            {"international_body", "government", "ministry", "armed_forces", "military_command"}
            | {"intelligence_agency", "parliament", "procurement_agency", "police", "agency", "court"}
            | {"party", "think_tank", "media"}
        ),
        ("ambiguous",),
    ),
    FileSpec(
        "armed_groups",
        "armed_group",
        frozenset(
            {"insurgent", "jihadist", "militia", "private_military_company", "separatist", "gang"} | {"rebel_alliance"}
        ),
        ("ambiguous",),
    ),
    FileSpec(
        "military_units",
        "military_unit",
        frozenset({"un_mission", "regional_mission", "coalition", "operation", "unit", "command"}),
        ("force", "host"),
        code_columns=("force", "host"),
    ),
    FileSpec(
        "companies",
        "organisation",
        frozenset({"defence", "shipbuilder", "aerospace", "electronics", "state_exporter"}),
        ("ambiguous",),
    ),
    FileSpec(
        "persons",
        "person",
        frozenset(
            {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "minister"}
            | {"military_chief", "security_official", "spokesperson", "diplomat", "legislator"}
            | {"head_of_body", "group_leader"}
        ),
        ("office", "term_from", "term_to"),
    ),
    FileSpec(
        "places",
        "location",
        frozenset({"capital", "city", "province", "region", "sea", "island", "border"}) | _FACILITIES,
        ("ambiguous",),
        labels=dict.fromkeys(_FACILITIES, "facility"),
    ),
)
