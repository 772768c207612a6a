"""The dealing in a weapon, by the words above it in the parse: the verb or noun on which it hangs.

What only looks like a dealing is told in no_dealings.py and bearers.py, what a word tells with those around it in
predicates.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.dealings.bearers import is_carrying, is_lift, is_loaded, is_serving_with
from pipelines.facts.arms.dealings.no_dealings import (
    is_fall,
    is_for_another,
    is_hit,
    is_leaving,
    is_none_of_any,
    is_of_money,
    is_order_to_act,
    is_output,
    is_unpriced,
    only_says,
)
from pipelines.facts.arms.dealings.own_moves import is_of_troops, is_own_move
from pipelines.facts.arms.dealings.predicates import (
    DEALING,
    ahead,
    leave,
    lets_have,
    light_noun,
    notice_of,
    said_to_be,
    talks_broken_off,
    topic_of_talks,
)
from pipelines.facts.arms.dealings.series import FITTING
from pipelines.facts.arms.status.joined import joined_dealings
from pipelines.facts.arms.status.operators import is_sentence_before, operators
from pipelines.facts.roles import governors, is_verb
from pipelines.facts.triggers import Trigger, TriggerTable

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context

_CLAUSES = ("xcomp", "ccomp", "acl", "pcomp", "aux", "auxpass")
_LIGHT = words("arms_words", "light")
_APART = ("take over from", "provide for")
_BANNING = words("arms_words", "banning")
_THEME_BEHIND = (" with", " for", " on")  # a verb's preposition before what it deals in
_RIVALS = words("arms_words", "rivalling")


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


def dealing_above(item: Item, table: TriggerTable, context: Context) -> tuple[Trigger, list[Trigger]] | None:
    """The dealing in whose words an item stands: of the words above it the nearest that deals in it.

    A word of talks on the way up counts only where no other above it does.

    Returns:
        The word that deals in the item, and the cues above it; None where there is none.
    """
    below = item.head
    talks: Trigger | None = None
    for token in governors(item.head):
        if context.blocks[token.i] != context.blocks[item.head.i] or is_sentence_before(below):
            break
        if (said := said_to_be(token, below, table)) is not None:
            return said, operators(said.token, table, context.blocks)
        if is_verb(token) and token.dep_ == "ccomp" and any(c.lower_ in ("why", "how") for c in token.children):
            break  # "asked why the jets from Oslo had crashed"
        trigger = table.at(token)
        kept = table.as_adjective(token, "withholding") if below in carriers(item.head) else None
        if kept is not None and below.dep_ == "dobj" and item.antecedent is None:
            return kept, operators(token, table, context.blocks)  # "denied Taiwan jets"
        if trigger is None:
            if (told := _told_around(token, below, table)) is not None:
                return told, operators(told.token, table, context.blocks)
            if _is_other_act(token, below):
                break
            trigger = _partner_in_talks(token, table)
        elif is_verb(token):
            trigger = _as_meant(trigger, below, table)
            if _deals_in_no_item(trigger, below, item, context):
                return None
            if (noun := _noun_that_deals(token, below, table)) is not None:
                return noun, [trigger, *operators(token, table, context.blocks)]
            if trigger.sense == "build" and not is_for_another(trigger, item, context):
                return None
            is_delivery = trigger.sense == "op" and trigger.cue.extras["status"] == "delivered"
            if (is_delivery and is_verb(below)) or (trigger.sense == "arrive" and talks is not None):
                break  # "have started to prepare for the F-16"; "talks about jets are going on"
            if _is_of_something_else(trigger, below, item, context):
                break
            if (broken := talks_broken_off(trigger, below, talks, table)) is not None:
                return broken, operators(broken.token, table, context.blocks)
            is_stage = is_delivery or trigger.cue.extras["agent"] == "never"
            if trigger.sense in DEALING or (trigger.sense == "op" and not is_stage):
                return trigger, operators(token, table, context.blocks)
        if trigger is not None and not is_verb(trigger.token):
            if is_of_troops(trigger, item, context) or (trigger.sense == "choice" and below.lower_ == "for"):
                return None  # "a request for ships and men", "the choice for the army's vehicles"
            if trigger.sense in (*DEALING, "choice"):
                return trigger, operators(trigger.token, table, context.blocks)
            if trigger.sense == "op" and trigger.cue.extras["status"] == "considered":
                if any(c.tag_ == "PRP$" for c in item.head.children):
                    return None  # "offered Iran talks on its missiles"
                talks = talks or trigger
        below = token
    return (talks, operators(talks.token, table, context.blocks)) if talks else None


def _told_around(token: Token, below: Token, table: TriggerTable) -> Trigger | None:
    """The dealing that a word which is none itself tells with the words around it."""
    return (
        topic_of_talks(token, below, table)
        or notice_of(token, below, table)
        or ahead(token, below, table)
        or lets_have(token, below, table)
        or next(iter(joined_dealings(token, below)), None)
    )


def _is_other_act(token: Token, below: Token) -> bool:
    """Whether a verb that is no dealing does something else with what is below it, or begins another clause."""
    is_done_to = below.dep_ == "dobj" and token.lemma not in _LIGHT
    return is_verb(token) and (is_done_to or token.dep_ not in _CLAUSES)


def _partner_in_talks(token: Token, table: TriggerTable) -> Trigger | None:
    """The talks with somebody on whom the parser hangs their topic: "in talks with Beijing about jets"."""
    return table.at(token.head.head) if token.dep_ == "pobj" and token.head.lower_ == "with" else None


def _deals_in_no_item(trigger: Trigger, below: Token, item: Item, context: Context) -> bool:
    """Whether by what a verb tells of an item nothing is dealt in at all: money, men, output, a hit, a load."""
    is_banned = trigger.token.lemma in _BANNING and below in carriers(item.head)  # "the treaty bans missiles"
    is_shown = trigger.cue.phrase == "unveil" and not is_for_another(trigger, item, context)
    return (
        trigger.sense in ("none", "fund", "bear")
        or is_banned
        or is_none_of_any(trigger, item)
        or is_shown
        or any(is_none(trigger) for is_none in (is_order_to_act, is_leaving, is_fall, is_own_move))
        or is_unpriced(trigger, context)
        or any(is_none(trigger, item, context) for is_none in (is_of_troops, is_of_money, is_output))
        or any(is_none(item, trigger) for is_none in (is_hit, is_loaded, is_lift, is_serving_with))
    )


def _noun_that_deals(verb: Token, below: Token, table: TriggerTable) -> Trigger | None:
    """The noun by which a verb deals in what is below it: "placed an order for", "gave leave to"."""
    noun = light_noun(verb, below, table) or notice_of(verb, below, table)
    return leave(verb, table) if noun is None and below.dep_ in ("prep", "dative") else noun


def _is_of_something_else(trigger: Trigger, below: Token, item: Item, context: Context) -> bool:
    """Whether a verb of dealing tells of something else than an item below it."""
    is_followed = below.dep_ == "dobj" and below not in carriers(item.head)  # "has followed the wait for boats"
    if trigger.sense == "arrive" and (below.dep_ == "nsubjpass" or is_followed):
        return True  # "three jets were followed by"
    if only_says(trigger):
        return True  # "announced that it was penalising them over jets"
    # "Saab makes radars"; "a warship unloaded guns": no deal in radars, none in the ship
    return trigger.sense == "deal" or not _is_theme(below, trigger, context) or is_carrying(item, trigger)


def _as_meant(trigger: Trigger, below: Token, table: TriggerTable) -> Trigger:
    """A verb by itself where its preposition belongs to what else is told: "provides 32 vehicles for the marines"."""
    bare = table.word(trigger.token) if trigger.cue.phrase in _APART and below.dep_ == "dobj" else None
    return Trigger(trigger.token, bare) if bare is not None else trigger


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
    if token.dep_ not in ("dobj", "nsubjpass") or token.head != trigger.token or not is_told:
        return False
    if trigger.cue.phrase in FITTING and any(c.lower_ == "to" and c.dep_ == "aux" for c in trigger.token.children):
        return True  # "missiles to arm the frigates"
    # a particle leaves the object what is dealt in: "passed on ten jets"
    behind = "with" if trigger.cue.phrase in FITTING else trigger.cue.phrase.rsplit(" ", 1)[-1]
    return any(c.lower_ == behind and any(g.dep_ in ("pobj", "pcomp") for g in c.children) for c in token.head.children)
