"""Deals in lists by country: a country heads the lines, and each line begins with the other party.

"**Kazakhstan** / * Turkey: three Anka drones ordered in 2021 / * Airbus (Spain): nine C295 transports". Which of the
two supplies is told by whose make most of the weapons are; where none is known, it is the one at the head of the line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipelines.facts.arms.cells import FAMILY, put_quantity, put_side, put_weapon
from pipelines.facts.arms.sides.list_headings import headed_by
from pipelines.facts.draft import Draft, Place
from pipelines.facts.triggers import trigger_table
from pipelines.facts.when import put_dates

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Mention
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context

_WEIGHT = 0.7
_LABEL = 6  # tokens up to the colon behind whom a line deals with
_NAMING = ("country", "organisation", "location", "nationality")
_SENSES = ("buy", "sell", "deal", "await", "arrive")


class _Headed(NamedTuple):
    """Who heads a line's list, and who stands at its own head."""

    over: Mention
    beside: Mention


def with_headings(told: list[Draft], items: list[Item], context: Context) -> list[Draft]:
    """The drafts, those of headed lines with the sides that these tell, and drafts of the lines' other weapons."""
    lines = _headed_lines(context)
    here = {i.head.i: lines[context.lines[i.head.i]] for i in items if context.lines[i.head.i] in lines}
    if not here:
        return told
    made = [
        i.origin == here[i.head.i].beside.code
        for i in items
        if i.head.i in here and i.origin in (here[i.head.i].beside.code, here[i.head.i].over.code)
    ]
    is_supplied = sum(made) * 2 >= len(made)
    known = {d.anchor: d for d in told}
    drafts = [d for d in told if d.anchor not in here]
    for item in items:
        if item.head.i not in here or (item.antecedent is not None and item.system is None):
            continue
        draft = known.get(item.head.i) or _draft(item, context)
        line = context.lines[item.head.i]
        if context.lines[draft.places["deal_status"][0].start] != line:
            _put_status(draft, item, context)
        over, beside = here[item.head.i]
        for side, mention in zip(
            ("supplier", "recipient"), (beside, over) if is_supplied else (over, beside), strict=True
        ):
            put_side(draft, side, mention, "party:heading", context)
        drafts.append(draft)
    return drafts


def _headed_lines(context: Context) -> dict[int, _Headed]:
    """Number of a line -> who heads it and the list that it stands in."""
    found: dict[int, _Headed] = {}
    for number, tokens in context.worded_lines.items():
        over = headed_by(tokens[0].i, context)
        beside = _labelled(tokens, context) if over is not None else None
        if beside is not None and over is not None and beside.code != over.code:
            found[number] = _Headed(over, beside)
    return found


def _labelled(tokens: list[Token], context: Context) -> Mention | None:
    """Whom a line begins with before a colon, the land in brackets before the company: "Airbus (Spain): nine ..."."""
    first = context.reading.mention_at(tokens[0].i)
    colon = next((i for i, t in enumerate(tokens[: _LABEL + 1]) if t.text.endswith(":")), None)
    if first is None or first.label not in _NAMING or colon is None or tokens[-1].i == tokens[colon].i:
        return None
    named = [m for t in tokens[:colon] if (m := context.reading.mention_at(t.i)) is not None and m.code]
    return next((m for m in named if m.label == "country"), named[0] if named else None)


def _draft(item: Item, context: Context) -> Draft:
    draft = Draft(FAMILY, item.head.i, weight=_WEIGHT, rule="arms.listed")
    put_weapon(draft, item, context)
    put_quantity(draft, item.number, context)
    _put_status(draft, item, context)
    put_dates(draft, item.head, ("deal_date_from", "deal_date_to"), context)
    return draft


def _put_status(draft: Draft, item: Item, context: Context) -> None:
    """The state that the words of the item's own sentence tell; what is merely listed is there."""
    sentence, table = item.head.sent, trigger_table("arms_triggers")
    line = context.lines[item.head.i]
    own = [t for token in sentence if context.lines[token.i] == line and (t := table.at(token)) is not None]
    cue = next((t for t in own if t.cue.extras["status"] and t.sense in (*_SENSES, "op")), None)
    if cue is None:
        place, status = Place(item.head.i, item.head.i + 1, "listed", "cue"), "delivered"
    else:
        place = Place(cue.token.i, cue.token.i + 1, cue.cue.cue_id, "cue")
        status = cue.cue.extras["status"]
    draft.put("deal_status", status, place)
    draft.put("certainty", "possible" if status == "considered" else "asserted", place)
