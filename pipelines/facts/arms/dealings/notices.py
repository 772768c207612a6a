"""Approvals that cover a whole notice: a sale cleared by a ministry, whose items are described as requested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.cells import put_side
from pipelines.facts.arms.sides.permissions import is_leave_sought
from pipelines.facts.arms.status.verbs import told_by
from pipelines.facts.draft import Draft, Place
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Span, Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context

_CLEARED = words("arms_words", "sale") | {"deal"}
_SALES = _CLEARED | {f"{noun}s" for noun in _CLEARED}  # "Sales" in a name is no lemma
_APPROVING = words("arms_words", "certifying")
_OPEN = ("bare", "conditional")
_PLAIN = ("JJ", "MD", "TO")
_CONTENTS = _CLEARED | words("arms_words", "parcel")


def approve_requests(drafts: list[Draft], context: Context) -> None:
    """Raise the requests and possible sales of a document to `approved` where it tells that the sale is cleared.

    Who clears it is taken for the supplier, where a request names none.
    """
    selling = {t.sent.start: t.sent for t in context.reading.doc.among(_SALES) if t.lemma in _SALES}
    cues = [cue for sentence in selling.values() if (cue := _approval(sentence)) is not None]
    for draft in drafts if cues else ():
        own = [c for c in cues if _is_to(draft.get("recipient_country"), c.sent, context)]
        before = [c for c in own if c.i < draft.anchor]
        if not own or not (_is_requested(draft, context) or (before and _is_content(draft, context))):
            continue
        cue = before[-1] if before else own[0]
        clearing = _clearing(cue.sent, context)
        if clearing is not None and draft.get("supplier_country") not in (None, clearing.code):
            continue
        found = trigger_table("arms_triggers").at(cue)
        place = Place(cue.i, cue.i + 1, found.cue.cue_id if found else "notice", "cue")
        draft.put("deal_status", "approved", place, *draft.places["deal_status"])
        draft.put("certainty", "asserted", place)
        if clearing is not None and "supplier_country" not in draft.values:
            if clearing.code != draft.get("recipient_country"):
                put_side(draft, "supplier", clearing, f"party:{clearing.rule}", context)


def _is_requested(draft: Draft, context: Context) -> bool:
    """Whether a deal is one that was asked for or notified, or a possible sale."""
    if draft.get("deal_status") != "considered":
        return False
    trigger = context.reading.doc[draft.places["deal_status"][0].start]
    return not {t.lemma for t in (trigger, *trigger.ancestors)}.isdisjoint(("request", "sale", "ask", *_APPROVING))


def _is_content(draft: Draft, context: Context) -> bool:
    """Whether nothing tells of a deal but that it is what was cleared: "The package includes", "Oslo would get"."""
    if draft.get("deal_status") not in ("considered", "agreed") or draft.rule.startswith("arms.use"):
        return False
    told = [context.reading.doc[p.start] for p in draft.places["deal_status"]]
    return all(told_by(t).time in _OPEN if is_verb(t) else t.tag_ in _PLAIN or t.lemma in _CONTENTS for t in told)


def _clearing(sentence: Span, context: Context) -> Party | None:
    """Who clears a sale."""
    return next((p for t in sentence if t.dep_ == "nsubj" and (p := context.parties.stated(t))), None)


def _is_to(recipient: str | None, sentence: Span, context: Context) -> bool:
    """Whether a sentence that clears a sale names who asked for it, or nobody: "sales to three countries"."""
    if recipient is None:
        return True
    named = {m.code for m in context.reading.mentions if sentence.start <= m.start < sentence.end and m.code}
    clearing = _clearing(sentence, context)
    return recipient in named or (clearing is not None and named == {clearing.code})


def _approval(sentence: Span) -> Token | None:
    """The word of approval in a sentence."""
    table = trigger_table("arms_triggers")
    for token in sentence:
        found = table.at(token)
        if found is None or found.sense != "op" or found.cue.extras["status"] != "approved":
            continue
        if not any(c.dep_ == "neg" for c in token.children) and not is_leave_sought(token):
            return token
    return None
