"""Who gives what follows on a gift of others: "Poland sent 14 tanks; Finland says that six of its own will follow"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.facts.context import Context
    from pipelines.facts.draft import Draft

_FOLLOWING = "arms_triggers:follow"
_BACK = 2  # sentences in which the gift was told on which another follows


def give_likewise(drafts: list[Draft], context: Context) -> None:
    """Make whoever tells of what follows its giver, unless it is who receives what was told before."""
    index = context.reading.sentence_index
    receiving = {d.get("recipient_country") for d in drafts}
    for before, draft in pairwise(drafts):
        teller = draft.get("attributed_to")
        is_told = teller is not None and teller == draft.get("recipient_country")
        if not is_told or "supplier_country" in draft.values or index[draft.anchor] - index[before.anchor] > _BACK:
            continue
        is_given = "supplier_country" in before.values and before.get("recipient_country") != teller
        is_given = is_given and bool(receiving - {None, teller, before.get("supplier_country")})
        if is_given and any(p.found_by == _FOLLOWING for p in draft.places["deal_status"]):
            draft.take(_as_giver(draft), "supplier_country", "supplier_name")
            draft.drop("recipient_country", "recipient_name")


def _as_giver(draft: Draft) -> Draft:
    """Its recipient, on the other side."""
    sides = {"recipient_country": "supplier_country", "recipient_name": "supplier_name"}
    return type(draft)(
        draft.family,
        draft.anchor,
        values={sides[c]: v for c, v in draft.values.items() if c in sides},
        places={sides[c]: p for c, p in draft.places.items() if c in sides},
    )
