"""A fact in the making: cells with the tokens that they were read from. Rows are made of drafts in ground.py."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Role = Literal["trigger", "argument", "cue"]


class Place(NamedTuple):
    """Tokens [start, end) that speak for a cell, and the rule or word that read them."""

    start: int
    end: int
    found_by: str
    role: Role = "argument"


@dataclass
class Draft:
    """A fact as one place of a document tells it.

    Attributes:
        family: the table, e.g. arms_deals.
        anchor: the token at which it stands: its order in the document.
        values: column -> value; a column that is not there is unknown.
        places: column -> where it was read.
        weight: how sure the way was by which it was read, 0 to 1.
        rule: name of the way by which it was read, the same in every version: what confidence is calibrated by.
        is_past_perfect: whether its stage is told as what had come before something newer.
        is_resumed: whether its stage is told only by a noun that speaks of a fact told before.
        is_further: whether it is told to be one more of its kind: "a second batch".
        others: the codes of those who, by the words, take part in another fact of its sentence and not in this one.
        called: the class by whose noun a designation is called, where it has one.
        joined: the anchors of what stands in one list with it.
    """

    family: str
    anchor: int
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, list[Place]] = field(default_factory=dict)
    weight: float = 0.8
    rule: str = ""
    is_past_perfect: bool = False
    is_resumed: bool = False
    is_further: bool = False
    others: frozenset[str] = frozenset()
    called: str | None = None
    joined: frozenset[int] = frozenset()

    def put(self, column: str, value: Any, *places: Place) -> None:
        """Fill a cell. None leaves it unknown."""
        if value is None:
            return
        self.values[column] = value
        self.places[column] = list(places)

    def get(self, column: str) -> Any:
        """The value of a cell, or None."""
        return self.values.get(column)

    def take(self, other: Draft, *columns: str) -> None:
        """Take cells from another draft, places and all, whatever stands here."""
        for column in columns:
            if column in other.values:
                self.values[column] = other.values[column]
                self.places[column] = list(other.places.get(column, ()))

    def drop(self, *columns: str) -> None:
        """Make cells unknown."""
        for column in columns:
            self.values.pop(column, None)
            self.places.pop(column, None)

    def fill_from(self, other: Draft) -> None:
        """Take from another draft the cells that are unknown here."""
        self.take(other, *(c for c in other.values if c not in self.values))
