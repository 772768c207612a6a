"""Approvals that cover a whole notice: a sale cleared by a ministry, whose items are described as requested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.cells import put_side
from pipelines.facts.draft import Draft, Place
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Span, Token
    from pipelines.facts.context import Context

_SALES = words("arms_words", "sale") | {
    f"{noun}s" for noun in words("arms_words", "sale")
}  # "Sales" in a name is no lemma
_APPROVING = words("arms_words", "certifying")


def approve_requests(drafts: list[Draft], context: Context) -> None:
    """Raise the requests and possible sales of a document to `approved` where it tells that the sale is cleared.

    Who clears it is taken for the supplier, where a request names none.
    """
    selling = {t.sent.start: t.sent for t in context.reading.doc.among(_SALES) if t.lemma in _SALES}
    cues = [cue for sentence in selling.values() if (cue := _approval(sentence)) is not None]
    if not cues:
        return
    for draft in drafts:
        if draft.get("deal_status") != "considered":
            continue
        trigger = context.reading.doc[draft.places["deal_status"][0].start]
        words = {t.lemma for t in (trigger, *trigger.ancestors)}
        if words.isdisjoint(("request", "sale", "ask", *_APPROVING)):
            continue
        own = [c for c in cues if _is_to(draft.get("recipient_country"), c.sent, context)]
        before = [c for c in own if c.i < draft.anchor]
        if not own:
            continue
        cue = before[-1] if before else own[0]
        found = trigger_table("arms_triggers").at(cue)
        place = Place(cue.i, cue.i + 1, found.cue.cue_id if found else "notice", "cue")
        draft.put("deal_status", "approved", place, *draft.places["deal_status"])
        draft.put("certainty", "asserted", place)
        clearing = next((p for t in cue.sent if t.dep_ == "nsubj" and (p := context.parties.stated(t))), None)
        if clearing is not None and "supplier_country" not in draft.values:
            if clearing.code != draft.get("recipient_country"):
                put_side(draft, "supplier", clearing, f"party:{clearing.rule}", context)


def _is_to(recipient: str | None, sentence: Span, context: Context) -> bool:
    """Whether a sentence that clears a sale names who asked for it."""
    named = (m.code for m in context.reading.mentions if sentence.start <= m.start < sentence.end)
    return recipient is not None and recipient in named


def _approval(sentence: Span) -> Token | None:
    """The word of approval in a sentence."""
    table = trigger_table("arms_triggers")
    for token in sentence:
        found = table.at(token)
        if found is None or found.sense != "op" or found.cue.extras["status"] != "approved":
            continue
        if not any(c.dep_ == "neg" for c in token.children):
            return token
    return None
