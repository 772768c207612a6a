"""The dealing in an item that its own clauses tell, by the parse."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.dealings.bearers import is_carrying, is_lift, is_loaded, is_serving_with
from pipelines.facts.arms.dealings.no_dealings import (
    is_for_another,
    is_hit,
    is_leaving,
    is_of_money,
    is_of_troops,
    is_order_to_act,
    is_output,
    is_unpriced,
    only_says,
)
from pipelines.facts.arms.dealings.predicates import (
    DEALING,
    ahead,
    called,
    leave,
    lets_have,
    light_noun,
    notice_of,
    said_to_be,
    topic_of_talks,
)
from pipelines.facts.arms.dealings.series import FITTING
from pipelines.facts.arms.status.beside import TRADED
from pipelines.facts.arms.status.operators import is_sentence_before, operators
from pipelines.facts.arms.status.verbs import is_simple_past
from pipelines.facts.arms.weapons.items import Item
from pipelines.facts.roles import conjuncts, governors, is_verb
from pipelines.facts.triggers import Trigger, TriggerTable, trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

_CLAUSES = ("xcomp", "ccomp", "acl", "pcomp", "aux", "auxpass")
_PART_GAP = 8  # tokens behind an item in which "of which" begins what is told of a part
_LIGHT = words("arms_words", "light")
_APART = ("take over from", "provide for")
_BANNING = words("arms_words", "banning")
_LEAVING = words("arms_words", "retiring")
_THEME_BEHIND = (" with", " for", " on")  # a verb's preposition before what it deals in
_RIVALS = words("arms_words", "rivalling")


@dataclass(frozen=True)
class Deal:
    """An item with the trigger that deals in it, the cues above the trigger, and further ones in the item's clauses.

    Attributes:
        is_lost: whether the weapon is what was not chosen.
        is_won: whether the weapon is told to win a contest.
        is_home: whether it is told to be bought from the buyer's own industry.
    """

    item: Item
    trigger: Trigger
    above: list[Trigger]
    beside: tuple[Trigger, ...] = ()
    is_lost: bool = False
    is_won: bool = False
    is_home: bool = False


def dealing_of_clauses(item: Item, context: Context, *, is_apart: bool) -> Deal | None:
    """The deal that the item's own clause tells of, by the parse."""
    table = trigger_table("arms_triggers")
    own = _own_clauses(item, table, context)
    main = None if is_apart else _main_dealing(item, table, context)
    if main is not None and main.trigger.sense == "use" and own and own[0].sense in ("buy", "sell"):
        is_of_part = item.number is not None and item.number.start > item.head.i
        beside = () if is_of_part or (own[0].sense == "sell" and is_verb(own[0].token)) else (main.trigger, *own[1:])
        return Deal(item, own[0], operators(carriers(item.head)[-1], table, context.blocks), beside)
    if main is None:
        own = [t for t in own if t.token.dep_ in ("relcl", "acl", "conj", "appos", "xcomp", "pobj")]
        if not own:
            return None
        above = operators(carriers(item.head)[-1], table, context.blocks)
        is_told = own[0].cue.phrase in TRADED and is_simple_past(own[0].token)
        return Deal(item, own[0], [o for o in above if o.sense == "op"] if is_told else above)
    if main.trigger.sense == "sell":  # "the export to Kyiv of guns paid for by Oslo"
        own = [t for t in own if t.cue.phrase != "pay for"]
    return replace(main, beside=tuple(t for t in own if t.token != main.trigger.token))


def carriers(token: Token) -> list[Token]:
    """A token and the nouns of number or measure that it hangs on: "tanks" < "batch" in "the first batch of tanks"."""
    found = [token]
    if token.dep_ in ("nmod", "compound") and any(c.dep_ == "conj" for c in token.children):
        token = token.head  # "Pantsir-S1 and Buk-M2E systems"
        found.append(token)
    while token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.dep_ == "prep":
        token = token.head.head
        if is_verb(token):
            break
        found.append(token)
    return found


def _own_clauses(item: Item, table: TriggerTable, context: Context) -> list[Trigger]:
    """The triggers of the relative and participial clauses on the item: "tanks that Oslo ordered", "jets built in"."""
    clauses = (
        verb
        for token in carriers(item.head)[:2]
        for clause in token.children
        if clause.dep_ in ("relcl", "acl") and is_verb(clause)
        for verb in conjuncts(clause)
    )
    told = [t for verb in clauses if (t := _undertaken(verb, table)) is not None]
    told = [t for t in told if t.sense != "buy" or not _is_built_at_home(t, item, context)]
    found = [
        t
        for t in told
        if (t.sense in ("buy", "use", "sell", "arrive") or (t.sense == "build" and is_for_another(t, item, context)))
        and t.cue.phrase not in FITTING
        and not (t.cue.phrase in _LEAVING and t.token.tag_ == "VBN")
        and not _is_fall(t, table)
        and not is_leaving(t)
    ]
    known = {t.token for t in found}
    others = (_clause_of_part(item, table), called(item, table))
    return [*found, *(t for t in others if t is not None and t.token not in known)]


def _undertaken(verb: Token, table: TriggerTable) -> Trigger | None:
    """The dealing of a clause; where somebody binds himself to one, that: "which Moscow has contracted to supply"."""
    found = table.at(verb)
    if found is None or found.sense not in ("buy", "sell"):
        return found
    to = [g for c in verb.children if c.lower_ == "to" and c.dep_ == "prep" for g in c.children]  # "to supply", a noun
    inner = (table.at(c) for c in (*verb.children, *to) if c.dep_ == "xcomp" or c in to)
    return next((t for t in inner if t is not None and t.sense == "sell"), found)


def _is_built_at_home(wish: Trigger, item: Item, context: Context) -> bool:
    """Whether what is wished for is built by whoever wishes: "the missile shield that they wanted to build"."""
    table = trigger_table("arms_triggers")
    inner = [t for c in wish.token.children if c.dep_ == "xcomp" and (t := table.at(c)) is not None]
    return any(t.sense == "build" and not is_for_another(t, item, context) for t in inner)


def _clause_of_part(item: Item, table: TriggerTable) -> Trigger | None:
    """What came of a part of them, in the words right behind: "tanks, the first of which arrived in May"."""
    doc, end = item.head.doc, max(item.end, item.head.i + 1)
    for token in doc[end : min(end + _PART_GAP, item.head.sent.end)]:
        if token.lower_ == "which" and token.dep_ == "pobj" and token.head.lower_ == "of":
            verb = next((t for t in token.ancestors if is_verb(t)), None)
            found = table.at(verb) if verb is not None and verb.i > token.i else None
            return found if found is not None and found.sense in ("buy", "sell", "arrive") else None
    return None


def _main_dealing(item: Item, table: TriggerTable, context: Context) -> Deal | None:
    below = item.head
    talks: Trigger | None = None
    for token in governors(item.head):
        if context.blocks[token.i] != context.blocks[item.head.i] or is_sentence_before(below):
            break
        said = said_to_be(token, below, table)
        if said is not None:
            return Deal(item, said, operators(said.token, table, context.blocks))
        trigger = table.at(token)
        if is_verb(token) and token.dep_ == "ccomp" and any(c.lower_ in ("why", "how") for c in token.children):
            break  # "asked why the jets from Oslo had crashed"
        if trigger is None:
            spoken = topic_of_talks(token, below, table)
            if spoken is not None:
                return Deal(item, spoken, operators(spoken.token, table, context.blocks))
            told = notice_of(token, below, table) or ahead(token, below, table) or lets_have(token, below, table)
            if told is not None:
                return Deal(item, told, operators(told.token, table, context.blocks))
            is_other_act = below.dep_ == "dobj" and token.lemma not in _LIGHT
            if is_verb(token) and (token.dep_ not in _CLAUSES or is_other_act):
                break
            if token.dep_ == "pobj" and token.head.lower_ == "with" and (partner := table.at(token.head.head)):
                trigger = partner  # "in talks with Beijing about": the parser hangs the topic on the partner
        elif is_verb(token):
            trigger = _as_meant(trigger, below, table)
            if (
                trigger.sense in ("none", "fund", "bear")
                or is_order_to_act(trigger)
                or is_of_troops(trigger, item, context)
            ):
                return None
            if is_of_money(trigger, item, context) or is_unpriced(trigger, context) or is_leaving(trigger):
                return None
            is_banned = trigger.token.lemma in _BANNING and below in carriers(item.head)  # "the treaty bans missiles"
            if (
                is_banned
                or _is_fall(trigger, table)
                or is_output(trigger, item, context)
                or is_hit(item, trigger)
                or is_loaded(item, trigger)
                or is_lift(item, trigger)
                or is_serving_with(item, trigger)
            ):
                return None
            if trigger.cue.phrase == "unveil" and not is_for_another(trigger, item, context):
                return None
            light = light_noun(token, below, table) or notice_of(token, below, table)
            if light is None and below.dep_ in ("prep", "dative"):
                light = leave(token, table)
            if light is not None:
                return Deal(item, light, [trigger, *operators(token, table, context.blocks)])
            if trigger.sense == "build" and not is_for_another(trigger, item, context):
                return None
            if trigger.sense == "op" and trigger.cue.extras["status"] == "delivered" and is_verb(below):
                break  # "have started to prepare for the F-16"
            is_other = below.dep_ == "dobj" and below not in carriers(item.head)  # "has followed the wait for boats"
            if trigger.sense == "arrive" and (talks is not None or below.dep_ == "nsubjpass" or is_other):
                break  # "talks about jets are going on", "three jets were followed by"
            if only_says(trigger):
                break  # "announced that it was penalising them over jets"
            if trigger.sense == "deal" or not _is_theme(below, trigger, context) or is_carrying(item, trigger):
                break  # "Saab makes radars"; "a warship unloaded guns": no deal in radars, none in the ship
            is_stage = trigger.cue.extras["agent"] == "never" or trigger.cue.extras["status"] == "delivered"
            if trigger.sense in DEALING or (trigger.sense == "op" and not is_stage):
                return Deal(item, trigger, operators(token, table, context.blocks))
        if trigger is not None and not is_verb(trigger.token):
            if is_of_troops(trigger, item, context) or (trigger.sense == "choice" and below.lower_ == "for"):
                return None  # "a request for ships and men", "the choice for the army's vehicles"
            if trigger.sense in (*DEALING, "choice"):
                return Deal(item, trigger, operators(trigger.token, table, context.blocks))
            if trigger.sense == "op" and trigger.cue.extras["status"] == "considered":
                if any(c.tag_ == "PRP$" for c in item.head.children):
                    return None  # "offered Iran talks on its missiles"
                talks = talks or trigger
        below = token
    return Deal(item, talks, operators(talks.token, table, context.blocks)) if talks else None


def _as_meant(trigger: Trigger, below: Token, table: TriggerTable) -> Trigger:
    """A verb by itself where its preposition belongs to what else is told: "provides 32 vehicles for the marines"."""
    bare = table.word(trigger.token) if trigger.cue.phrase in _APART and below.dep_ == "dobj" else None
    return Trigger(trigger.token, bare) if bare is not None else trigger


def _is_fall(trigger: Trigger, table: TriggerTable) -> bool:
    """Whether something else than a choice falls on a weapon: "bombs fell on the tanks"."""
    subjects = (table.at(c) for c in trigger.token.children if c.dep_ == "nsubj")
    return trigger.cue.phrase == "fall on" and not any(t is not None and t.sense == "choice" for t in subjects)


def _is_theme(below: Token, trigger: Trigger, context: Context) -> bool:
    """Whether what hangs on a verb of dealing is what it deals in, rather than who does or where or why."""
    if below.dep_ == "agent":
        return False
    if is_equipped(below, trigger):
        return False
    if below.dep_ == "nsubj" and trigger.sense == "op":
        return trigger.cue.phrase in _RIVALS
    if below.dep_ == "nsubj" and trigger.sense in ("buy", "use", "sell"):
        return False
    if below.dep_ == "prep" and below.i < trigger.token.i and trigger.sense != "arrive":
        return below.lower_ == "of"
    if below.lower_ == "for" and below.dep_ == "prep" and not trigger.cue.phrase.endswith("for"):
        if any(c.dep_ == "dobj" and c.i in context.item_heads for c in trigger.token.children):
            return False  # "will buy missiles for its destroyers"
    if below.dep_ == "prep" and trigger.sense in ("buy", "use", "sell"):
        return below.lower_ in ("with", "for", "of", "on", "including", "like", "as") or "to" in below.lower_
    return True


def is_equipped(token: Token, trigger: Trigger) -> bool:
    """Whether a verb tells what is dealt in behind its object: "will replace its tanks with", "arms its ships with"."""
    is_told = trigger.cue.phrase.endswith(_THEME_BEHIND) or trigger.cue.phrase in FITTING
    if token.dep_ != "dobj" or token.head != trigger.token or not is_told:
        return False
    if trigger.cue.phrase in FITTING and any(c.lower_ == "to" and c.dep_ == "aux" for c in trigger.token.children):
        return True  # "missiles to arm the frigates"
    # a particle leaves the object what is dealt in: "passed on ten jets"
    behind = "with" if trigger.cue.phrase in FITTING else trigger.cue.phrase.rsplit(" ", 1)[-1]
    return any(c.lower_ == behind and any(g.dep_ in ("pobj", "pcomp") for g in c.children) for c in token.head.children)
