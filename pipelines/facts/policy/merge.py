"""When two places tell of the same option, and what the joined row says."""

from __future__ import annotations

from pipelines.facts.draft import Draft
from pipelines.facts.merge import merge

_OF_TWO_KINDS = ("sanctions",)  # the ban on entry that belongs to them is a diplomatic one
_BY_COUNCIL = {"un_action", "troop_deployment"}
_BORROWED = ("act before", "concerned", "theatre", "topic", "list", "reference")
_OPEN = ("considering", "proposed", "pledged")
_STANCE = ("stance", "certainty", "date_from", "date_to")


def _other(draft: Draft) -> str | None:
    return draft.get("target") or draft.get("beneficiary")


def _is_borrowed(draft: Draft) -> bool:
    """Whether the other side was not told where the option was."""
    places = draft.places.get("target") or draft.places.get("beneficiary") or ()
    return any(place.found_by.split(":")[-1] in _BORROWED for place in places)


def _is_one_mission(first: Draft, second: Draft) -> bool:
    """Whether the Council's decision and the soldiers whom it sends are one: "authorised a force, 2,500 men in all"."""
    if {first.get("instrument"), second.get("instrument")} != _BY_COUNCIL or first.get("actor") != "UN":
        return False
    helped = first.get("beneficiary")
    return second.get("actor") == "UN" and helped is not None and helped == second.get("beneficiary")


def _same(first: Draft, second: Draft) -> bool:
    if first.get("actor") != second.get("actor"):
        return False
    if _is_one_mission(first, second):
        return True
    if first.get("instrument") != second.get("instrument"):
        return False
    if first.get("category") != second.get("category") and first.get("instrument") not in _OF_TWO_KINDS:
        return False
    if first.get("instrument") == "mediation":
        return True  # its parties are named now together, now one by one
    others = _other(first), _other(second)
    if others[0] == others[1] or None in others:
        return True
    is_refused = [draft.get("stance") == "ruled_out" for draft in (first, second)]
    return is_refused[0] == is_refused[1] and (_is_borrowed(first) or _is_borrowed(second))


def _is_misread(first: Draft, second: Draft) -> bool:
    """Whether the second is only a poorer reading of the words in which the first was told."""
    words = [{i for p in draft.places["stance"] for i in range(p.start, p.end)} for draft in (first, second)]
    is_again = first.anchor == second.anchor or not words[0].isdisjoint(words[1])
    return is_again and second.weight < first.weight


def _join(first: Draft, second: Draft) -> None:
    """The other side that was told and not borrowed; what was done after it was weighed or promised."""
    if _other(second) and (not _other(first) or (_is_borrowed(first) and not _is_borrowed(second))):
        first.drop("target", "beneficiary")
        first.take(second, "target", "beneficiary")
    if first.get("stance") in _OPEN and second.get("stance") == "adopted" and not _is_misread(first, second):
        first.drop("date_from", "date_to")
        first.take(second, *_STANCE)
    columns = (c for c in second.values if c not in first.values and c not in ("target", "beneficiary"))
    first.take(second, *columns)
    first.weight = max(first.weight, second.weight)


def merge_options(drafts: list[Draft]) -> list[Draft]:
    """The options of a document, one draft an (actor, category, instrument, target or beneficiary)."""
    return merge(drafts, _same, _join)
