"""Deployments of a document: a count, whose forces it counts, where they are, in what state, who says so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipelines.annotation.attribution import Attribution
from pipelines.annotation.cues import senses
from pipelines.facts.draft import Draft, Place
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import arguments, governors, is_verb, subjects
from pipelines.facts.triggers import Trigger, trigger_table
from pipelines.facts.troops.counts import Count, find_counts

if TYPE_CHECKING:
    from spacy.tokens import Token

    from pipelines.annotation.parties import Party
    from pipelines.annotation.reading import Mention
    from pipelines.facts.context import Context

FAMILY = "troop_deployment_estimates"
_MOVES = ("send", "go", "keep", "be", "withdraw")
_IN = ("in", "into", "to", "inside", "across", "at", "on", "near", "along", "throughout", "around", "within", "onto", "over", "toward", "towards", "against", "outside")
_OUT = ("from", "out")
_GUARDED = ("keep", "be", "go")


@dataclass(frozen=True)
class _Side:
    """A code with the tokens that told it."""

    code: str
    start: int
    end: int
    rule: str


def find_deployments(context: Context) -> list[Draft]:
    """The deployments of a document, one draft a place where one is told, in its order."""
    attribution = Attribution(context.reading, context.parties)
    drafts: list[Draft] = []
    for count in find_counts(context.reading):
        if _is_excluded(count):
            continue
        draft = _draft(count, context, attribution, drafts)
        if draft is not None:
            drafts.append(draft)
    for draft in drafts:
        _put_denials(draft, attribution, context)
    return drafts


def _is_excluded(count: Count) -> bool:
    """Casualties, prisoners and the sizes of armies."""
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


def _triggers(count: Count) -> list[Trigger]:
    table = trigger_table("troop_triggers")
    found = []
    for clause in count.noun.children:
        if clause.dep_ in ("relcl", "acl") and (trigger := table.at(clause)):
            found.append(trigger)
    below = count.noun
    for token in governors(count.noun):
        trigger = table.at(token)
        if trigger is not None:
            found.append(trigger)
        if is_verb(token) and token.dep_ in ("conj", "advcl", "relcl", "parataxis"):
            break
        below = token
    del below
    return found


def _draft(count: Count, context: Context, attribution: Attribution, earlier: list[Draft]) -> Draft | None:
    triggers = _triggers(count)
    move = next((t for t in triggers if t.sense in _MOVES), None)
    before = earlier[-1] if earlier and _distance(earlier[-1], count, context) <= 2 else None
    if count.elliptic and (move is None or before is None):
        return None
    force = _force(count, triggers, context)
    host = _host(count, triggers, context, force)
    weight = 0.85
    if force is None and before is not None:
        force, weight = _borrowed(before, "force", context), weight * 0.7
    if host is None or (force is not None and host.code == force.code):
        host = None
        fallback = next((d for d in reversed(earlier) if d.get("host_country") and force and d.get("force_country") == force.code), before)
        if fallback is not None:
            host, weight = _borrowed(fallback, "host", context), weight * 0.7
        if host is not None and force is not None and host.code == force.code:
            host = None
    if move is None and host is None:
        return None
    if force is None and host is None:
        return None
    draft = Draft(FAMILY, count.noun.i, weight=weight)
    reading, number = context.reading, count.number
    place = Place(number.start, number.end, "number")
    draft.put("count_text", reading.doc[number.start : number.end].text, place)
    draft.put("count_low", number.low, place)
    draft.put("count_high", number.high, place)
    draft.put("count_qualifier", number.qualifier, place)
    draft.put("unit", count.unit, Place(count.noun.i, count.noun.i + 1, "force_nouns"))
    for side, found in (("force", force), ("host", host)):
        if found is not None:
            at = Place(found.start, found.end, found.rule)
            draft.put(f"{side}_country", found.code, at)
            draft.put("force_name" if side == "force" else "place", reading.doc[found.start : found.end].text, at)
    status, cues = _status(count, triggers, move)
    places = [Place(c.i, c.i + 1, "troop_triggers", "cue") for c in dict.fromkeys(cues)] or [place]
    draft.put("deployment_status", status, *places)
    speaker = attribution.speaker(count.noun)
    if speaker is not None:
        draft.put("claimant", speaker.label, Place(speaker.start, speaker.end, speaker.found_by))
    certainty = "planned" if status == "planned" else "reported" if speaker else "asserted"
    draft.put("certainty", certainty, *places)
    return draft


def _distance(draft: Draft, count: Count, context: Context) -> int:
    index = context.reading.sentence_index
    return index[count.noun.i] - index[draft.anchor]


def _borrowed(draft: Draft, side: str, context: Context) -> _Side | None:
    code = draft.get(f"{side}_country")
    if code is None:
        return None
    place = draft.places[f"{side}_country"][0]
    return _Side(code, place.start, place.end, place.found_by)


def _side(party: Party | None) -> _Side | None:
    return _Side(party.code, party.start, party.end, f"party:{party.rule}") if party else None


def _force(count: Count, triggers: list[Trigger], context: Context) -> _Side | None:
    """Whose forces: what the counted noun says, else who sends, else who the noun's own subject is."""
    parties = context.parties
    if not count.elliptic or count.noun.pos_ != "NUM":
        mention = context.reading.mention_at(count.noun.i)
        if mention is not None and mention.code and mention.label in ("nationality", "military_unit", "armed_group"):
            return _Side(mention.code, mention.start, mention.end, "party:name")
        party = parties.stated(count.noun)
        if party is not None and party.rule in ("modifier", "name", "apposition"):
            return _side(party)
        for preposition, token in arguments(count.noun).obliques:
            if preposition in ("from", "of") and (party := parties.stated(token)):
                return _side(party)
        head = count.noun.head
        if head.lower_ == "of" and head.head.pos_ == "NOUN" and (party := parties.stated(head.head)) and party.rule == "modifier":
            return _side(party)
    for trigger in triggers:
        token = trigger.token
        if is_verb(token):
            agents = [t for t in subjects(token) if t != count.noun and not _is_within(count.noun, t)]
            found = arguments(token)
            if trigger.sense in ("send", "keep", "withdraw", "op", "be"):
                for agent in (*agents, *found.by("by")):
                    party = parties.of(agent)
                    if party is not None and not parties.is_place_only(agent):
                        return _side(party)
        else:
            for modifier in arguments(token).modifiers:
                if party := parties.of(modifier):
                    return _side(party)
    return None


def _is_within(inner: Token, outer: Token) -> bool:
    return outer == inner or outer.is_ancestor(inner)


def _host(count: Count, triggers: list[Trigger], context: Context, force: _Side | None) -> _Side | None:
    """Where: the places of the counted noun's and the triggers' phrases, then any other place of the sentence."""
    withdrawing = any(t.sense == "withdraw" for t in triggers)
    prepositions = (*_IN, *_OUT) if withdrawing else _IN
    tokens = [count.noun, *(t.token for t in triggers)]
    for preposition_group in ((_OUT, _IN) if withdrawing else (_IN,)):
        for token in tokens:
            for preposition, pobj in arguments(token).obliques:
                if preposition in preposition_group and (place := _place(pobj, context)) and (force is None or place.code != force.code):
                    return place
        for trigger in triggers:
            for theme in arguments(trigger.token).themes if trigger.sense in ("go", "withdraw") else []:
                if (place := _place(theme, context)) and (force is None or place.code != force.code):
                    return place
    del prepositions
    sentence = count.noun.sent
    best: tuple[int, Mention] | None = None
    for mention in context.reading.of_label("country", "location", "facility"):
        if sentence.start <= mention.start < sentence.end and mention.code and (force is None or mention.code != force.code):
            head = context.reading.head(mention.start, mention.end)
            if head.dep_ == "pobj" and head.head.lower_ in prepositions_of(withdrawing):
                gap = abs(mention.start - count.noun.i)
                if best is None or gap < best[0]:
                    best = (gap, mention)
    if best is not None:
        return _Side(best[1].code or "", best[1].start, best[1].end, "host:sentence")
    return None


def prepositions_of(withdrawing: bool) -> tuple[str, ...]:
    """The prepositions before a place in which forces are, or from which they go."""
    return (*_IN, *_OUT) if withdrawing else _IN


def _place(token: Token, context: Context) -> _Side | None:
    mention = context.reading.mention_at(token.i)
    if mention is not None and mention.code and mention.label in ("country", "location", "facility"):
        return _Side(mention.code, mention.start, mention.end, "host:place")
    for child in token.children:
        if child.dep_ in ("poss", "compound", "amod", "nmod", "appos"):
            inner = context.reading.mention_at(child.i)
            if inner is not None and inner.code and inner.label in ("country", "location", "nationality", "facility"):
                return _Side(inner.code, inner.start, inner.end, "host:modifier")
        if child.dep_ == "prep" and child.lower_ in ("of", "in"):
            for pobj in child.children:
                inner = context.reading.mention_at(pobj.i)
                if inner is not None and inner.code and inner.label in ("country", "location", "facility"):
                    return _Side(inner.code, inner.start, inner.end, "host:of")
    if token.lemma_.lower() in ("country", "nation", "state", "territory", "soil", "island", "kingdom", "capital"):
        party = context.parties.of(token)
        return replace(_side(party), rule="host:reference") if party else None  # type: ignore[type-var]
    return None


def _status(count: Count, triggers: list[Trigger], move: Trigger | None) -> tuple[str, list[Token]]:
    if move is None:
        return "deployed", [count.noun]
    told = verdict(move.token)
    cues = [move.token] + ([told.cue] if told.cue else [])
    if move.sense == "withdraw":
        return "withdrawn", cues
    planned = told.time in ("future", "possible", "conditional") or told.negated
    index = triggers.index(move)
    for operator in triggers[index + 1 :]:
        over = verdict(operator.token)
        if operator.sense == "withdraw":
            return "withdrawn", [*cues, operator.token]
        if operator.sense == "op" or over.time in ("future", "possible", "conditional"):
            planned, cues = True, [*cues, operator.token]
            break
    if told.time == "bare" and is_verb(move.token) and any(c.lower_ == "to" and c.dep_ == "aux" for c in move.token.children):
        planned = True
    return ("planned" if planned else "deployed"), cues


def _put_denials(draft: Draft, attribution: Attribution, context: Context) -> None:
    """Deniers who are party to the deployment, or deny where the force is spoken of."""
    force, host = draft.get("force_country"), draft.get("host_country")
    codes, places = [], []
    for denial in attribution.denials:
        for code in denial.codes:
            if code in (force, host) and code not in codes and code != draft.get("claimant"):
                codes.append(code)
                places.append(Place(denial.cue.i, denial.cue.i + 1, "attribution:deny", "cue"))
    if codes:
        draft.put("denied_by", codes, *places)
