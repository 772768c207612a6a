"""Deployments of a document: a count, whose forces it counts, where they are, in what state, who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.attribution import Attribution
from pipelines.annotation.cues import senses
from pipelines.facts.arms.items import find_items
from pipelines.facts.draft import Draft, Place
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import Trigger
from pipelines.facts.troops import sides
from pipelines.facts.troops.counts import Count, find_counts
from pipelines.facts.when import put_dates

if TYPE_CHECKING:
    from spacy.tokens import Token

    from pipelines.facts.context import Context
    from pipelines.facts.troops.sides import Topic

FAMILY = "troop_deployment_estimates"
_MOVES = ("send", "go", "keep", "be", "withdraw")
_STRONG = ("send", "go", "keep", "withdraw", "op")
_UNCERTAIN = ("future", "possible", "conditional")
_HEARSAY = frozenset("appear seem say believe think report know understand".split())
_BORROWED = 0.75  # of a draft's weight, for each side that its own sentence does not tell


def find_deployments(context: Context, spoken: list[Topic]) -> list[Draft]:
    """The deployments of a document, one draft a place where one is told, in its order."""
    attribution = Attribution(context.reading, context.parties)
    of_weapons = {i.number for i in find_items(context.reading)}
    counts = [c for c in find_counts(context.reading) if c.number not in of_weapons and not _is_excluded(c)]
    drafts = [d for c in counts if (d := _draft(c, context, attribution, spoken)) is not None]
    for draft in drafts:
        _put_denials(draft, attribution)
    return drafts


def _is_excluded(count: Count) -> bool:
    """Casualties, prisoners, refugees, and the sizes of armies."""
    excluded = senses("troop_exclusions")
    noun = count.noun
    if any(t.lemma_.lower() in excluded for t in noun.children) or noun.lemma_.lower() in excluded:
        return True
    current, steps = noun, 0
    while current.head != current and steps < 4:
        below, current = current, current.head
        steps += 1
        if current.lemma_.lower() in excluded and below.dep_ not in ("advcl", "ccomp", "conj", "parataxis"):
            return True
        if is_verb(current) and current.lemma_.lower() not in ("be", "have"):
            break
    return noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in ("army", "military") and noun.dep_ == "pobj"


def _draft(count: Count, context: Context, attribution: Attribution, spoken: list[Topic]) -> Draft | None:
    triggers = sides.triggers_over(count.noun)
    move = next((t for t in triggers if t.sense in _MOVES), None)
    weight = 0.85
    listed = sides.listed_force(count.number.start, context)
    force = listed or sides.force_of(count.noun, triggers, context)
    own_force = force is not None
    heading = sides.heading_of(listed, spoken, context) if listed else None
    if heading is not None and heading.force is not None:
        force = heading.force  # "Italian soldiers abroad: - Lebanon: 1,100 - Kosovo: 850"
    if force is None:
        force, weight = sides.force_before(spoken, count.noun.i, context), weight * _BORROWED
    if force is None:
        return None
    host = (listed if heading else None) or sides.host_of(count.noun, triggers, context, force.code)
    told = host is not None
    if host is None:
        host, weight = sides.host_before(spoken, count.noun.i, context, force.code), weight * _BORROWED
    if host is None or sides.is_at_home(force.code, host.code):
        return None
    strong = any(t.sense in _STRONG for t in triggers)
    if not (told or strong or (listed and spoken) or (not count.elliptic and not own_force)):
        return None
    draft = Draft(FAMILY, count.noun.i, weight=weight)
    reading, number = context.reading, count.number
    place = Place(number.start, number.end, "number")
    draft.put("count_text", reading.doc[number.start : number.end].text, place)
    draft.put("count_low", number.low, place)
    draft.put("count_high", number.high, place)
    draft.put("count_qualifier", number.qualifier, place)
    draft.put("unit", count.unit, Place(count.noun.i, count.noun.i + 1, "force_nouns"))
    for column, name, found in (("force_country", "force_name", force), ("host_country", "place", host)):
        at = Place(found.start, found.end, found.rule)
        draft.put(column, found.code, at)
        draft.put(name, reading.doc[found.start : found.end].text, at)
    status, cues = _status(count, triggers, move)
    places = [Place(c.i, c.i + 1, "troop_triggers", "cue") for c in dict.fromkeys(cues)] or [place]
    draft.put("deployment_status", status, *places)
    if move is not None:
        put_dates(draft, move.token, ("date_from", "date_to"), context)
    speaker = attribution.speaker(count.noun)
    if speaker is not None:
        draft.put("claimant", speaker.label, Place(speaker.start, speaker.end, speaker.found_by))
    certainty = "planned" if status == "planned" else "reported" if speaker else "asserted"
    draft.put("certainty", certainty, *places)
    return draft


def _status(count: Count, triggers: list[Trigger], move: Trigger | None) -> tuple[str, list[Token]]:
    if move is None:
        operator = next((t for t in triggers if t.sense == "op"), None)
        return ("planned", [operator.token]) if operator else ("deployed", [count.noun])
    told = verdict(move.token)
    cues = [move.token] + ([told.cue] if told.cue else [])
    if move.sense == "withdraw":
        return ("deployed" if told.negated else "withdrawn"), cues
    planned = told.time in _UNCERTAIN or told.negated
    if told.time == "bare" and move.token.head.lemma_ in _HEARSAY:
        return "deployed", [*cues, move.token.head]
    for operator in triggers[triggers.index(move) + 1 :]:
        over = verdict(operator.token)
        if operator.sense == "withdraw":
            return "withdrawn", [*cues, operator.token]
        if operator.sense == "op" or over.time in _UNCERTAIN:
            return "planned", [*cues, operator.token]
    if (
        told.time == "bare"
        and is_verb(move.token)
        and any(c.lower_ == "to" and c.dep_ == "aux" for c in move.token.children)
    ):
        planned = True
    return ("planned" if planned else "deployed"), cues


def _put_denials(draft: Draft, attribution: Attribution) -> None:
    """Those of the two sides who deny something in the document, but for the one who gives the figure."""
    concerned = {draft.get("force_country"), draft.get("host_country")} - {draft.get("claimant")}
    found = {code: d.cue.i for d in reversed(attribution.denials) for code in d.codes if code in concerned}
    if found:
        cues = [Place(i, i + 1, "attribution:deny", "cue") for i in found.values()]
        draft.put("denied_by", list(found), *cues)
        draft.put("certainty", "denied", *cues)
