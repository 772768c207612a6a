"""Sides that a sentence does not tell, from the rest of the document: what was told before, and the weapon's maker."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipelines.annotation.gazetteers.lexicon import entry_of
from pipelines.facts.arms.merge import family_of
from pipelines.facts.draft import Draft, Place
from pipelines.facts.roles import clause_of
from pipelines.facts.theatre import theatre

if TYPE_CHECKING:
    from pipelines.annotation.reading import Mention
    from pipelines.facts.context import Context

_COST = 0.7  # of a draft's weight, for each side that had to be taken from elsewhere
_SIDES = (("supplier", "recipient"), ("recipient", "supplier"))
_WEAPONS = ("weapon", "military_platform", "vehicle")
_OFTEN = 2  # deals in which a supplier must be named to stand for the document's
_REFERENCE = "party:reference"


def complete_sides(drafts: list[Draft], links: dict[int, int], context: Context) -> list[Draft]:
    """Fill missing sides; leave out the drafts for which no side can be told, or both are the same.

    Args:
        drafts: in the order of the document.
        links: anchor -> anchor of the item that it speaks of again.
        context: the document.
    """
    kept: list[Draft] = []
    named = {side: _named(drafts, side) for side, _ in _SIDES}
    for draft in drafts:
        told_here = any(f"{side}_country" in draft.values for side, _ in _SIDES)
        for side, other in _SIDES:
            _correct_reference(draft, side, kept, named[side], context)
            if draft.get(f"{side}_country") is None:
                _from_same_weapon(draft, side, other, kept, links)
        if draft.get("supplier_country") is None:
            _supplier_from_maker(draft, context)
        for side, other in _SIDES:
            if draft.get(f"{side}_country") is None and (told_here or draft.rule.startswith("arms.list")):
                _from_earlier(draft, side, other, kept)
        for side, other in _SIDES:
            if draft.get(f"{side}_country") is None and not draft.rule.startswith(("arms.use", "arms.losing")):
                _from_sight(draft, side, other, context)
        if draft.get("recipient_country") is None:
            _from_dateline(draft, context)
        if draft.get("recipient_country") is None:
            _from_commonest(draft, [code for code, _ in named["recipient"].most_common()], drafts)
        if draft.get("recipient_country") is None:
            _from_theatre(draft, context)
        if draft.get("supplier_country") is None and "+recipient" in draft.rule:
            _from_earlier(draft, "supplier", "recipient", kept)
            if draft.get("supplier_country") is None:
                continue  # a weapon of which the document tells neither side
        if draft.get("supplier_country") is None:
            _from_only_supplier(draft, named["supplier"], drafts)
        if draft.get("supplier_country") is None and not {"weapon_system", "quantity_text"} & set(draft.values):
            continue  # "it needs missiles": from whom, how many and which, nobody says
        supplier, recipient = draft.get("supplier_country"), draft.get("recipient_country")
        if supplier != recipient and not (draft.rule.startswith("arms.use") and supplier is None):
            kept.append(draft)
    return kept


def _named(drafts: list[Draft], side: str) -> Counter[str]:
    """How often a code is a side by its own name."""
    column = f"{side}_country"
    return Counter(d.get(column) for d in drafts if d.get(column) and d.places[column][0].found_by != _REFERENCE)


def _borrow(draft: Draft, source: Draft, side: str, rule: str) -> None:
    draft.take(source, f"{side}_country", f"{side}_name")
    draft.rule += f"+{side}:{rule}"
    draft.weight *= _COST


def _correct_reference(draft: Draft, side: str, kept: list[Draft], named: Counter[str], context: Context) -> None:
    """A side that a pronoun was taken for, where the document's deals name another on that side and never this one.

    The subject of the sentence before, and what stands in the same sentence, are left alone.
    """
    column, reading = f"{side}_country", context.reading
    code = draft.get(column)
    if code is None or draft.places[column][0].found_by != _REFERENCE or code in named:
        return
    place = draft.places[column][0]
    distance = reading.sentence_index[draft.anchor] - reading.sentence_index[place.start]
    head = reading.head(place.start, place.end)
    while head.dep_ in ("poss", "appos", "compound", "amod"):
        head = head.head
    if distance < 1 or (distance == 1 and head.dep_ in ("nsubj", "nsubjpass") and head.head.dep_ != "relcl"):
        return
    for earlier in reversed(kept):
        if earlier.get(column) in named:
            draft.take(earlier, column, f"{side}_name")
            return


def _from_same_weapon(draft: Draft, side: str, other: str, kept: list[Draft], links: dict[int, int]) -> None:
    """The side of the deal in the very weapon that is spoken of again, or in the same designation, told before."""
    link, family = links.get(draft.anchor), family_of(draft)
    known = draft.get(f"{other}_country")
    for earlier in reversed(kept):
        code = earlier.get(f"{side}_country")
        is_same = link in (earlier.anchor, links.get(earlier.anchor)) if link is not None else False
        is_same = is_same or (family is not None and family == family_of(earlier))
        if is_same and code and code != known and known in (None, earlier.get(f"{other}_country")):
            _borrow(draft, earlier, side, "again")
            return


def _from_earlier(draft: Draft, side: str, other: str, kept: list[Draft]) -> None:
    """The side of the nearest deal told before whose other side agrees."""
    known = draft.get(f"{other}_country")
    for earlier in reversed(kept):
        code = earlier.get(f"{side}_country")
        if code and code != known and (known is None or earlier.get(f"{other}_country") == known):
            _borrow(draft, earlier, side, "earlier")
            return


def _from_sight(draft: Draft, side: str, other: str, context: Context) -> None:
    """The only other party that the clause names."""
    reading = context.reading
    sentence, clause = reading.doc[draft.anchor].sent, clause_of(reading.doc[draft.anchor])
    dateline, block = context.dateline(draft.anchor), context.blocks[draft.anchor]
    seen = {
        m.code: m
        for m in reading.of_label("country", "location", "organisation")
        if sentence.start <= m.start < sentence.end
        and m.code
        and m != dateline
        and context.blocks[m.start] == block
        and (m.label != "location" or (m.entity_id or "").startswith("countries:"))
        and clause_of(reading.head(m.start, m.end)) == clause
    }
    seen.pop(draft.get(f"{other}_country"), None)
    if len(seen) == 1 and f"{other}_country" in draft.values:
        put_mention(draft, side, next(iter(seen.values())), "sight", context)


def _from_commonest(draft: Draft, commonest: list[str], drafts: list[Draft]) -> None:
    """The recipient of most of the document's deals."""
    for code in commonest:
        if code != draft.get("supplier_country"):
            _borrow(draft, next(d for d in drafts if d.get("recipient_country") == code), "recipient", "commonest")
            return


def _from_theatre(draft: Draft, context: Context) -> None:
    """The country that the document speaks of most, beside the supplier."""
    supplier = draft.get("supplier_country")
    for mention in theatre(context.reading, draft.anchor) if supplier else ():
        if mention.code != supplier:
            put_mention(draft, "recipient", mention, "theatre", context)
            return


def put_mention(draft: Draft, side: str, mention: Mention, rule: str, context: Context) -> None:
    """Fill a side from a mention, by a rule that lowers the draft's weight."""
    at = Place(mention.start, mention.end, f"party:{rule}")
    draft.put(f"{side}_country", mention.code, at)
    draft.put(f"{side}_name", context.reading.doc[mention.start : mention.end].text, at)
    draft.rule += f"+{side}:{rule}"
    draft.weight *= _COST


def _from_only_supplier(draft: Draft, named: Counter[str], drafts: list[Draft]) -> None:
    """The one who supplies in most of the document's deals."""
    code, count = named.most_common(1)[0] if named else (None, 0)
    if count >= _OFTEN and count * 2 > sum(named.values()) and code != draft.get("recipient_country"):
        _borrow(draft, next(d for d in drafts if d.get("supplier_country") == code), "supplier", "commonest")


def _from_dateline(draft: Draft, context: Context) -> None:
    """The country of the town before the paragraph: "JAKARTA: ..." """
    mention = context.dateline(draft.anchor)
    if mention is not None and mention.code != draft.get("supplier_country") and "supplier_country" in draft.values:
        put_mention(draft, "recipient", mention, "dateline", context)


def _supplier_from_maker(draft: Draft, context: Context) -> None:
    """The country of the weapon's maker, where the document names it."""
    for mention in context.reading.of_label(*_WEAPONS):
        place = draft.places["weapon_text"][0]
        if place.start <= mention.start < place.end and mention.entity_id:
            origin = entry_of(mention.entity_id).country
            named = _nearest(origin, draft.anchor, context)
            if origin and named and origin != draft.get("recipient_country"):
                put_mention(draft, "supplier", named, "maker", context)
                return


def _nearest(code: str | None, anchor: int, context: Context) -> Mention | None:
    named = [m for m in context.reading.mentions if m.code == code and m.label not in _WEAPONS]
    return min(named, key=lambda m: abs(m.start - anchor), default=None)
