"""Sides that a sentence does not tell, from the rest of the document: what was told before, and the weapon's maker."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipelines.annotation.gazetteers.lexicon import entry_of
from pipelines.facts.draft import Draft, Place
from pipelines.facts.theatre import theatre

if TYPE_CHECKING:
    from pipelines.annotation.reading import Mention
    from pipelines.facts.context import Context

_COST = 0.7  # of a draft's weight, for each side that had to be taken from elsewhere


def complete_sides(drafts: list[Draft], context: Context) -> list[Draft]:
    """Fill missing sides; leave out the drafts for which no side can be told, or both are the same."""
    kept: list[Draft] = []
    commonest = Counter(d.get("recipient_country") for d in drafts if d.get("recipient_country")).most_common()
    for draft in drafts:
        if draft.get("supplier_country") is None:
            _supplier_from_maker(draft, context)
        for side, other in (("supplier", "recipient"), ("recipient", "supplier")):
            if draft.get(f"{side}_country") is None:
                _from_earlier(draft, side, other, kept)
        if draft.get("recipient_country") is None:
            _from_document(draft, [code for code, _ in commonest], drafts, context)
        supplier, recipient = draft.get("supplier_country"), draft.get("recipient_country")
        if supplier != recipient:
            kept.append(draft)
    return kept


def _from_document(draft: Draft, commonest: list[str], drafts: list[Draft], context: Context) -> None:
    """The recipient of most of the document's deals, else the country that it speaks of most."""
    supplier = draft.get("supplier_country")
    for code in commonest:
        if code != supplier:
            draft.take(
                next(d for d in drafts if d.get("recipient_country") == code), "recipient_country", "recipient_name"
            )
            draft.rule += "+recipient:commonest"
            draft.weight *= _COST
            return
    for mention in theatre(context.reading, draft.anchor):
        if mention.code != supplier and supplier is not None:
            at = Place(mention.start, mention.end, "party:theatre")
            draft.put("recipient_country", mention.code, at)
            draft.put("recipient_name", context.reading.doc[mention.start : mention.end].text, at)
            draft.rule += "+recipient:theatre"
            draft.weight *= _COST
            return


def _supplier_from_maker(draft: Draft, context: Context) -> None:
    """The country of the weapon's maker, where the document names it."""
    for mention in context.reading.of_label("weapon", "military_platform", "vehicle"):
        place = draft.places["weapon_text"][0]
        if place.start <= mention.start < place.end and mention.entity_id:
            origin = entry_of(mention.entity_id).country
            named = _nearest(origin, draft.anchor, context)
            if origin and named and origin != draft.get("recipient_country"):
                at = Place(named.start, named.end, "party:maker")
                draft.put("supplier_country", origin, at)
                draft.put("supplier_name", context.reading.doc[named.start : named.end].text, at)
                draft.rule += "+supplier:maker"
                draft.weight *= _COST
                return


def _nearest(code: str | None, anchor: int, context: Context) -> Mention | None:
    named = [
        m
        for m in context.reading.mentions
        if m.code == code and m.label not in ("weapon", "military_platform", "vehicle")
    ]
    return min(named, key=lambda m: abs(m.start - anchor), default=None)


def _from_earlier(draft: Draft, side: str, other: str, kept: list[Draft]) -> None:
    """The side of the nearest deal told before whose other side agrees, else of the document's commonest deal."""
    known = draft.get(f"{other}_country")
    for earlier in reversed(kept):
        code = earlier.get(f"{side}_country")
        if code and code != known and (known is None or earlier.get(f"{other}_country") == known):
            draft.take(earlier, f"{side}_country", f"{side}_name")
            draft.rule += f"+{side}:earlier"
            draft.weight *= _COST
            return
