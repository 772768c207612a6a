"""The dealing in a weapon, where the parse leads to none: the nearest word of dealing in its sentence that fits.

What the parse leads to is found in clauses.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses, words
from pipelines.facts.arms.dealings.bearers import is_lift, is_loaded
from pipelines.facts.arms.dealings.clauses import Deal
from pipelines.facts.arms.dealings.dealing_above import carriers, is_equipped
from pipelines.facts.arms.dealings.no_dealings import (
    is_none_of_any,
    is_of_money,
    is_of_notice,
    is_order_to_act,
    is_output,
    is_unpriced,
    only_describes,
    only_says,
)
from pipelines.facts.arms.dealings.own_moves import is_of_troops, is_own_move
from pipelines.facts.arms.dealings.series import FITTING
from pipelines.facts.arms.status.operators import operators
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import clause_of, is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context
    from pipelines.facts.triggers import Trigger, TriggerTable

_LOOSE = words("arms_words", "framework")
_AT_WORK = words("arms_words", "at_work")
_NEVER_NEAR = words("arms_words", "never near")


def near_dealing(item: Item, context: Context) -> Deal | None:
    """The deal that the sentence tells where the parse leads from the item to none."""
    if item.number is None and item.system is None:
        return None
    table = trigger_table("arms_triggers")
    if _is_replaced(item, table) or _is_at_work(item) or _is_used_aside(item):
        return None
    block = context.blocks[item.head.i]
    sentence = [t for t in item.head.sent if context.blocks[t.i] == block]
    triggers = [t for token in sentence if (t := table.at(token)) and t.sense in ("buy", "sell", "deal")]
    triggers = [t for t in triggers if t.sense != "deal" or not is_verb(t.token)]
    triggers = [t for t in triggers if t.token.dep_ not in ("aux", "auxpass") and not _is_only_upgraded(t)]
    triggers = [t for t in triggers if not is_order_to_act(t) and not is_own_move(t) and not only_describes(t, table)]
    triggers = [t for t in triggers if not is_of_notice(t, table)]
    triggers = [t for t in triggers if not is_equipped(item.head, t) and not _is_nothing(t.token)]
    triggers = [
        t for t in triggers if not is_loaded(item, t) and not is_lift(item, t) and not is_of_money(t, item, context)
    ]
    triggers = [t for t in triggers if not (t.cue.phrase in FITTING and t.token.tag_ == "VBN")]
    triggers = [t for t in triggers if not is_unpriced(t, context) and t.cue.phrase not in _NEVER_NEAR]
    triggers = [t for t in triggers if not _acts(item.head, t) and not _acts_besides(item.head, t)]
    triggers = [t for t in triggers if not item.start <= t.token.i <= item.head.i and not _is_for(item, t, context)]
    triggers = [t for t in triggers if t.cue.phrase not in _LOOSE and not is_of_troops(t, item, context)]
    triggers = [t for t in triggers if not is_none_of_any(t, item)]
    triggers = [t for t in triggers if not _tells_of_other(t.token, item, context) and not is_output(t, item, context)]
    clause, told = clause_of(item.head), triggers
    triggers = [t for t in triggers if not is_verb(t.token) or clause_of(t.token) == clause]
    triggers = [t for t in triggers if not _is_set_off(t.token, item) and not only_says(t)]
    if not triggers:
        return None
    nearest = min(triggers, key=lambda t: abs(t.token.i - item.head.i))
    further = tuple(t for t in told if t != nearest and nearest.token.is_ancestor(t.token))
    return Deal(item, nearest, operators(nearest.token, table, context.blocks), beside=further)


def _is_nothing(noun: Token) -> bool:
    """Whether a noun tells that no deal came about: "inspected the carriers but made no purchase"."""
    is_none = any(c.dep_ == "det" and c.lower_ == "no" for c in noun.children)
    return is_none and noun.dep_ == "dobj" and verdict(noun.head).time == "past"


def _acts(head: Token, trigger: Trigger) -> bool:
    """Whether a weapon is what acts: "the jets took over air policing", "planes brought guns", "taken by a drone"."""
    if head.dep_ == "pobj" and head.head.dep_ == "agent":
        return True
    is_subject = head.first_conjunct.dep_ == "nsubj" and head.first_conjunct.head == trigger.token
    return is_subject and trigger.sense in ("buy", "sell")


def _is_for(item: Item, trigger: Trigger, context: Context) -> bool:
    """Whether a weapon is only what another is bought for: "will buy missiles for its destroyers"."""
    token = item.head.first_conjunct
    bought = [c for c in trigger.token.children if c.dep_ in ("dobj", "nsubjpass") and c.i in context.item_heads]
    return token.dep_ == "pobj" and token.head.lower_ == "for" and any(c.i < token.i for c in bought)


def _acts_besides(head: Token, trigger: Trigger) -> bool:
    """Whether a weapon acts in a clause about the deal: "was about to approve the sale when a jet bombed a camp"."""
    verb = head.head
    return head.dep_ == "nsubj" and verb.dep_ == "advcl" and verb.tag_ == "VBD" and not verb.is_ancestor(trigger.token)


def _is_replaced(item: Item, table: TriggerTable) -> bool:
    """Whether another weapon takes the place of this one: "chose the jet to replace its old Mirages"."""
    first = item.head.first_conjunct
    verb = first.head.head if first.dep_ == "pobj" and first.head.lower_ == "from" else first.head  # "take over from"
    found = table.at(verb) if first.dep_ in ("dobj", "pobj") else None
    return found is not None and found.sense == "none"


def _is_at_work(item: Item) -> bool:
    """Whether the item's own verb tells what it is put to: "the plan, announced in May, to station missiles there"."""
    token = item.head.first_conjunct
    return token.dep_ in ("dobj", "nsubjpass") and is_verb(token.head) and token.head.lemma in _AT_WORK


def _is_used_aside(item: Item) -> bool:
    """Whether a relative clause tells who uses an item: "the army, which uses Turkish drones, has ordered jets"."""
    token = item.head.first_conjunct
    is_used = token.dep_ == "dobj" and token.head.dep_ == "relcl" and token.head.lemma in senses("arms_uses")
    return is_used and any(c.dep_ == "nsubj" and c.tag_ in ("WDT", "WP") for c in token.head.children)


def _is_set_off(token: Token, item: Item) -> bool:
    """Whether a colon or semicolon parts a dealing from an item before it: "the tank gets an engine: Oslo sells it"."""
    if not any(t.text in (":", ";") for t in token.doc[item.end : token.i]):
        return False
    subject = item.head.first_conjunct
    return is_verb(token) or (subject.dep_ == "nsubj" and subject.head.i < token.i and is_verb(subject.head))


def _is_only_upgraded(trigger: Trigger) -> bool:
    """Whether a participle before a noun only tells what has been done to it: "30 upgraded tanks"."""
    return trigger.token.dep_ == "amod" and trigger.cue.extras["transfer_kind"] == "upgrade"


def _tells_of_other(token: Token, item: Item, context: Context) -> bool:
    """Whether a dealing has another object, or stands in a clause on another thing: "the jets that X bought"."""
    own = [item.head, *item.head.conjuncts, *carriers(item.head)]
    table = trigger_table("arms_triggers")
    if is_verb(token):
        objects = [c for c in token.children if c.dep_ == "dobj" and c.pos_ == "NOUN"]
        others = [o for o in objects if o not in own and o.i not in context.item_heads and table.at(o) is None]
        if any(not any(t.text == ":" for t in token.doc[o.i : item.start]) for o in others):
            return True  # but "gets a mixed bag: twelve jets and two corvettes"
    for above in (token, *token.ancestors):
        if above.dep_ in ("relcl", "acl") and is_verb(above) and table.at(above.head) is None:
            is_single = any(g.tag_ == "WDT" for c in above.children if c.dep_ == "prep" for g in c.children)
            shared = carriers(item.head) if is_single else own  # "the F-16, for which", but "drones and guns sold by"
            if above.head not in shared and not above.is_ancestor(item.head):
                return True
    return False
