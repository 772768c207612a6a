"""Deals in the lines of a digest: "- Bulgaria: 183 Strykers from General Dynamics (US), signed".

A country stands at the head of each line, and behind it who sells what to it. A line in which a word of dealing is
told is read by its clauses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.arms.cells import FAMILY, put_quantity, put_side, put_weapon
from pipelines.facts.arms.price import put_price
from pipelines.facts.arms.sides.line_labels import label_of
from pipelines.facts.arms.sides.list_headings import headed_by
from pipelines.facts.arms.status.bare_words import word_status
from pipelines.facts.draft import Draft, Place

if TYPE_CHECKING:
    from pipelines.annotation.cues import Cue
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.annotation.reading import Mention
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context

_WEIGHT = 0.6
_FAR = 4  # tokens from "from" to the name: "from the United States"


def deals_of_lines(untold: list[Item], items: list[Item], context: Context) -> list[Draft]:
    """The drafts of the items that stand in such lines and in which no clause deals.

    Args:
        untold: the weapons in which no deal is told.
        items: all of the document.
        context: the document.
    """
    drafts: list[Draft] = []
    for item in untold:
        label = label_of(item.head.i, context)
        if label is None or label.code == item.origin or headed_by(item.head.i, context) is not None:
            continue  # lists under headings are read in country_lists.py
        seller = _seller(item, label, context)
        if seller is None or item.antecedent is not None:
            continue
        draft = Draft(FAMILY, item.head.i, weight=_WEIGHT, rule="arms.line")
        put_weapon(draft, item, context)
        put_quantity(draft, item.number, context)
        put_side(draft, "supplier", seller, f"party:{seller.found_by}", context)
        put_side(draft, "recipient", label, "heading", context)
        told, cue = _told(item, context), "line"
        status, token = ("agreed", item.head)
        if told is not None:
            (status, found), token = told
            cue = found.cue_id
        place = Place(token.i, token.i + 1, cue, "cue")
        draft.put("deal_status", status, place)
        draft.put("certainty", "possible" if status == "considered" else "asserted", place)
        put_price(draft, item, items, item.head, context)
        drafts.append(draft)
    return drafts


def _line(item: Item, context: Context) -> list[Token]:
    """The tokens of an item's line behind the item."""
    return [t for t in context.worded_lines[context.lines[item.head.i]] if t.i >= item.end]


def _seller(item: Item, label: Mention, context: Context) -> Party | None:
    """Who is told behind "from" in the line, whoever heads it."""
    behind = _line(item, context)
    for number, token in enumerate(behind):
        if token.lower_ == "from":
            named = (context.parties.stated(t) for t in behind[number + 1 : number + 1 + _FAR])
            party = next((p for p in named if p is not None), None)
            return party if party is not None and party.code != label.code else None
    return None


def _told(item: Item, context: Context) -> tuple[tuple[str, Cue], Token] | None:
    """The last word of the line that tells a stage."""
    told = [(found, t) for t in _line(item, context) if (found := word_status(t)) is not None]
    return told[-1] if told else None
