"""Deals of those who do as others did: "Serbia followed suit", "as does Uzbekistan", "so will Denmark".

Who does so stands where the subject of the deal before stood: a further buyer, or a further giver.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.cells import FAMILY, put_side
from pipelines.facts.arms.merge import family_of
from pipelines.facts.arms.status.operators import operators
from pipelines.facts.draft import Draft, Place
from pipelines.facts.likewise.echoes import Echo, echoes
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import arguments, governors, is_verb, subjects
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context

_WEIGHT = 0.6
_BACK = 2  # sentences in which the deal was told
_SIDES = ("supplier", "recipient")
_WEAPON = ("weapon_text", "weapon_system", "weapon_class", "transfer_kind")
_DEALS = words("arms_words", "firm") | words("arms_words", "loose")
_AHEAD = ("future", "conditional")


def deals_done_likewise(told: list[Draft], context: Context) -> list[Draft]:
    """The drafts of who does as the one whose deal was told last, one a weapon of that deal."""
    known = {(family_of(d), d.get(f"{side}_country")) for d in told for side in _SIDES}
    drafts: list[Draft] = []
    for echo in echoes(context.reading.doc) if told else ():
        before = _before(echo, told, context)
        side = _side_of_subject(before[-1], context) if before and not _is_other_deed(echo) else None
        if side is None or (side == "supplier" and not echo.is_exact):
            continue  # "Oslo sent guns. Riga followed": with what is not told
        status = _status(echo, before[-1].get("deal_status"), context)
        parties = [context.parties.stated(t) for t in echo.agents]
        for draft in before if status is not None else ():
            other = next(s for s in _SIDES if s != side)
            for party in parties:
                if party is None or party.kind == "company" or (family_of(draft), party.code) in known:
                    continue
                if party.code != draft.get(f"{other}_country"):
                    drafts.append(_likewise(draft, side, party, echo, str(status), context))
        known |= {(family_of(d), p.code) for d in before for p in parties if p is not None}
    return drafts


def _before(echo: Echo, told: list[Draft], context: Context) -> list[Draft]:
    """The drafts of the deal that was told last before a clause, each of another weapon."""
    index, here = context.reading.sentence_index, echo.token.i
    reach = 0 if echo.is_within else 1 if echo.is_left_out else _BACK
    near = [d for d in told if d.anchor < here and index[here] - index[d.anchor] <= reach]
    near = [d for d in near if echo.may_stand_for(context.reading.doc[d.anchor])]
    near = [d for d in near if context.paragraphs[d.anchor] == context.paragraphs[here]]
    last = max(near, key=lambda d: d.anchor, default=None)
    same = [d for d in near if last is not None and d.places["deal_status"][0] == last.places["deal_status"][0]]
    return list({d.places["weapon_text"][0]: d for d in same}.values())


def _side_of_subject(draft: Draft, context: Context) -> str | None:
    """The side of a deal whose words are the subject of its verb."""
    token = context.reading.doc[draft.places["deal_status"][0].start]
    verb = token if is_verb(token) else next((g for g in governors(token) if is_verb(g)), token)
    parties = (context.parties.of(t) for t in subjects(verb))
    codes = {p.code for p in parties if p is not None}
    return next((side for side in _SIDES if draft.get(f"{side}_country") in codes), None)


def _is_other_deed(echo: Echo) -> bool:
    """Whether what is followed with is another thing than a deal: "followed with strikes"."""
    return any(t.lemma_.lower() not in _DEALS for t in arguments(echo.token).by("with"))


def _status(echo: Echo, before: str, context: Context) -> str | None:
    """How far it has got with who does so, or None where that is not told."""
    if echo.is_denied:
        return "cancelled"
    table, told = trigger_table("arms_triggers"), verdict(echo.token)
    own = table.at(echo.token) if echo.word == "to" else None
    above = [own] if own is not None else operators(echo.token, table, context.blocks)
    decided = next((o.cue.extras["status"] for o in above if o.sense == "op"), None)
    if echo.word == "to" and not decided:
        return None
    if told.negated:
        return "cancelled"
    if told.time == "possible":
        return "considered"
    if decided:
        return decided
    if before == "delivered" and (told.time in _AHEAD or echo.is_ahead):
        return "agreed"
    return before


def _likewise(before: Draft, side: str, party: Party, echo: Echo, status: str, context: Context) -> Draft:
    draft = Draft(FAMILY, echo.token.i, weight=_WEIGHT, rule="arms.further_buyer")
    other = next(s for s in _SIDES if s != side)
    draft.take(before, *_WEAPON, f"{other}_country", f"{other}_name")
    put_side(draft, side, party, f"party:{party.found_by}", context)
    cue = Place(echo.token.i, echo.token.i + 1, "further_buyer", "cue")
    draft.put("deal_status", status, cue)
    draft.put("certainty", "possible" if status == "considered" else "asserted", cue)
    return draft
