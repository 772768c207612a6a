"""The cells of how far a deal has got, how sure that is, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.arms.dealings.dealing_above import carriers
from pipelines.facts.arms.status.beside import TRADED
from pipelines.facts.arms.status.reproved import is_refused_by, reproof_of
from pipelines.facts.arms.status.stages import deal_status
from pipelines.facts.arms.status.verbs import is_simple_past
from pipelines.facts.draft import Draft, Place
from pipelines.facts.roles import prepositional

if TYPE_CHECKING:
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.arms.dealings.clauses import Deal
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context

_NEWS = 365  # days for which a purchase is news


def put_status(draft: Draft, deal: Deal, supplier: Party | None, recipient: Party | None, context: Context) -> None:
    """How far the deal has got, how sure that is, and who says so."""
    item, trigger = deal.item, deal.trigger
    stage = deal_status(trigger, deal.above, deal.beside)
    found_by = trigger.cue.cue_id
    cues = dict.fromkeys(stage.cues)
    places = [Place(c.i, c.i + 1, found_by, "trigger" if c == trigger.token else "cue") for c in cues]
    status = "cancelled" if deal.is_lost else "agreed" if deal.is_won else stage.status
    if (reproof := reproof_of(trigger.token)) is not None:
        giver = supplier.code if supplier is not None else item.origin
        status = "cancelled" if is_refused_by(giver, reproof, context) else "considered"
        places.append(Place(reproof.i, reproof.i + 1, found_by, "cue"))
    draft.put("deal_status", status, *places)
    draft.is_past_perfect, draft.is_resumed = stage.is_past_perfect, stage.is_resumed
    if stage.status in ("approved", "agreed") and recipient is not None:
        _put_presence(draft, item, recipient, context)
    if status == "agreed" and _is_of_past(draft, deal, context):
        draft.put("deal_status", "delivered", *places)
    speaker = context.attribution.speaker(trigger.token)
    certainty = "possible" if stage.status == "considered" else "reported" if speaker else "asserted"
    draft.put("certainty", certainty, *places)
    if speaker is not None:
        draft.put("attributed_to", speaker.label, Place(speaker.start, speaker.end, speaker.found_by))


def _is_of_past(draft: Draft, deal: Deal, context: Context) -> bool:
    """Whether a purchase is no news any more, so that the weapons are there: "Israel sold Hanoi Spyder systems"."""
    verb = deal.trigger.token
    is_of_clause = verb.dep_ in ("acl", "relcl")  # what governs the weapon then tells nothing of the purchase
    if (
        deal.trigger.cue.phrase not in (*TRADED, "pay for")
        or not is_simple_past(verb)
        or (deal.above and not is_of_clause)
    ):
        return False
    since = draft.get("deal_date_from")
    return since is None or context.published is None or (context.published - since).days > _NEWS


def _put_presence(draft: Draft, item: Item, recipient: Party, context: Context) -> None:
    """Delivered is what stands with the recipient: "the first six jets, a gift of Oslo, are in Ukraine"."""
    subject = carriers(item.head)[-1]
    while subject.dep_ == "appos":
        subject = subject.head
    verb = subject.head
    if subject.dep_ != "nsubj" or verb.lemma_ != "be" or verb.tag_ not in ("VBP", "VBZ"):
        return
    for preposition, place in prepositional(verb):
        party = context.parties.stated(place) if preposition == "in" else None
        if party is not None and party.code == recipient.code:
            draft.put("deal_status", "delivered", Place(verb.i, verb.i + 1, "presence", "cue"))
