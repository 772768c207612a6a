"""A number of soldiers or units, as it is read from a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Number

Way = Literal["phrase", "unit", "ellipsis"]


@dataclass(frozen=True)
class Count:
    """A number of soldiers or units.

    Attributes:
        number: the number; low = high = 1 for "a brigade".
        noun: the token that is counted, or the number's own where nothing is named ("some 3,000 have arrived").
        unit: a code of ref.unit.
        way: phrase (the noun stands with it), unit ("a brigade"), ellipsis (nothing is named).
    """

    number: Number
    noun: Token
    unit: str
    way: Way

    @property
    def is_elliptic(self) -> bool:
        """Whether what is counted is not said in the phrase itself."""
        return self.way == "ellipsis"
