"""How far a deal has got: the status of its trigger, changed by tense, negation and by what governs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.status.beside import is_background, is_begun, is_made
from pipelines.facts.arms.status.stage_above import Stage, appeals_to_cancel, apply, brings_about
from pipelines.facts.arms.status.undone import failed_blocks, reviving, undoing
from pipelines.facts.arms.status.verbs import UNREAL, own_status, told_by
from pipelines.facts.qualifiers import is_past_perfect
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.triggers import Trigger

_INTENDING = words("arms_words", "intending")
_LEARNING = words("arms_words", "learning")
_SALES = words("arms_words", "sale")
_SCHEDULED = words("arms_words", "scheduled")
_MEANS = words("arms_words", "means")
_HOLDING = words("arms_words", "holding") | {"be"}
_PENDING = words("arms_words", "pending")
_RESUMING = words("arms_words", "resuming")


def deal_status(trigger: Trigger, above: list[Trigger], beside: tuple[Trigger, ...]) -> Stage:
    """The stage that a deal's words tell: the trigger's own, then what each cue above it makes of it."""
    stage = _own_stage(trigger, above)
    appeals = appeals_to_cancel(above)
    failed = failed_blocks(above)
    for operator in above:
        if operator.token not in appeals and operator.token not in failed:
            apply(stage, operator, trigger)
    if failed and trigger.cue.phrase in _SALES and stage.status == "considered":
        stage.status = "approved"  # what others wanted to block was cleared
        stage.cues += failed
    if any(o.sense == "carry" and is_verb(o.token) and told_by(o.token).negated for o in above):
        stage.status = "considered"  # "the package does not include", "a transfer is not included"
    for own in beside:
        _apply_beside(stage, own)
    telling = [o for o in above if o.sense != "deal" or not is_verb(o.token) or brings_about(o.token, trigger.token)]
    if not telling and stage.status == "agreed" and is_background(trigger):
        stage.status = "delivered"
    revived = reviving(above) if stage.status == "cancelled" else None
    if revived is not None:
        stage.status = "agreed"
        stage.cues.append(revived)
    undone = undoing(trigger.token)
    if undone is not None and stage.status in ("considered", "approved", "agreed"):
        stage.status = "cancelled"
        stage.cues.append(undone)
    _ask(stage, trigger.token)
    stage.is_resumed = stage.cues == [trigger.token] and _is_resuming(trigger.token)
    return stage


def _own_stage(trigger: Trigger, above: list[Trigger]) -> Stage:
    """The stage that the trigger tells by itself, as a verb or as a noun."""
    token, told = trigger.token, told_by(trigger.token)
    stage = Stage(trigger.cue.extras["status"] or "agreed", [token])
    if is_verb(token):
        stage.status = own_status(trigger, told)
        stage.is_past_perfect = is_past_perfect(token)
        if told.time == "bare" and not above:
            stage.status = _infinite_status(trigger, stage.status)
    else:
        if told.negated or _is_lacking(token):
            is_unwanted = told.negated and trigger.cue.phrase in _INTENDING  # "has no interest in"
            stage.status = "cancelled" if is_unwanted else "considered"
        elif trigger.cue.extras["transfer_kind"] == "upgrade" and _is_behind(token):
            stage.status = "delivered"
        elif stage.status == "delivered" and (_is_to_come(token) or _is_pending(token)):
            stage.status = "agreed"
        elif stage.status == "agreed" and _would_hold(token):
            stage.status = "considered"
        _add_adjectives(stage, token)
    if told.cue is not None:
        stage.cues.append(told.cue)
    return stage


def _infinite_status(trigger: Trigger, status: str) -> str:
    """The stage of an infinitive or gerund without a cue above it, where `status` is what the verb tells by itself."""
    verb = trigger.token
    if _is_purpose(verb):
        status = "considered"
    if not any(c.lower_ == "to" for c in verb.children):
        return status
    is_learnt = trigger.sense == "use" and verb.head.lemma_ in _LEARNING
    is_open = not is_learnt and verb.dep_ == "xcomp" and verb.head.lower_ not in _SCHEDULED
    is_open = is_open or (verb.dep_ in ("acl", "relcl") and verb.head.lemma in _MEANS)
    return "considered" if is_open else "delivered" if is_learnt else status


def _apply_beside(stage: Stage, own: Trigger) -> None:
    """What a clause on the weapon makes of a stage: "expects to take delivery of the first drones ordered from"."""
    status = own_status(own, told_by(own.token)) if is_verb(own.token) else own.cue.extras["status"]
    if own.cue.phrase == "be in service" and not _is_served_with(own.token):
        return  # "will get F-16s, which have been in service since 1998": with others
    if is_begun(own):
        status = "delivered"
    is_there = stage.status in ("approved", "agreed") and status == "delivered"
    is_agreed = stage.status in ("considered", "approved") and status == "agreed" and is_made(own)
    if is_there or is_agreed:
        stage.status = status
        stage.cues.append(own.token)


def _is_served_with(verb: Token) -> bool:
    """Whether it is told with whom a weapon is in service."""
    phrases = [c for c in verb.subtree if c.dep_ == "prep" and c.lower_ == "with" and c.i > verb.i]
    return bool(phrases) or any(c.tag_ == "WRB" for c in verb.children)


def _is_purpose(verb: Token) -> bool:
    """Whether a gerund tells what is only aimed at: "a budget for buying 16 aircraft", "is to decide on buying"."""
    if verb.tag_ != "VBG" or verb.dep_ != "pcomp":
        return False
    over = verb.head.head
    return verb.head.lower_ in ("on", "about", "towards") or (verb.head.lower_ == "for" and over.lemma in _MEANS)


def _is_pending(noun: Token) -> bool:
    """Whether what is to be delivered is told to be open: "pending deliveries include", "outstanding shipments"."""
    return any(c.dep_ in ("amod", "compound") and c.lower_ in _PENDING for c in noun.children)


def _is_behind(noun: Token) -> bool:
    """Whether work is told to be done: "have returned after an overhaul in France"."""
    verb = next((t for t in noun.ancestors if is_verb(t)), None)
    is_after = noun.dep_ == "pobj" and noun.head.lower_ in ("after", "following")
    return is_after and verb is not None and told_by(verb).time == "past" and not told_by(verb).negated


def _is_to_come(noun: Token) -> bool:
    """Whether what a noun names lies ahead: "deliveries will run until 2028", "are under construction for delivery"."""
    subject = noun.first_conjunct
    if subject.dep_ == "pobj" and subject.head.lower_ == "for":
        return True
    return subject.dep_ in ("nsubj", "nsubjpass", "dobj") and any(
        told_by(verb).time in UNREAL
        for verb in (
            subject.head,
            *(c for c in subject.head.children if c.dep_ == "xcomp" and subject.head.lemma_ == "be"),
        )
    )


def _would_hold(noun: Token) -> bool:
    """Whether a deal is not made yet: "the contract would cover 12 jets", but not "the contract may be delayed"."""
    verb = noun.head
    return noun.dep_ == "nsubj" and verb.lemma in _HOLDING and told_by(verb).time in UNREAL[:2]


def _is_resuming(noun: Token) -> bool:
    """Whether a noun speaks of a deal told before: "The deal covers 12 jets", but "The deal, signed in May, covers"."""
    is_pointing = any(c.lower_ in ("the", "this", "that") for c in noun.children if c.dep_ == "det")
    has_clause = any(c.dep_ in ("acl", "relcl") for c in noun.children)
    return noun.lemma in _RESUMING and is_pointing and not has_clause


def _is_lacking(noun: Token) -> bool:
    """Whether a deal is what is not there: "without a contract", "without any sign of an order"."""
    over = noun
    while over.dep_ == "pobj" and over.head.lower_ == "of":
        over = over.head.head
    return over.dep_ == "pobj" and over.head.lower_ == "without"


def _add_adjectives(stage: Stage, noun: Token) -> None:
    """ "a possible sale", "the planned purchase" """
    table = trigger_table("arms_triggers")
    for child in noun.children:
        is_told = child.dep_ == "amod" or (child.dep_ == "acl" and child.tag_ == "VBN" and _is_decided(child))
        cue = table.at(child) if is_told else None
        if cue is not None and cue.sense == "op" and cue.cue.extras["status"]:
            stage.status = cue.cue.extras["status"]
            stage.cues.append(child)


def _is_decided(participle: Token) -> bool:
    """Whether a headline's participle tells what came of a deal: "Boxer buy scrapped", "C-130 buy cleared by US"."""
    found = trigger_table("arms_triggers").at(participle)
    return found is not None and found.cue.extras["status"] in ("approved", "cancelled") and found.sense == "op"


def _ask(stage: Stage, token: Token) -> None:
    """A question leaves it open, unless the answer is no."""
    if stage.status == "cancelled" or token.sent[-1].text != "?" or token.head.dep_ == "relcl":
        return
    after = token.doc[token.sent.end : token.sent.end + 2]
    mark = token.sent[-1]
    answer = next((t for t in after if t.lower_ == "no"), None)
    stage.status = "cancelled" if answer is not None else "considered"
    stage.cues.append(answer if answer is not None else mark)
