"""When two places tell of the same meeting, and what the joined row says: the newest state wins."""

from __future__ import annotations

from pipelines.contracts.facts import DiplomaticMeetingRow
from pipelines.facts.draft import Draft
from pipelines.facts.merge import merge

_DONE = ("held", "ongoing")
_STATE = ("meeting_status", "certainty", "attributed_to")
_FORMATS = ("bilateral", "multilateral", "visit", "summit", "phone_call")  # the later tells more


def merge_meetings(drafts: list[Draft]) -> list[Draft]:
    """The meetings of a document, one draft a meeting."""
    return merge(merge(drafts, _same, _join), _is_identical, Draft.fill_from)


def _same(first: Draft, second: Draft) -> bool:
    """The same sides, and nothing told that cannot be of one meeting: day, place, medium, state."""
    if first.get("participants") != second.get("participants"):
        return False
    if (first.get("meeting_format") == "phone_call") != (second.get("meeting_format") == "phone_call"):
        return False
    if _differ(first, second, "place_country") or _differ(first, second, "place"):
        return False
    days = [(d.get("date_from"), d.get("date_to")) for d in (first, second)]
    if all(low for low, _ in days) and not (days[0][0] <= days[1][1] and days[1][0] <= days[0][1]):
        return False
    was_held = first.get("meeting_status") in _DONE
    return not was_held or second.get("meeting_status") in _DONE


def _differ(first: Draft, second: Draft, column: str) -> bool:
    one, other = first.get(column), second.get(column)
    return one is not None and other is not None and one != other


def _join(first: Draft, second: Draft) -> None:
    if _FORMATS.index(second.get("meeting_format")) > _FORMATS.index(first.get("meeting_format")):
        first.take(second, "meeting_format")
    if not (first.get("meeting_status") in _DONE and second.get("meeting_status") in _DONE):
        first.take(second, *_STATE)
    names = [n for n in second.get("persons") or () if not any(_is_part(n, k) for k in first.get("persons") or ())]
    if names and first.get("persons"):
        first.values["persons"] = [*first.values["persons"], *names]
        first.places["persons"] = [*first.places["persons"], *second.places["persons"]]
    first.take(second, *(c for c in second.values if c not in first.values and c not in _STATE))
    first.weight = max(first.weight, second.weight)


def _is_part(name: str, longer: str) -> bool:
    """A surname stands for the whole name."""
    return name.rsplit(maxsplit=1)[-1] == longer.rsplit(maxsplit=1)[-1]


def _is_identical(first: Draft, second: Draft) -> bool:
    return all(first.get(column) == second.get(column) for column in DiplomaticMeetingRow.IDENTITY)
