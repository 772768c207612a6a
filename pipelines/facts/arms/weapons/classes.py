"""The broader classes of a weapon class, and whether a class noun can speak of weapons of another class."""

from __future__ import annotations

from functools import cache

from pipelines.annotation.gazetteers.lexicon import entry_of

_FIRES = frozenset("artillery missile air_defence munition small_arms".split())


@cache
def classes_over(weapon_class: str | None) -> tuple[str, ...]:
    """A class and the classes that it is a kind of, nearest first."""
    found: list[str] = []
    while weapon_class and weapon_class not in found:
        found.append(weapon_class)
        weapon_class = entry_of(f"weapon_classes:{weapon_class}").entity_class
    return tuple(found)


def kind_of(weapon_class: str | None) -> str | None:
    """The widest class of a class; what is shot and what shoots it are one kind."""
    over = classes_over(weapon_class)
    return None if not over else "fires" if over[-1] in _FIRES else over[-1]


def covers(general: str | None, special: str | None) -> bool:
    """Whether a class noun can speak of weapons of a class: "jets" of combat aircraft, "ships" of frigates."""
    over = classes_over(special)
    if general is None or general in over:
        return general is not None
    entry = entry_of(f"weapon_classes:{general}")
    return entry.extras["bare"] == "weak" and entry.entity_class in over
