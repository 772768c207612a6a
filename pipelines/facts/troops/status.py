"""Whether forces are planned, deployed or withdrawn, by the words around the counted noun and their tense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.annotation.speech.saying import is_saying
from pipelines.facts.leave import is_letting
from pipelines.facts.qualifiers import Verdict, verdict
from pipelines.facts.roles import arguments, is_verb
from pipelines.facts.triggers import trigger_table
from pipelines.facts.troops.forces.sides import IN
from pipelines.facts.troops.moves import MOVES, change_of, clauses_on, told_of
from pipelines.facts.troops.phrases_told import has_them, is_lent, on_standby, size_of_mission
from pipelines.facts.troops.refused import is_open, refusal_over
from pipelines.facts.troops.told_of_move import had_in_clause, is_gone, sense_for
from pipelines.facts.troops.words import setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import ParsedDoc, Token
    from pipelines.facts.triggers import Trigger

_WARNING = ("tell", "urge", "warn")  # verbs of what may be no move: "were told to take shelter"
_UNCERTAIN = ("future", "possible", "conditional")


@dataclass(frozen=True)
class Status:
    """A code of ref.deployment_status with the tokens that tell it; code None where the deployment is ruled out."""

    code: str | None
    cues: tuple[Token, ...]
    rule: str


def status_of(noun: Token, triggers: list[Trigger]) -> Status:
    """The state in which the forces of a counted noun are."""
    if (around := _by_phrase(noun, triggers)) is not None:
        return around
    move = next((t for t in triggers if t.sense in MOVES), None)
    if move is None:
        return _without_move(noun, triggers)
    return _before_move(noun, move, triggers) or _by_move(noun, move, triggers)


def _by_phrase(noun: Token, triggers: list[Trigger]) -> Status | None:
    """What the phrase of the noun itself tells, whatever is done around it."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "with":
        holder = noun.head.head
        if is_lent(noun.head):
            return Status("planned", (holder.head,), "status:lent")
        if (noun.i < holder.i and is_verb(holder)) or has_them(holder):
            # "Germany, with 1,100 men in Mali, means to leave"; "Britain, with 1,000 troops, was told by phone"
            return Status("deployed", (noun.head,), "status:with")
    if (fewer := next((c for c in noun.children if c.lower_ == "fewer" and c.nbor(-1).like_num), None)) is not None:
        return Status("withdrawn", (fewer,), "status:fewer")  # "there will be 2,500 fewer soldiers in Iraq"
    if (size := size_of_mission(noun)) is not None:
        return Status("deployed", (size,), "status:size")
    if (standby := on_standby(noun, triggers)) is not None:
        return Status("planned", (standby,), "status:standby")
    pledged = next((t for t in told_of(noun) if t.sense == "op" and is_verb(t.token)), None)
    over = next((t for t in triggers if t.token == noun.head and t.sense == "send"), None)
    withheld = over is not None and verdict(over.token).negated  # "will not send the 600 whom the UN had hoped for"
    if pledged is not None and pledged.token.tag_ != "VBG" and not withheld:
        return Status("planned", (pledged.token,), "status:pledged")
    kept = had_in_clause(noun, triggers)
    return Status("deployed", (kept.token,), "status:had") if kept is not None else None


def _without_move(noun: Token, triggers: list[Trigger]) -> Status:
    """Where no word tells that forces go, stay or come: what is decided of them, else what the noun stands in."""
    if change_of(noun) == "before":
        return Status("deployed", (noun,), "status:before")
    nearest = next((t for t in triggers if t.sense in ("op", "refuse")), None)
    if nearest is None:
        return _without_verb(noun)
    if nearest.sense == "op" and refusal_over(nearest, triggers[triggers.index(nearest) + 1 :]) is not None:
        return Status(None, (nearest.token,), "status:refused")  # "turned down a request for 800 soldiers"
    if nearest.token.lemma_ in _WARNING and _does_something_else(nearest.token):
        return Status("deployed", (nearest.token,), "status:told")  # "its 9,000 personnel were told to shelter"
    if nearest.token.head.lemma in setting("prolonging"):
        return Status("deployed", (nearest.token, nearest.token.head), "status:staying")
    return Status(None if nearest.sense == "refuse" else "planned", (nearest.token,), f"status:{nearest.sense}")


def _does_something_else(bidding: Token) -> bool:
    """Whether those who are bidden are to do what is no move."""
    table = trigger_table("troop_triggers")
    ends = [c for c in bidding.children if c.dep_ == "xcomp" and c.tag_ == "VB"]
    return bool(ends) and not any(table.at(c) for c in ends)


def _before_move(noun: Token, move: Trigger, triggers: list[Trigger]) -> Status | None:
    """What settles the state before sense and tense of the word for a move are asked."""
    if noun.dep_ == "dobj" and noun.head == move.token and move.token.lemma_ in setting("joining"):
        gone = next((t.token for t in clauses_on(noun) if t.sense in ("withdraw", "leave")), None)
        if gone is not None and not verdict(gone).negated:
            return Status("withdrawn", (gone,), "status:withdraw")  # "to replace the 400 Danes who left in May"
        if move.token.lemma_ == "replace" and (civil := _replacement(noun, move.token)) is not None:
            return Status("withdrawn", (move.token, civil), "status:replaced")
        return Status("deployed", (noun,), "status:joined")  # "they will join 9,000 peacekeepers"
    if noun.dep_ == "pobj" and noun.head.lower_ in ("except", "but", "excepting"):
        return Status("deployed", (noun.head,), "status:except")
    if change_of(noun) == "before":
        return Status("deployed", (noun,), "status:before")
    nearer = next((t for t in triggers[: triggers.index(move)] if t.sense == "op"), None)
    if nearer is not None:
        return Status("planned", (nearer.token,), "status:operator")
    if is_gone(move.token):
        return Status("withdrawn", (move.token,), "status:withdraw")  # "are to be gone by the end of the year"
    if (bound := _is_to(move.token)) is not None:
        if bound.lemma_ in setting("staying"):
            return Status("deployed", (move.token, bound), "status:staying")
        return Status("planned", (move.token, bound), "status:infinitive")
    if (service := _trained_for(move.token)) is not None:
        return Status("planned", (move.token, service), "status:operator")
    table = trigger_table("troop_triggers")
    ahead = next((c for c in move.token.children if c.dep_ == "amod" and table.as_adjective(c)), None)
    if ahead is not None:
        return Status("planned", (ahead, move.token), "status:operator")  # "the planned deployment of 200"
    return None


def _by_move(noun: Token, move: Trigger, triggers: list[Trigger]) -> Status:
    """By the sense of the word for a move, its tense and negation, and the words above it."""
    told = verdict(move.token)
    negated = told.negated and not _is_not_only(move.token) and not _is_bound(move.token)
    cues = (move.token, *((told.cue,) if told.cue is not None else ()))
    sense = sense_for(move, noun)
    above = triggers[triggers.index(move) + 1 :]
    refusal = refusal_over(move, above)
    if sense == "withdraw" and (let := next((t for t in above if is_letting(t.token)), None)):
        return Status("planned", (*cues, let.token), "status:operator")  # they are let go abroad
    if sense == "withdraw":
        stays = negated or refusal is not None
        return Status("deployed" if stays else "withdrawn", cues, "status:withdraw")
    if refusal is not None:
        return Status(None, (*cues, refusal), "status:refused")
    if (leaving := next((t for t in above if sense_for(t, noun) == "withdraw"), None)) is not None:
        if not verdict(leaving.token).negated:
            return Status("withdrawn", (*cues, leaving.token), "status:withdraw")
    if negated and (sense in ("keep", "be", "host") or not is_open(move.token)):
        return Status(None, cues, "status:negated")
    return _by_time(move, told, negated, above, cues)


def _replacement(noun: Token, verb: Token) -> Token | None:
    """By whom a country replaces its own soldiers: "replaced its 77 soldiers with civilians"."""
    is_own = any(c.tag_ == "PRP$" for c in noun.children)
    return next((t for p, t in arguments(verb).obliques if p in ("with", "by")), None) if is_own else None


def _trained_for(verb: Token) -> Token | None:
    """The service for which forces are still trained: "is training 600 policemen for duty in Haiti"."""
    if verb.lemma_ not in setting("readying"):
        return None
    duties = (t for p, t in arguments(verb).obliques if p == "for")
    return next((t for t in duties if t.lemma in setting("duty")), None)


def _is_to(verb: Token) -> Token | None:
    """The infinitive that "is to" bears: "what is to become a force of 2,500"."""
    infinitives = (c for c in verb.children if c.dep_ == "xcomp" and verb.lemma_ == "be")
    return next((c for c in infinitives if any(x.lower_ == "to" and x.i == verb.i + 1 for x in c.children)), None)


def _is_to_act(verb: Token) -> bool:
    """Whether "is to" leads to an act of those who go: "his country is to lead the mission", not "is to be cut"."""
    infinitive = _is_to(verb)
    ending = trigger_table("troop_triggers").at(infinitive) if infinitive is not None else None
    return infinitive is not None and (ending is None or ending.sense not in ("withdraw", "reduce", "leave"))


def _by_time(move: Trigger, told: Verdict, negated: bool, above: list[Trigger], cues: tuple[Token, ...]) -> Status:
    if not negated and _must_go(move.token, told):
        return Status("withdrawn", cues, "status:must_go")
    if told.time == "bare" and move.token.head.lemma_ in setting("hearsay"):
        return Status("deployed", (*cues, move.token.head), "status:hearsay")
    will = told.time == "future" or (told.cue is not None and told.cue.lower_ == "would")  # "said that 80 would stay"
    if will and not negated and move.token.lemma_ in setting("staying"):
        return Status("deployed", cues, "status:staying")
    if told.time == "possible" and move.token.lemma_ in ("be", "number") and not negated:
        return Status("deployed", cues, "status:estimated")  # "there could be 12,000 of them"
    if told.time in _UNCERTAIN or negated:
        return Status("planned", cues, "status:tense")
    if told.time == "bare" and (lasting := _lasting(move.token)) is not None:
        return Status("deployed", (*cues, lasting), "status:staying")
    if (coming := _accompanied(move.token) or _after_the_present(move.token)) is not None:
        return Status("planned", (*cues, coming), "status:tense")
    open_ended = told.time == "bare" or not is_verb(move.token)
    for operator in above:
        over = verdict(operator.token)
        is_to = open_ended and _is_to_act(operator.token)
        if (operator.sense in ("op", "refuse") and open_ended) or over.time in _UNCERTAIN or is_to:
            return Status("planned", (*cues, operator.token), "status:operator")
    if (under_way := _being_sent(move) or _about_to_leave(move.token)) is not None and not negated:
        return Status("planned", (*cues, under_way), "status:under_way")
    infinitive = is_verb(move.token) and any(c.lower_ == "to" and c.dep_ == "aux" for c in move.token.children)
    if told.time == "bare" and infinitive:
        return Status("planned", cues, "status:infinitive")
    return Status("deployed", cues, "status:told")


def _must_go(verb: Token, told: Verdict) -> bool:
    """Whether soldiers are to go, and no place is told to which they do: "the 300 in Chad are to go by June"."""
    if verb.lemma_ != "go" or any(c.dep_ == "prep" and c.lower_ in IN for c in verb.children):
        return False
    is_bound = verb.dep_ == "xcomp" and verb.head.lemma_ in ("have", "be")
    return is_bound or (told.cue is not None and told.cue.lower_ in ("must", "should"))


def _being_sent(move: Trigger) -> Token | None:
    """What tells of those who have still to go: "is sending 500 soldiers", the headline "500 soldiers deploying"."""
    verb = move.token
    if verb.lemma_ not in setting("dispatching") or verb.tag_ != "VBG":
        return None
    top = verb.head if verb.dep_ == "acl" else verb
    if top == verb.sent.root and not any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        return verb
    return next((c for c in verb.children if c.dep_ == "aux" and c.lemma_ == "be"), None)


def _about_to_leave(verb: Token) -> Token | None:
    """What tells that those told beside something of the present go soon: "helps with a battalion leaving for Mali"."""
    if verb.tag_ != "VBG" or verb.dep_ != "acl" or verb.lemma_ not in setting("leaving_for"):
        return None
    over = next((t for t in verb.ancestors if is_verb(t)), None)
    led = any(c.dep_ == "prep" and c.lower_ in ("for", "to") for c in verb.children)
    return verb if led and over is not None and verdict(over).time != "past" else None


def _lasting(verb: Token) -> Token | None:
    """The verb that makes an infinitive last: "they continue to be stationed there"."""
    head = verb.head
    is_told = verb.dep_ == "xcomp" and head.lemma_ in setting("lasting")
    return head if is_told and verdict(head).time in ("present", "past") else None


def _after_the_present(verb: Token) -> Token | None:
    """The "before" that puts an act behind what is done now: "is to open a hospital before sending 200 engineers"."""
    before = verb.head
    if verb.tag_ != "VBG" or verb.dep_ != "pcomp" or before.lower_ != "before" or not is_verb(before.head):
        return None
    over = before.head
    while over.dep_ == "xcomp":
        over = over.head
    return before if verdict(over).time != "past" else None


def _accompanied(verb: Token) -> Token | None:
    """What tells that the act beside a participle is still to come: "will send 200, bringing the total to 800"."""
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or not is_verb(verb.head):
        return None
    said = (c for c in verb.head.children if c.dep_ == "ccomp" and c.i < verb.i and is_saying(verb.head))
    told = verdict(next(said, verb.head))  # "will send 400, his office said, raising the strength to 2,000"
    return told.cue if told.time in _UNCERTAIN and not told.negated else None


def _is_not_only(verb: Token) -> bool:
    return any(t.lower_ == "only" and t.i and t.nbor(-1).lower_ == "not" for t in verb.subtree if t.i < verb.i + 3)


def _is_bound(verb: Token) -> bool:
    """Whether the "no" of a clause belongs to a number: "no more than 2,000 have arrived"."""
    before = [t for t in verb.subtree if t.lower_ == "no" and t.i < verb.i]
    return any(t.nbor().lower_ in ("more", "fewer", "less") for t in before)


def _without_verb(noun: Token) -> Status:
    """Without a verb (a headline, a list) what is meant for a place is still to come: "500 troops for Manila"."""
    root = noun.sent.root
    bound = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("for", "to") and _leads(c)), None)
    if bound is not None and (bound.lower_ == "to" or root == noun or not is_verb(root)):
        return Status("planned", (bound,), "status:bound")
    verb = next((t for t in noun.ancestors if is_verb(t)), None)
    if verb is not None and (coming := _accompanied(verb)) is not None:
        return Status("planned", (coming,), "status:tense")
    told = verdict(verb) if verb is not None else None
    if told is not None and told.cue is not None and told.time in _UNCERTAIN and not told.negated:
        return Status("planned", (told.cue,), "status:uncertain")
    return Status("deployed", (noun,), "status:none")


def _leads(preposition: Token) -> bool:
    """Whether a preposition may lead to a place or a service: not "for comparison", "for example"."""
    return not any(c.lemma in setting("no_place") for c in preposition.children)


def status_under(start: int, end: int, doc: ParsedDoc) -> Status | None:
    """The state that the heading over a list tells, or None where it tells none."""
    table = trigger_table("troop_triggers")
    for token in reversed(list(doc[start:end])):
        trigger = table.at(token)
        if trigger is not None and trigger.sense in ("op", "withdraw"):
            code = "planned" if trigger.sense == "op" else "withdrawn"
            return Status(code, (token,), "status:heading")
    return None
