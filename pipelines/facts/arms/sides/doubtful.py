"""Deals that are dropped: one side is only guessed, and other signs speak against it.

Ships on a visit, batteries that stay with their own soldiers, transports that bring others, what a foe aims, parts of
the system told before, wishes for which nobody is named. What a sentence shows by itself to be no dealing stands in
dealings/no_dealings.py.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.annotation.gazetteers.lexicon import entry_of
from pipelines.facts.arms.sides.candidates import OTHER, is_same_weapon
from pipelines.facts.arms.sides.foes import are_foes
from pipelines.facts.arms.sides.named import ALLIANCES
from pipelines.facts.arms.weapons.civil import is_civil
from pipelines.facts.arms.weapons.classes import classes_over
from pipelines.facts.draft import Draft

if TYPE_CHECKING:
    from pipelines.facts.context import Context

_FLEET = 1000  # of ships, aircraft or vehicles: what a maker has built in all its years
_CHOOSING = words("arms_words", "choosing")
_BANNING = words("arms_words", "banning")
_SENDING = words("arms_words", "sending")
_GIVING = words("arms_words", "giving")
_PARTS = ("radar", "sensor")
_PARTS_BACK = 5  # sentences in which the system that radars belong to was told
_OF_ALL = frozenset("all altogether worldwide total now far".split())  # "in all", "so far"
_BEARING = {"missile", "air_defence", "artillery"}
_WIDE = ("plane", "aircraft", "vehicle", "ship")
_IN_CLAUSE = ("arms.clause", "arms.losing")
_GUESSED = ("theatre", "title", "dateline")
_VISITING = words("arms_words", "visiting")


def is_doubtful(
    draft: Draft,
    drafts: list[Draft],
    kept: list[Draft],
    links: dict[int, int],
    named: dict[str, Counter[str]],
    context: Context,
    *,
    is_told: bool,
) -> bool:
    """Whether a deal with its sides filled is to be left out.

    Args:
        draft: the deal.
        drafts: all of the document.
        kept: those told before that stand.
        links: anchor -> anchor of the item that it speaks of again.
        named: for each side, how often a code is it by its own name.
        context: the document.
        is_told: whether its own words tell one of its sides.
    """
    supplier, recipient = draft.get("supplier_country"), draft.get("recipient_country")
    is_guessed = any(f"+{side}:" in draft.rule for side in OTHER)
    if is_guessed and are_foes(supplier, recipient) and not _may_pass(draft, context):
        if not any(_is_told_whole(d, supplier, recipient) for d in drafts):
            return True  # "the Iskanders in Kaliningrad can reach Warsaw"
    return (
        _is_guess(draft, links, named)
        or _is_ban(draft, context)
        or _is_visit(draft, links, context)
        or _is_deployment(draft, named)
        or _is_only_transport(draft, drafts)
        or is_civil(draft, context)
        or _is_part(draft, kept, context)
        or _is_count_of_all(draft, kept, context)
        or (supplier is None and _is_vague(draft, is_told=is_told))  # "it needs 36 howitzers": from whom nobody says
    )


def _may_pass(draft: Draft, context: Context) -> bool:
    """Whether a deal between foes of which a side is guessed may be one: it is off, or a gift told by its taker."""
    is_gift = _cue(draft) in _GIVING and "+supplier:" not in draft.rule
    return draft.get("deal_status") == "cancelled" or (is_gift and draft.get("recipient_country") == context.home)


def _is_ban(draft: Draft, context: Context) -> bool:
    """Whether whoever it may be is forbidden to sell: "the resolution bans the sale of tanks to Iran"."""
    is_guess = "+supplier:" in draft.rule and "+supplier:maker" not in draft.rule
    doc = context.reading.doc
    return is_guess and any(doc[p.start].lemma in _BANNING for p in draft.places["deal_status"])


def _is_told_whole(draft: Draft, supplier: str | None, recipient: str | None) -> bool:
    """Whether a deal of the same two is told with both sides: "China handed over rifles to the Philippines"."""
    is_same = (draft.get("supplier_country"), draft.get("recipient_country")) == (supplier, recipient)
    return is_same and "+" not in draft.rule


def _is_vague(draft: Draft, *, is_told: bool) -> bool:
    """Whether a deal without a supplier is a mere wish or arrival, stands only near its words, or tells little more."""
    if is_told and _cue(draft) in _CHOOSING and "weapon_system" in draft.values:
        return False  # "chose the F-35"
    if not is_told or draft.get("deal_status") == "considered" or not draft.rule.startswith(_IN_CLAUSE):
        return True
    return "weapon_system" not in draft.values and (draft.get("quantity_low") or 0) <= 1


def _is_guess(draft: Draft, links: dict[int, int], named: dict[str, Counter[str]]) -> bool:
    """Whether a word as wide as "aircraft" is dealt in and a side of it was told nowhere near.

    A number of them is no guess where the other deals have the guessed side: "Copenhagen will deliver 19 jets".
    """
    if "weapon_system" in draft.values or draft.anchor in links or draft.rule.startswith("arms.table"):
        return False
    if "quantity_text" not in draft.values and draft.get("deal_status") == "considered":
        if any(f"+supplier:{rule}" in draft.rule for rule in (*_GUESSED, "commonest")):
            return True  # "America needs missiles itself"
    entry = entry_of(f"weapon_classes:{draft.get('weapon_class')}") if draft.get("weapon_class") else None
    if entry is None or (entry.extras["bare"] != "weak" and entry.id not in _WIDE):
        return False
    if entry.id in _WIDE and (draft.get("quantity_low") or 0) >= _FLEET:
        return True
    guessed = _GUESSED if "quantity_text" in draft.values else (*_GUESSED, "commonest")
    if "quantity_text" in draft.values and draft.get("recipient_country") in named["recipient"]:
        return "+supplier" in draft.rule and draft.rule.endswith(tuple(f"supplier:{rule}" for rule in guessed))
    return draft.rule.endswith(tuple(f"{side}:{rule}" for side in OTHER for rule in guessed))


def _is_part(draft: Draft, kept: list[Draft], context: Context) -> bool:
    """Whether radars or the like, uncounted and for a guessed taker, belong to the missiles told before."""
    if draft.get("weapon_class") not in _PARTS or {"weapon_system", "quantity_text"} & set(draft.values):
        return False
    if "+recipient:" not in draft.rule or not kept:
        return False
    index = context.reading.sentence_index
    if any(index[d.anchor] == index[draft.anchor] for d in kept):
        return False  # "air-defence systems, drones and radars"
    near = [d for d in kept if 0 < index[draft.anchor] - index[d.anchor] <= _PARTS_BACK and "weapon_system" in d.values]
    return any(_BEARING & {d.get("weapon_class"), *classes_over(d.get("weapon_class"))} for d in near)


def _is_count_of_all(draft: Draft, kept: list[Draft], context: Context) -> bool:
    """Whether a number is of all that a maker has sold: "In all 599 Typhoons have now been ordered"."""
    if "quantity_text" not in draft.values or not all(f"+{side}:" in draft.rule for side in OTHER):
        return False
    words = {t.lower_ for t in context.reading.doc[draft.anchor].sent}
    if not words & _OF_ALL:
        return False
    told = [d.get("quantity_low") for d in kept if is_same_weapon(d, draft) and d.get("quantity_low")]
    return any(number < (draft.get("quantity_low") or 0) for number in told)


def _is_visit(draft: Draft, links: dict[int, int], context: Context) -> bool:
    """Whether ships or aircraft come or are sent, and nothing tells that they are to stay.

    "two frigates arrived in Darwin", "France has sent three Rafales"
    """
    is_coming = draft.rule.startswith("arms.arrival")
    if draft.rule.startswith("arms.table") or draft.anchor in links or not _is_movement(draft):
        return False
    over = {draft.get("weapon_class"), *classes_over(draft.get("weapon_class"))}
    if over != {None} and (not {"aircraft", "ship", "helicopter"} & over or "drone" in over):
        return False
    if not is_coming:
        is_bare = "weapon_system" not in draft.values and draft.get("weapon_class") in ("plane", "vessel")
        return "+recipient" in draft.rule or is_bare  # "sent five aircraft with vegetables"
    here, sentences = context.reading.sentence_index[draft.anchor], context.reading.sentences
    told = (t for s in sentences[max(here - 1, 0) : here + 2] for t in s)
    around = {t.lemma for t in told if t.dep_ != "compound" or t.head.i not in context.item_heads}  # no "patrol boats"
    is_guess = any(f"recipient:{rule}" in draft.rule for rule in (*_GUESSED, "topic"))
    return bool(around & _VISITING) or (is_guess and "+supplier" in draft.rule)


def _is_deployment(draft: Draft, named: dict[str, Counter[str]]) -> bool:
    """Whether weapons are sent where only the scene tells, and to nobody who is told to receive others: they stay
    with who sent them ("Germany and Spain each sent two batteries")."""
    is_sent = not draft.rule.startswith(("arms.table", "arms.arrival")) and _is_movement(draft)
    if is_sent and draft.get("recipient_country") in ALLIANCES:
        return True  # "will send helicopters to the UN mission"
    is_guess = any(f"recipient:{rule}" in draft.rule for rule in (*_GUESSED, "topic", "sight"))
    return is_sent and is_guess and draft.get("recipient_country") not in named["recipient"]


def _is_only_transport(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether transport aircraft come or are sent, which no other words of the document tell to be traded."""
    if "transport_aircraft" not in (draft.get("weapon_class"), *classes_over(draft.get("weapon_class"))):
        return False
    return all(_is_movement(d) for d in drafts if d is draft or is_same_weapon(d, draft))


def _is_movement(draft: Draft) -> bool:
    """Whether a weapon comes or is sent, which tells by itself of no trade."""
    return draft.rule.startswith("arms.arrival") or _cue(draft) in _SENDING


def _cue(draft: Draft) -> str:
    """The word of dealing by which a draft was found."""
    return draft.places["deal_status"][0].found_by.partition(":")[2]
