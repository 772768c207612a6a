"""Whether the sources bring what they usually bring, from the log of their visits (ops.source_visits).

Only the sources that were visited by the newest run are judged; what is not read any more is nobody's concern.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

VISITS = """
    select source_name, run_id, visited_at, landed_count, unchanged_count, fault_count, failure
    from ops.source_visits
    order by visited_at, run_id"""
_COMPARED = 30  # visits that brought something, the newest: a source's habits change
_FEWEST = 3  # such visits before a source has habits
_ODD = 20  # items: ten times of next to nothing is nothing either


@dataclass(frozen=True)
class Finding:
    """Something about a source that a person should look at."""

    source: str
    told: str


def unreached(visits: Iterable[dict[str, Any]]) -> list[Finding]:
    """The sources whose newest visit was ended by a failure, with the reason, or gave nothing but faults."""
    found = []
    for name, own in _by_source(visits):
        newest = own[-1]
        if newest["failure"]:
            found.append(Finding(name, newest["failure"]))
        elif newest["fault_count"] and not newest["landed_count"] + newest["unchanged_count"]:
            found.append(Finding(name, f"nothing could be read of it, {newest['fault_count']} faults (ops.quarantine)"))
    return found


def silent(visits: Iterable[dict[str, Any]], days: int) -> list[Finding]:
    """The sources that have brought nothing new for so many days, though they were visited; 0 days: none is judged.

    What brought something once or twice only has no habit of it: a folder of articles is read, and that is all.
    """
    found = []
    for name, own in _by_source(visits) if days else ():
        brought = [visit["visited_at"] for visit in own if visit["landed_count"]]
        if 0 < len(brought) < _FEWEST:
            continue
        since: datetime = max(brought, default=own[0]["visited_at"])
        if own[-1]["visited_at"] - since >= timedelta(days=days):
            found.append(Finding(name, f"nothing new since {since:%Y-%m-%d}"))
    return found


def unusual(visits: Iterable[dict[str, Any]], factor: float) -> list[Finding]:
    """The sources that brought so many times their usual (the median of earlier visits that brought something)."""
    found = []
    for name, own in _by_source(visits) if factor else ():
        *earlier, newest = own
        brought = [visit["landed_count"] for visit in earlier if visit["landed_count"]][-_COMPARED:]
        if len(brought) < _FEWEST or newest["landed_count"] < _ODD:
            continue
        usual = median(brought)
        if newest["landed_count"] >= factor * usual:
            found.append(Finding(name, f"{newest['landed_count']} items, usually {usual:g}"))
    return found


def _by_source(visits: Iterable[dict[str, Any]]) -> list[tuple[str, Sequence[dict[str, Any]]]]:
    """The visits of each source of the newest run, in order."""
    ordered = sorted(visits, key=lambda visit: (visit["visited_at"], visit["run_id"]))
    newest = ordered[-1]["run_id"] if ordered else None
    own: dict[str, list[dict[str, Any]]] = {}
    for visit in ordered:
        own.setdefault(visit["source_name"], []).append(visit)
    return sorted((name, rows) for name, rows in own.items() if rows[-1]["run_id"] == newest)
