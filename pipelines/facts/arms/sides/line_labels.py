"""Whose a line of a list is: "- Estonia: its howitzers / - Kenya: old F-5s; 15 more were bought from Jordan".

Lists in which a heading tells the other side too are read in dealings/country_lists.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.reading import Mention
    from pipelines.facts.context import Context
    from pipelines.facts.draft import Draft

_LEAST = 2  # lines of a list that begin so: a single one is a dateline, or tells whose words follow
_SIDES = {"sell": "supplier", "buy": "recipient", "use": "recipient", "arrive": "recipient", "await": "recipient"}


def label_of(index: int, context: Context) -> Mention | None:
    """The country with whose name and a colon a token's line begins; None without a list of such lines."""
    known: dict[None, dict[int, Mention]] = context.reading.doc.memory(label_of)
    if None not in known:
        found = _labels(context)
        known[None] = found if len({m.code for m in found.values()}) >= _LEAST else {}
    return known[None].get(context.lines[index])


def _labels(context: Context) -> dict[int, Mention]:
    found = {}
    for number, tokens in context.worded_lines.items():
        mention = context.reading.mention_at(tokens[0].i)
        if (
            mention is not None
            and mention.label == "country"
            and any(t.text == ":" for t in context.reading.doc[mention.end : mention.end + 1])
        ):
            found[number] = mention
    return found


def labelled_side(draft: Draft, origin: str | None, context: Context) -> tuple[str, Mention] | None:
    """The side of a deal that is open, and the label of its line that tells it."""
    label = label_of(draft.anchor, context)
    told = {side: draft.get(f"{side}_country") for side in ("supplier", "recipient")}
    if label is None or label.code in told.values() or None not in told.values():
        return None
    if told["supplier"] is None and told["recipient"] is None:
        trigger = trigger_table("arms_triggers").at(context.reading.doc[draft.places["deal_status"][0].start])
        side = "supplier" if origin == label.code else _SIDES.get(trigger.sense) if trigger is not None else None
    else:
        side = "supplier" if told["supplier"] is None else "recipient"
    return (side, label) if side is not None else None
