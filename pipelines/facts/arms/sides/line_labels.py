"""The country that a line of a list belongs to: "- Estonia: its howitzers / - Kenya - old F-5s; 15 more from Jordan".

Lists in which a heading tells the other side too are read in dealings/country_lists.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.reading import Mention
    from pipelines.facts.context import Context
    from pipelines.facts.draft import Draft

_DASHES = ("-", "–", "—")
_LEAST = 2  # lines of a list that begin so: a single one is a dateline, or tells whose words follow
_SIDES = {"sell": "supplier", "buy": "recipient", "use": "recipient", "arrive": "recipient", "await": "recipient"}


def label_of(index: int, context: Context) -> Mention | None:
    """The country with whose name and a colon or dash a token's line begins; None without a list of such lines."""
    known: dict[None, dict[int, Mention]] = context.reading.doc.memory(label_of)
    if None not in known:
        found = _labels(context)
        known[None] = found if len({m.code for m in found.values()}) >= _LEAST else {}
    return known[None].get(context.lines[index])


def _labels(context: Context) -> dict[int, Mention]:
    found = {}
    for number, tokens in context.worded_lines.items():
        mention = context.reading.mention_at(tokens[0].i)
        if mention is not None and mention.label == "country" and _is_set_off(mention, context):
            found[number] = mention
    return found


def _is_set_off(mention: Mention, context: Context) -> bool:
    """Whether a colon stands behind a name, or a dash between blanks: not "US-made"."""
    doc = context.reading.doc
    mark = doc[mention.end] if mention.end < len(doc) else None
    is_dash = mark is not None and mark.text in _DASHES and doc.text[mark.idx - 1].isspace()
    return is_dash or (mark is not None and mark.text == ":")


def labelled_side(draft: Draft, origin: str | None, context: Context) -> tuple[str, Mention] | None:
    """The side of a deal that is open, and the label of its line that tells it."""
    label = label_of(draft.anchor, context)
    told = {side: draft.get(f"{side}_country") for side in ("supplier", "recipient")}
    if label is None or label.code in told.values():
        return None
    if None not in told.values():  # "packages for Kyiv: / - Denmark: 19 French-made howitzers"
        lines = {side: context.lines[draft.places[f"{side}_country"][0].start] for side in told}
        is_make = lines["supplier"] == context.lines[draft.anchor] != lines["recipient"]
        return ("supplier", label) if is_make else None
    cue = context.reading.doc[draft.places["deal_status"][0].start]
    trigger = trigger_table("arms_triggers").at(cue)
    own = _SIDES.get(trigger.sense) if trigger is not None else None
    is_led = context.lines[cue.i] != context.lines[draft.anchor]
    if told["supplier"] is None and told["recipient"] is None:
        side = "supplier" if origin == label.code else own
    elif is_led and told["recipient"] is None and own == "supplier":
        side = "supplier"  # "they will give: / - Denmark: 19 French-made howitzers"
    else:
        side = "supplier" if told["supplier"] is None else "recipient"
    return (side, label) if side is not None else None
