"""What the cues above a trigger make of a deal's stage: "approved the sale", "gave up its plan", "talks on a deal"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.dealings.no_dealings import only_says
from pipelines.facts.arms.sides.permissions import is_leave_sought
from pipelines.facts.arms.status.verbs import (
    UNREAL,
    is_ahead,
    is_bygone,
    is_called_wrong,
    is_thwarted,
    own_status,
    told_by,
)
from pipelines.facts.leave import is_letting
from pipelines.facts.qualifiers import is_not_yet, is_past_perfect
from pipelines.facts.roles import is_passive, is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.qualifiers import Verdict
    from pipelines.facts.triggers import Trigger

RANK = {"considered": 1, "approved": 2, "agreed": 3, "delivered": 4, "cancelled": 5}
_SAYING = words("arms_words", "unveiling")
_ORDINALS = words("arms_words", "ordinal")
_SIGNING = words("arms_words", "signing")
_APPEALING = words("arms_words", "appealing")
_LIFTING = words("arms_words", "lifting")
_DECIDING = words("arms_words", "deciding")
_ATTEMPTING = words("arms_words", "attempting")
_STEPS = words("arms_words", "step")
_SUBORDINATE = words("arms_words", "subordinate")
_GETTING = words("arms_words", "getting")
_COMPLETING = words("arms_words", "completing")
_SALES = words("arms_words", "sale")
_LICENSING = words("arms_words", "licensing")
_LICENCES = words("arms_words", "licence")
_IMMINENT = words("arms_words", "imminent")
_INTENDING = words("arms_words", "intending")
_MAKING = words("arms_words", "making")
_CONTRIBUTING = words("arms_words", "contributing")


@dataclass
class Stage:
    """How far a deal has got, and the tokens that tell it.

    Attributes:
        is_past_perfect: whether it is told as what came before something newer.
        is_resumed: whether only a noun tells it that speaks of a deal told before, however far that had got.
    """

    status: str
    cues: list[Token] = field(default_factory=list)
    is_past_perfect: bool = False
    is_resumed: bool = False


def _is_apart(operator: Trigger, trigger: Trigger, told: Verdict, before: str) -> bool:
    """Whether a cue above tells nothing of how far the deal has got."""
    status = operator.cue.extras["status"]
    if not status or (operator.sense == "deal" and not is_verb(operator.token) and is_verb(trigger.token)):
        return True
    if operator.cue.phrase in _IMMINENT and trigger.cue.extras["status"] == "delivered":
        return True  # "is about to deliver": agreed, as whoever delivers has
    if trigger.sense == "op" and operator.sense in ("buy", "sell"):
        return True  # "gave the green light"
    if operator.sense == "lose" and is_verb(trigger.token):
        return True  # "of the tanks that Oslo gave, eight have been lost"
    if operator.sense == "use" and (told.negated or told.time == "possible"):
        return True  # "cannot fly the jets that Moscow sold"
    if operator.cue.phrase in _CONTRIBUTING and any(c.lower_ == "to" for c in operator.token.children):
        if trigger.cue.phrase in _SALES and trigger.token.dep_ == "nsubj":
            return True  # "this sale will contribute to the security of"
    if operator.sense == "buy" and operator.cue.phrase == "get" and trigger.sense == "sell" and before != "delivered":
        return True  # "got a promise of 50"
    if only_says(operator) or _is_of_one_more(operator, trigger):
        return True  # "announced that Angola had asked for"
    if operator.sense == "arrive" and trigger.sense in ("buy", "deal") and not is_verb(trigger.token):
        return True  # "the next deal came in June": no weapon has come
    if operator.sense == "arrive" and any(c.dep_ == "dobj" for c in operator.token.children):
        reached = [c for c in operator.token.children if c.dep_ == "dobj"]
        if trigger.sense == "buy" or any(c.is_ancestor(trigger.token) for c in reached):
            return True  # "reached a deal to buy", "has followed the wait for boats that Oslo sold"
    if operator.sense in ("buy", "use") and is_verb(trigger.token) and _is_content(trigger.token):
        return True  # "welcomed the decision to send tanks"
    if operator.sense == "arrive" and is_verb(trigger.token) and trigger.token.dep_ == "acl":
        return True  # "the request to buy tanks comes amid": no weapon has come
    if status == "cancelled" and (_is_appeal(operator.token) or _is_only_open(operator.token)):
        return True
    if operator.cue.phrase in _GETTING and trigger.cue.extras["status"] == "considered" and not is_verb(trigger.token):
        return True  # "received an offer for"
    is_got = told.time in ("past", "present") and not told.negated
    if operator.cue.phrase in _GETTING and is_got and _gets_order(operator.token):
        return True  # "received an order for the support of"
    if operator.cue.phrase == "make" and trigger.cue.extras["status"] == "considered":
        return True  # "made a new proposal"
    is_kept = status == "cancelled" and told.negated  # "has not given up on the contract"
    return is_kept and before == "agreed" and not is_verb(trigger.token)


def _gets_order(verb: Token) -> bool:
    """Whether what is received is an order or a contract, and no weapon."""
    got = (trigger_table("arms_triggers").at(c) for c in verb.children if c.dep_ == "dobj" and not is_verb(c))
    return any(t is not None and t.sense in ("buy", "deal") for t in got)


def _is_of_one_more(operator: Trigger, trigger: Trigger) -> bool:
    """Whether what is announced has been delivered: "announced the delivery of the second aircraft"."""
    if operator.cue.phrase not in _SAYING or trigger.cue.extras["status"] != "delivered" or is_verb(trigger.token):
        return False
    given = (g for c in trigger.token.children if c.lower_ == "of" for g in c.children)
    return any(c.lower_ in _ORDINALS for g in given for c in g.children)


def apply(stage: Stage, operator: Trigger, trigger: Trigger) -> None:
    """What a cue above makes of a stage."""
    told = told_by(operator.token)
    is_done = is_verb(trigger.token) and told_by(trigger.token).time in ("past", "present")
    if _is_apart(operator, trigger, told, stage.status) or (is_done and operator.sense == "none"):
        return  # the latter: "replaces vehicles that it has given"
    status = _moved(operator, trigger, told, stage.status)
    if status != stage.status:
        stage.status = status
        stage.cues += [operator.token, *([told.cue] if told.cue is not None else [])]
        stage.is_past_perfect = (
            is_past_perfect(operator.token) if is_verb(operator.token) else is_bygone(operator.token)
        )


def _moved(operator: Trigger, trigger: Trigger, told: Verdict, before: str) -> str:
    """The stage to which a cue above moves a deal; the one before where it moves nothing."""
    status = operator.cue.extras["status"]
    is_done = is_verb(trigger.token) and told_by(trigger.token).time in ("past", "present")
    if _is_lifted(operator):
        return "approved"  # "lifted its veto"
    if operator.cue.phrase == "give up":
        return "cancelled"  # "gave up its plan to buy"
    if operator.sense == "await":
        return {"delivered": "agreed", "agreed": "considered"}.get(before, before)
    if operator.sense == "delay" and (status != "cancelled" or is_passive(operator.token)):
        return "agreed" if before == "delivered" else before
    if status == "cancelled":
        return "considered" if told.negated or told.time in ("possible", "conditional") else "cancelled"
    if (operator.sense == "op" and status == "approved") or _is_licensed(operator, trigger) or _grants(operator):
        return before if is_done or before == "cancelled" else _approved(operator, told)  # "voted to block it"
    if operator.sense == "op":
        return _by_operator(operator, trigger, told, before, is_done=is_done)
    return _by_dealing(operator, trigger, told, before, is_done=is_done)


def _approved(operator: Trigger, told: Verdict) -> str:
    """The stage that a word of approval leaves: "approved", "may approve", "asked for approval".

    Who says that he will allow a thing has decided it.
    """
    unsure = UNREAL[:2] if is_letting(operator.token) else UNREAL
    is_open = told.negated or told.time in unsure or is_ahead(operator.token)
    return "considered" if is_open or is_leave_sought(operator.token) else "approved"


def _by_operator(operator: Trigger, trigger: Trigger, told: Verdict, before: str, *, is_done: bool) -> str:
    """The stage to which a word moves a deal that is none itself: "plan", "confirm", "decide", "begin"."""
    status = operator.cue.extras["status"]
    if status == "considered":
        if before == "cancelled" or (is_done and before == "delivered"):
            return before
        return "cancelled" if is_thwarted(operator) or _is_not_meant(operator, told) else "considered"
    if operator.cue.phrase == "confirm":  # "confirmed the sale"; else it moves nothing, nor does "not confirmed"
        is_sale = before == "considered" and trigger.cue.phrase in _SALES
        return "agreed" if is_sale and told.time == "past" and not told.negated else before
    if status == "agreed":
        return _agreed(operator, told, before)
    if before == "delivered" and told.time == "future":
        return "agreed"  # "deliveries will begin"
    is_sale = trigger.token.head == operator.token and not is_verb(trigger.token)
    is_whole = operator.cue.phrase in _COMPLETING and is_sale  # "the sale has been completed"
    is_there = told.time in ("past", "present") and not told.negated
    return "delivered" if is_there and (is_whole or trigger.cue.extras["status"] == "delivered") else before


def _by_dealing(operator: Trigger, trigger: Trigger, told: Verdict, before: str, *, is_done: bool) -> str:
    """The stage to which a dealing moves the one that is told below it: "hopes for an order", "signed a contract"."""
    status = operator.cue.extras["status"]
    if operator.sense == "deal" and not is_verb(operator.token) and trigger.sense == "sell":
        return status  # "the contract covers the sale of"
    if operator.sense == "deal" and not brings_about(operator.token, trigger.token):
        return before  # "made a determination"
    if operator.sense in ("buy", "sell", "use") and trigger.sense in ("deal", "buy") and not is_verb(trigger.token):
        is_open = status == "considered" or told.negated or told.time in UNREAL[:2]
        return "considered" if is_open else before  # "hopes for an order"; but one that is "received" is an order
    is_dealing = operator.sense in ("buy", "sell", "use", "arrive") or is_verb(operator.token)
    if not is_dealing or before == "cancelled":
        return before
    own = own_status(operator, told) if is_verb(operator.token) else status
    if told.negated and is_not_yet(operator.token):
        return min(own, before, key=_rank)  # "talks have not yet reached a contract"
    return own if not is_done or own in ("cancelled", "considered") else max(own, before, key=_rank)


def _agreed(operator: Trigger, told: Verdict, before: str) -> str:
    """The stage that a word of agreement or decision leaves: "pledged", "decided on"."""
    is_open = told.negated or told.time in UNREAL or is_ahead(operator.token)
    if operator.cue.phrase in _DECIDING and is_open:
        return "considered"  # "are to decide on the purchase", "has not decided on"
    if told.negated:
        is_open = is_not_yet(operator.token) or is_called_wrong(operator.token)
        return "considered" if is_open else "cancelled"
    if before == "approved" and operator.cue.phrase == "announce":
        return before  # "announced its approval of the sale"
    if before in ("considered", "approved"):
        return "considered" if told.time in UNREAL[:2] else "agreed"
    return before


def _is_not_meant(operator: Trigger, told: Verdict) -> bool:
    """Whether a word tells what somebody does not mean to do: "has no plans to send"."""
    return operator.cue.phrase in _INTENDING and told.negated and not is_not_yet(operator.token)


def _is_lifted(operator: Trigger) -> bool:
    """Whether a verb ends what stood against a deal, or a noun is what it ends: "lifted its veto"."""
    verb = operator.token if is_verb(operator.token) else operator.token.head
    if verb.lemma not in _LIFTING or not is_verb(verb) or told_by(verb).negated or told_by(verb).time != "past":
        return False
    against = (trigger_table("arms_triggers").at(c) for c in verb.children if c.dep_ in ("dobj", "nsubjpass"))
    return any(t is not None and not is_verb(t.token) and t.cue.extras["status"] == "cancelled" for t in against)


def _is_licensed(operator: Trigger, trigger: Trigger) -> bool:
    """Whether a sale is what is licensed: "licensed the export of rifles", but not "licensed the rifle"."""
    return operator.cue.extras["transfer_kind"] == "licence" and trigger.cue.phrase in _SALES


def _grants(operator: Trigger) -> bool:
    """Whether a verb gives leave to export: "granted a licence for", but not "a licence to build"."""
    if not is_verb(operator.token) or operator.token.lemma not in _LICENSING:
        return False
    given = [c for c in operator.token.children if c.dep_ in ("dobj", "nsubjpass") and c.lemma in _LICENCES]
    builds = (g for c in given for g in c.subtree if g.lemma in _MAKING)
    return bool(given) and not any(builds)


def _is_content(verb: Token) -> bool:
    """Whether a verb tells what a noun is about that is no deal itself: "the decision to send"."""
    if verb.dep_ not in ("acl", "relcl") or not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return False
    over = trigger_table("arms_triggers").at(verb.head)
    return over is None or over.sense not in ("buy", "sell", "deal")


def _is_only_open(verb: Token) -> bool:
    """Whether an infinitive tells what can still be done: "has 30 days to block the sale", "threatens to cancel"."""
    if verb.tag_ != "VB" or not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return False
    over = trigger_table("arms_triggers").at(verb.head)
    if verb.dep_ in ("acl", "relcl") and not is_verb(verb.head):
        return over is None and verb.head.lemma not in _STEPS  # but "is taking steps to rescind"
    return verb.dep_ == "xcomp" and verb.head.lemma in _ATTEMPTING


def appeals_to_cancel(above: list[Trigger]) -> set[Token]:
    """The verbs by which somebody is asked to call a deal off, which he has not: "asked Oslo to cancel its order"."""
    return {o.token.head for o in above if o.cue.extras["status"] == "cancelled" and _is_appeal(o.token)}


def _is_appeal(verb: Token) -> bool:
    """Whether somebody is only asked to do it: "has asked Oslo to stop the supply", but "told the army"."""
    if verb.dep_ not in ("xcomp", "ccomp") or verb.tag_ != "VB" or verb.head.lemma not in _APPEALING:
        return False
    told = [c for t in (verb, verb.head) for c in t.children if c.dep_ in ("nsubj", "dobj") and c.i > verb.head.i]
    return verb.head.lemma_ != "tell" or not any(c.lemma in _SUBORDINATE for c in told)


def brings_about(verb: Token, dealing: Token) -> bool:
    """Whether what a verb such as `make`, `reach` or `sign` brings about is a deal."""
    table = trigger_table("arms_triggers")
    objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass", "nsubj", "attr", "prep")]
    objects += [g for c in objects if c.dep_ == "prep" for g in c.children]
    found = [t for o in objects if not is_verb(o) and (t := table.at(o)) is not None]
    if verb.dep_ == "xcomp" and verb.head.lemma in ("be", "have"):  # "the contract is to be signed", "has yet to be"
        found += [t for c in verb.head.children if c.dep_ == "nsubj" and (t := table.at(c)) is not None]
    if verb.lemma in _SIGNING and any(o.is_ancestor(dealing) for o in objects):
        return True  # "letters of offer for shells were signed"
    is_of_noun = (
        verb.dep_ in ("acl", "relcl") and verb.tag_ != "VB"
    )  # "a contract signed in May", not "a decision to enter"
    return is_of_noun or any(t.sense in ("buy", "sell", "deal") for t in found)


def _rank(status: str) -> int:
    return RANK[status]
