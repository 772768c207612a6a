"""What looks like a dealing in a weapon but is not: commands, notices, output, hits, parts of other things.

What only brings or bears others stands in bearers.py, what moves with its own soldiers in own_moves.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses, words
from pipelines.facts.arms.weapons.classes import classes_over
from pipelines.facts.arms.weapons.items import Item
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import arguments, governors, is_verb
from pipelines.facts.triggers import Trigger, TriggerTable, trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

_COMMON = words("arms_words", "common")
_KNOWLEDGE = words("arms_words", "knowledge")
_WARNING = words("arms_words", "warning")
_SAYING = words("arms_words", "unveiling")
_RATES = words("arms_words", "rate")
_REACHES = words("arms_words", "reach")
_LINKING = ("of", "for", "to", "with", "on", "against")
_REPLACING = words("arms_words", "replacing")
_PURPOSES = words("arms_words", "purpose")
_COMMISSIONING = words("arms_words", "commissioning")
_HOLDING = words("arms_words", "holding")
_FLEETS = words("arms_words", "own fleet")
_GOALS = ("to", "toward", "towards")
_FIELDS = words("arms_words", "field")


def belongs_to_other(item: Item, context: Context) -> bool:
    """Whether a noun between an item and the first dealing over it is another thing, which the dealing is in."""
    below = item.head.first_conjunct
    if below.dep_ == "appos":  # in long lists the parser hangs items on one another
        return False
    table = trigger_table("arms_triggers")
    for token in governors(below):
        if table.at(token) is not None or context.blocks[token.i] != context.blocks[item.head.i]:
            return False
        if _is_other_thing(token, below, context):
            return True
        below = token
    return False


def _is_other_thing(token: Token, below: Token, context: Context) -> bool:
    """Whether a noun is another thing than what hangs on it or a number of that: "the maker of", "rounds for"."""
    if token.pos_ not in ("NOUN", "PROPN") or below.dep_ != "prep" or below.lower_ not in _LINKING:
        return False
    before = below.nbor(-1) if below.i else token
    if below.lower_ == "for" and before != token and context.parties.stated(before) is not None:
        return False  # "asked London for Typhoons and Paris for Rafales"
    has_more = below.lower_ == "for" and below.i + 1 < len(below.doc)
    named = context.parties.stated(below.nbor(1)) if has_more else None
    if named is not None and named.rule == "name" and named.kind == "country":
        return False  # "F-16s for Sofia and Javelins for Riga", read as "for Sofia and Javelins"
    if token.lemma in _REPLACING:
        return True  # "the search for a successor to the Kfir"
    if below.lower_ == "with":  # "a brigade with tanks"
        return token.lemma in senses("force_nouns")
    if below.lower_ == "for":
        return token.i in context.item_heads
    return below.lower_ != "to" and token.lemma in senses("arms_other_things")


def is_threat(item: Item) -> bool:
    """Whether a weapon is what others aim: "cover against missiles from the south", "under fire from tanks"."""
    token = item.head
    while token.dep_ in ("conj", "appos"):
        token = token.head
    if token.dep_ != "pobj" or token.head.lower_ != "against":
        return False
    over = token.head.head
    found = trigger_table("arms_triggers").at(over)
    return not is_verb(over) or found is None or found.sense not in ("buy", "op")


def is_shared_or_none(item: Item) -> bool:
    """Whether a phrase tells of what several build together, or of none: "a joint radar", "but no launcher"."""
    beside = [c for c in item.head.children if c.i <= item.start or c.i < item.end]
    if any(c.dep_ == "amod" and c.lower_ in _COMMON for c in beside):
        return True
    return item.head.dep_ == "conj" and any(c.dep_ in ("det", "neg") and c.lower_ == "no" for c in beside)


def is_policy_field(item: Item) -> bool:
    """Whether it is no thing but a field of policy or what somebody has: "cooperate on missile defence", "its shield".

    What is told only as a defence is dealt in where a verb has it for its object: "is buying air defence".
    """
    if item.system is not None or item.head.lemma not in _FIELDS:
        return False
    if any(c.dep_ == "poss" for c in item.head.children) or all(
        t.is_upper for t in item.head.doc[item.start : item.end]
    ):
        return True
    token = item.head.first_conjunct
    return token.dep_ == "pobj" and token.head.lower_ in ("on", "over", "about", "against", "to", "in")


def is_of_money(trigger: Trigger, item: Item, context: Context) -> bool:
    """Whether it is money that is given, for weapons of whomever: "has set aside 200 million euros for artillery"."""
    if trigger.sense != "sell" or arguments(trigger.token).by("to") or is_for_another(trigger, item, context):
        return False
    token = item.head.first_conjunct
    given = [c for c in trigger.token.children if c.dep_ in ("dobj", "nsubjpass")]
    is_money = any(m.start <= t.i < m.end for t in given for m in context.reading.money)
    return is_money and token.dep_ == "pobj" and token.head.lower_ == "for"


def is_unpriced(trigger: Trigger, context: Context) -> bool:
    """Whether a verb that may tell a price tells none: "pays tribute", "costs lives"; or to nobody: "cost billions"."""
    objects = [c for c in trigger.token.children if c.dep_ in ("dobj", "dative", "npadvmod", "attr")]
    if trigger.cue.phrase == "pay":
        return not any(m.start <= t.i < m.end for t in objects for m in context.reading.money)
    return trigger.sense == "cost" and all(context.parties.stated(t) is None for t in objects)


def is_hit(item: Item, trigger: Trigger) -> bool:
    """Whether missiles or shells come down somewhere: "four rockets landed in the Green Zone"."""
    over = {item.weapon_class, *classes_over(item.weapon_class)}
    return trigger.cue.phrase == "land" and bool(over & {"missile", "munition", "artillery"})


def is_none_of_any(trigger: Trigger, item: Item) -> bool:
    """Whether somebody says that there was no deal at all: "have not bought a single drone", "never sold any tanks"."""
    told = verdict(trigger.token)
    beside = {c.lower_ for c in item.head.children if c.i < item.end}
    return (
        told.negated and told.time == "past" and trigger.sense in ("buy", "sell") and bool(beside & {"single", "any"})
    )


def is_fall(trigger: Trigger) -> bool:
    """Whether something else than a choice falls on a weapon: "bombs fell on the tanks"."""
    table = trigger_table("arms_triggers")
    subjects = (table.at(c) for c in trigger.token.children if c.dep_ == "nsubj")
    return trigger.cue.phrase == "fall on" and not any(t is not None and t.sense == "choice" for t in subjects)


def is_order_to_act(trigger: Trigger) -> bool:
    """Whether words tell no dealing: "had been ordered to stay", "in order to", "provided that", "warned against"."""
    token = trigger.token
    if trigger.cue.phrase == "transfer" and not is_verb(token):
        below = [*token.children, *(g for c in token.children if c.lower_ == "of" for g in c.children)]
        return any(t.lemma in _KNOWLEDGE for t in below)
    if trigger.cue.phrase == "provide" and token.i + 1 < len(token.doc):
        return token.lower_ in ("provided", "providing") and token.nbor().lower_ == "that"
    if token.tag_ == "VBG" and token.dep_ == "pcomp" and token.head.lower_ == "against":
        return token.head.head.lemma in _WARNING
    if trigger.cue.phrase != "order":
        return False
    if token.i and token.nbor(-1).lower_ == "in" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        return True  # "in order to"
    objects = [c for c in token.children if c.dep_ == "dobj" and is_verb(token)]
    beside = [c for t in (token, *objects) for c in t.children if c.dep_ == "prep"] if objects else []
    if any(c.lower_ in _GOALS and c.i > token.i for c in beside):
        return True  # "ordered tanks to the border"
    clauses = [c for c in token.children if c.dep_ in ("xcomp", "ccomp", "advcl")]
    if objects and any(c.lower_ == "from" for c in beside):
        return False  # "ordered 12 jets from Oslo to police the coast"
    told = [c for c in clauses if any(a.lower_ == "to" for a in c.children if a.dep_ == "aux")]
    return any(not objects or c.lemma not in _PURPOSES for c in told)  # "ordered jets to replace the old ones"


def is_leaving(trigger: Trigger) -> bool:
    """Whether weapons go away from where they were, or come to nowhere: "rolled out of", "reaches 70 kilometres"."""
    if trigger.sense != "arrive":
        return False
    reached = (c for c in trigger.token.children if c.dep_ in ("dobj", "npadvmod"))
    return any(c.lower_ in ("out", "away") for c in trigger.token.children) or any(c.lemma in _REACHES for c in reached)


def is_output(trigger: Trigger, item: Item, context: Context) -> bool:
    """Whether a number is what a maker turns out, for nobody: "promises 24 aircraft annually"."""
    beside = [*trigger.token.children, *item.head.children]
    is_rate = any(t.dep_ in ("advmod", "npadvmod", "prep") and _RATES & {g.lower_ for g in t.subtree} for t in beside)
    sides = (context.parties.of(t) for t in arguments(trigger.token).by("to", "from"))
    return is_rate and not is_for_another(trigger, item, context) and not any(sides)


def is_for_another(trigger: Trigger, item: Item, context: Context) -> bool:
    """Whether what is built is built for somebody: "Turkey is building corvettes for Pakistan".

    Or elsewhere than with its owner: "Doha's corvettes are being built in Italy". Or by whom another hires to build.
    """
    if trigger.token.dep_ in ("xcomp", "advcl", "ccomp") and trigger.token.head.lemma in _COMMISSIONING:
        return True
    told = (*arguments(trigger.token).by("for"), *arguments(item.head).by("for"))
    told = tuple(t for t in told if not any(c.lower_ == "own" for c in t.children))  # "for its own army"
    if any(context.parties.of(t) is not None for t in told):
        return True
    owner = next((context.parties.stated(c) for c in item.head.children if c.dep_ == "poss"), None)
    builders = (context.parties.stated(t) for t in arguments(trigger.token).by("in", "by"))
    return owner is not None and any(b is not None and b.code != owner.code for b in builders)


def is_of_fleet(item: Item) -> bool:
    """Whether a clause only tells what a fleet holds: "will overhaul its fleet, which includes"."""
    over = next((t for t in item.head.ancestors if is_verb(t)), None)
    if over is None or over.dep_ != "relcl" or over.lemma not in _HOLDING or over.head.lemma not in _FLEETS:
        return False
    return any(c.tag_ == "WDT" and c.dep_ == "nsubj" for c in over.children)


def is_given_in_return(item: Item) -> bool:
    """Whether a weapon is what the other side gets for it: "in return for its BMP-1s, Athens gets 40 Marders"."""
    before = [t.lower_ for t in item.head.doc.tokens[max(item.head.left_edge.i - 3, 0) : item.head.left_edge.i]]
    return before in (["in", "return", "for"], ["in", "exchange", "for"])


def only_says(trigger: Trigger) -> bool:
    """Whether a verb that may deal in a weapon only tells a clause: "announced that it would negotiate"."""
    if trigger.cue.phrase not in _SAYING:
        return False
    return any(c.dep_ == "ccomp" and is_verb(c) and c.i > trigger.token.i for c in trigger.token.children)


def is_of_notice(trigger: Trigger, table: TriggerTable) -> bool:
    """Whether a verb gives or delivers a notice and no weapon: "delivered the required certification"."""
    if not is_verb(trigger.token) or trigger.sense != "sell":
        return False
    told = (table.at(c) for c in trigger.token.children if c.dep_ in ("dobj", "nsubjpass") and not is_verb(c))
    return any(t is not None and t.sense == "op" and t.cue.extras["status"] == "approved" for t in told)


def only_describes(trigger: Trigger, table: TriggerTable) -> bool:
    """Whether a word of dealing only says what kind a thing is: "a supply ship", "support vehicles", "US-made"."""
    token = trigger.token
    if token.tag_ == "VBN" and token.dep_ in ("amod", "nmod") and token.i and token.nbor(-1).text == "-":
        return True
    return token.dep_ in ("compound", "amod", "nmod") and not is_verb(token) and table.at(token.head) is None
