"""Sides that a sentence does not tell, from the rest of the document: what was told before, and the weapon's maker."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipelines.annotation.gazetteers.lexicon import entry_of
from pipelines.facts.arms.cells import put_side
from pipelines.facts.arms.merge import system_of
from pipelines.facts.arms.sides.candidates import OTHER, Candidates, is_same_weapon, named_sides
from pipelines.facts.arms.sides.doubtful import is_doubtful
from pipelines.facts.arms.sides.line_labels import labelled_side
from pipelines.facts.arms.sides.list_headings import headed_by
from pipelines.facts.arms.sides.told_next import from_next
from pipelines.facts.draft import Draft

if TYPE_CHECKING:
    from pipelines.annotation.reading import Mention
    from pipelines.facts.context import Context

_COST = 0.7  # of a draft's weight, for each side that had to be taken from elsewhere
_HOME_BACK = 6  # sentences in which a home deal is still spoken of
_WEAPONS = ("weapon", "military_platform", "vehicle")
_NAMING = ("country", "nationality", "organisation")
_REFERENCE = "party:reference"


def complete_sides(drafts: list[Draft], links: dict[int, int], context: Context) -> list[Draft]:
    """Fill missing sides; leave out the drafts for which no side can be told, or both are the same.

    Args:
        drafts: in the order of the document.
        links: anchor -> anchor of the item that it speaks of again.
        context: the document.
    """
    kept: list[Draft] = []
    at_home: list[Draft] = []
    named = {side: named_sides(drafts, side) for side in OTHER}
    candidates = Candidates(drafts, context)
    for draft in drafts:
        if _is_home(draft, kept, at_home, context):
            at_home += [draft] if not draft.rule.startswith(("arms.use", "arms.near")) else []
            continue
        origin = _origin(draft, context)
        if (labelled := labelled_side(draft, origin, context)) is not None:
            put_mention(draft, *labelled, "heading", context)
        for side in OTHER:
            _correct_reference(draft, side, kept, named, context)
            if draft.get(f"{side}_country") is None:
                _from_same_weapon(draft, side, kept, links)
            if draft.get(f"{side}_country") is None:
                from_next(draft, side, origin, context)
        _from_heading(draft, context)
        is_told = any(f"{side}_country" in draft.values for side in OTHER)
        if draft.get("supplier_country") is None:
            _supplier_from_maker(draft, origin, context)
        for side in OTHER:
            if draft.get(f"{side}_country") is None:
                _from_candidates(draft, side, candidates, kept, origin, context)
        supplier, recipient = draft.get("supplier_country"), draft.get("recipient_country")
        is_own = supplier == recipient or (supplier is None and recipient == origin)
        is_untold_use = None in (supplier, recipient) or draft.get("deal_status") == "cancelled"
        if is_own or (draft.rule.startswith("arms.use") and is_untold_use):
            continue
        if recipient is None and (not is_told or draft.rule.startswith("arms.arrival")):
            continue
        if is_doubtful(draft, drafts, kept, links, named, context, is_told=is_told):
            continue
        kept.append(draft)
    return kept


def _is_home(draft: Draft, kept: list[Draft], at_home: list[Draft], context: Context) -> bool:
    """Whether a country buys from its own industry, here or in the deal told last that this one goes on about."""
    sides = draft.get("supplier_country"), draft.get("recipient_country")
    if None not in sides:
        return bool(sides[0] == sides[1])
    other = next((d for d in reversed(kept) if not d.rule.startswith("arms.use")), None)
    if not at_home or (other is not None and other.anchor > at_home[-1].anchor):
        return False
    index = context.reading.sentence_index
    owner = at_home[-1].get("supplier_country")
    is_same = owner is not None and owner in sides
    is_untold = sides == (None, None) and "weapon_system" not in draft.values  # "the order includes 68 fighters"
    return (is_same or is_untold) and index[draft.anchor] - index[at_home[-1].anchor] <= _HOME_BACK


def _from_heading(draft: Draft, context: Context) -> None:
    """The recipient under whose name the deal is listed."""
    head = headed_by(draft.anchor, context)
    if head is not None and "recipient_country" not in draft.values and head.code != draft.get("supplier_country"):
        put_mention(draft, "recipient", head, "heading", context)


def _from_candidates(
    draft: Draft, side: str, candidates: Candidates, kept: list[Draft], origin: str | None, context: Context
) -> None:
    best = candidates.best(draft, side, kept, origin)
    if best is None:
        return
    if isinstance(best.source, Draft):
        _borrow(draft, best.source, side, best.rule)
    elif best.source is not None:
        put_mention(draft, side, best.source, best.rule, context)


def _borrow(draft: Draft, source: Draft, side: str, rule: str) -> None:
    draft.take(source, f"{side}_country", f"{side}_name")
    draft.rule += f"+{side}:{rule}"
    draft.weight *= _COST


def _correct_reference(
    draft: Draft, side: str, kept: list[Draft], sides: dict[str, Counter[str]], context: Context
) -> None:
    """A side that a pronoun was taken for, where the document's deals name another on that side and never this one.

    The subject of the sentence before, and what stands in the same sentence, are left alone, unless "the country"
    was taken for one that the document's deals name on the other side alone.
    """
    named = sides[side]
    column, reading = f"{side}_country", context.reading
    code = draft.get(column)
    if _is_of_heading(draft, side, context):
        return
    if code is None or not draft.places[column][0].found_by.startswith(_REFERENCE) or code in named:
        return
    if code == context.home:  # "the government", in news that is dated from its capital
        return
    if (
        side == "recipient"
        and context.home is not None
        and draft.places[column][0].found_by.endswith(("definite_noun", "same_noun"))
    ):
        near = nearest_mention(context.home, draft.anchor, context)
        if near is not None and context.home != draft.get(f"{OTHER[side]}_country"):
            put_side(draft, side, near, "party:home", context)
            return
    place = draft.places[column][0]
    distance = reading.sentence_index[draft.anchor] - reading.sentence_index[place.start]
    head = reading.head(place.start, place.end)
    while head.dep_ in ("poss", "appos", "compound", "amod"):
        head = head.head
    is_others = code in sides[OTHER[side]] and place.found_by.endswith(("definite_noun", "same_noun"))
    is_subject = head.dep_ in ("nsubj", "nsubjpass") and head.head.dep_ != "relcl"
    if distance < 1 or (distance == 1 and is_subject and not is_others):
        return
    for earlier in reversed(kept):
        if earlier.get(column) in named:
            draft.take(earlier, column, f"{side}_name")
            return


def _is_of_heading(draft: Draft, side: str, context: Context) -> bool:
    """Whether a pronoun stands for the country that heads the paragraph, also where it was taken for one before."""
    place, head = draft.places.get(f"{side}_country"), context.dateline(draft.anchor)
    if place is None or head is None or head.label != "country" or head.code == draft.get(f"{OTHER[side]}_country"):
        return False
    if place[0].start < head.start:
        put_side(draft, side, head, "party:dateline", context)
    return place[0].start <= head.start


def _from_same_weapon(draft: Draft, side: str, kept: list[Draft], links: dict[int, int]) -> None:
    """The side of the deal in the very weapon that is spoken of again, or in the same designation, told before."""
    link = links.get(draft.anchor)
    known = draft.get(f"{OTHER[side]}_country")
    for earlier in reversed(kept):
        code = earlier.get(f"{side}_country")
        is_same = link in (earlier.anchor, links.get(earlier.anchor)) if link is not None else False
        is_same = is_same or is_same_weapon(draft, earlier)
        if is_same and code and code != known and known in (None, earlier.get(f"{OTHER[side]}_country")):
            _borrow(draft, earlier, side, "again")
            return


def put_mention(draft: Draft, side: str, mention: Mention, rule: str, context: Context) -> None:
    """Fill a side from a mention, by a rule that lowers the draft's weight."""
    put_side(draft, side, mention, f"party:{rule}", context)
    draft.rule += f"+{side}:{rule}"
    draft.weight *= _COST


def _origin(draft: Draft, context: Context) -> str | None:
    """The country whose make a draft's weapon is, by its designation."""
    place = draft.places["weapon_text"][0]
    for mention in context.reading.of_label(*_WEAPONS):
        if place.start <= mention.start < place.end and mention.entity_id:
            if origin := entry_of(mention.entity_id).country:
                return origin
    system = system_of(draft)  # "these aircraft"
    return system.country if system is not None else None


def _supplier_from_maker(draft: Draft, origin: str | None, context: Context) -> None:
    """The country of the weapon's maker, where the document names it."""
    named = nearest_mention(origin, draft.anchor, context)
    if named is not None and draft.rule.startswith("arms.use") and named.label not in _NAMING:
        return  # "pilots of Taiwan fly jets in Arizona"
    named = named or _maker_in_name(draft, context)
    if origin and named and origin != draft.get("recipient_country"):
        put_mention(draft, "supplier", named, "maker", context)


def _maker_in_name(draft: Draft, context: Context) -> Mention | None:
    """The weapon's own name where its maker stands in it: "Dassault Rafale"."""
    place = draft.places["weapon_text"][0]
    for mention in context.reading.of_label(*_WEAPONS):
        if place.start <= mention.start < place.end and (mention.entity_id or "").startswith("weapons:"):
            maker = str(entry_of(str(mention.entity_id)).extras.get("maker") or "").split()
            return mention if maker and context.reading.doc[mention.start].text == maker[0] else None
    return None


def nearest_mention(code: str | None, anchor: int, context: Context) -> Mention | None:
    """The mention of a party that is nearest to a token, or None."""
    named = [m for m in context.reading.mentions if m.code == code and m.label not in _WEAPONS]
    return min(named, key=lambda m: abs(m.start - anchor), default=None)
