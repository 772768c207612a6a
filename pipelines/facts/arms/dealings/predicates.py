"""Dealings told by a verb together with its neighbours: "are a gift of Canberra", "placed an order with".

Called from clauses.py on the way up from a weapon: each takes the verb and the word below it, or the weapon.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import Trigger, TriggerTable
from pipelines.facts.verbs import COPULAS

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.arms.weapons.items import Item

DEALING = ("buy", "use", "sell", "arrive", "deal", "await", "build", "cost")
_TALKS = words("arms_words", "talks")
_GIFTS = words("arms_words", "gift")
_TOPICS = ("over", "about", "on", "for")
_PARTS = words("arms_words", "part")
_BEHIND = ("appos", "npadvmod", "dobj")  # what the parser takes an apposition behind a verb for
_GOING = words("arms_words", "going")
_HOLDING = words("arms_words", "holding") | {"be"}


def said_to_be(verb: Token, below: Token, table: TriggerTable) -> Trigger | None:
    """What a weapon is said to be: "the C-390 is the preferred choice", "the boats are a gift of Canberra"."""
    if verb.lemma_ not in COPULAS or below.dep_ not in ("nsubj", "attr"):
        return None
    other = "attr" if below.dep_ == "nsubj" else "nsubj"  # "the contenders are the F-16 and the Gripen"
    nouns = [c for c in verb.children if c.dep_ == other]
    told = (table.at(c) for c in nouns)
    found = next((t for t in told if t is not None and (t.sense == "choice" or _is_gift(t))), None)
    found = found or next((t for c in nouns if (t := _whole(c, table)) is not None), None)
    return found or next((t for c in nouns if (t := _succession(c, table)) is not None), None)


def _whole(noun: Token, table: TriggerTable) -> Trigger | None:
    """The deal that a weapon is said to be a part of: "are part of a package", "is the first of the order"."""
    wholes = (g for c in noun.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj")
    told = (table.at(t) for t in wholes if noun.lemma_ in _PARTS)
    return next(
        (t for t in told if t is not None and not is_verb(t.token) and t.sense in ("buy", "sell", "deal")), None
    )


def _succession(noun: Token, table: TriggerTable) -> Trigger | None:
    """The place that a weapon takes with its owner: "the army's next tank will be the Leopard", "its new fighter"."""
    if not any(c.dep_ == "poss" for c in noun.children):
        return None
    told = (table.as_adjective(c, "successor") for c in noun.children if c.dep_ == "amod")
    return next((Trigger(noun, t.cue) for t in told if t is not None), None)


def called(item: Item, table: TriggerTable) -> Trigger | None:
    """What an apposition calls a weapon: "the tanks, a gift from Oslo", "the boats, half of an order placed with"."""
    named = [item.head, *(c for c in item.head.children if c.dep_ == "appos")]
    nouns = [c for token in named for c in token.children if c.dep_ == "appos"]
    if item.head.dep_ == "dobj":  # the parser takes it for a second object
        nouns += [c for c in item.head.head.children if c.dep_ == "dobj" and c.i > item.head.i]
    told = (table.at(c) for c in nouns)
    gift = next((t for t in told if t is not None and _is_gift(t)), None)
    if item.head.dep_ in ("nsubj", "nsubjpass"):  # "landed on Thursday, the first half of an order"
        nouns += [t for t in item.head.head.subtree if t.i > item.head.head.i and _is_apposition(t)]
    return gift or next((t for c in nouns if (t := _whole(c, table)) is not None), None)


def _is_apposition(noun: Token) -> bool:
    """Whether a word of parts stands behind a comma: the parser hangs it on the verb or on any noun before it."""
    start = noun.left_edge.i
    return noun.lemma in _PARTS and noun.dep_ in _BEHIND and start > 0 and noun.doc[start - 1].text == ","


def _is_gift(trigger: Trigger) -> bool:
    """Whether a noun calls a thing given or lent, and not the giving: "a gift", "a loan"."""
    return not is_verb(trigger.token) and trigger.cue.phrase in _GIFTS


def topic_of_talks(verb: Token, below: Token, table: TriggerTable) -> Trigger | None:
    """The talks whose topic the parser hangs on their verb: "talks are under way over ten aircraft"."""
    below = _behind_duration(below)
    if verb.lemma_ not in ("be", "remain") or below.dep_ != "prep" or below.lower_ not in _TOPICS:
        return None
    nouns = [c for c in verb.children if c.dep_ == "nsubj" and not is_verb(c)]
    nouns += [g for c in verb.children if c.lower_ == "in" for g in c.children if g.dep_ == "pobj"]  # "is in talks"
    told = (table.at(c) for c in nouns)
    found = next((t for t in told if t is not None and t.cue.phrase in _TALKS), None)
    talkers = (table.as_adjective(c, "talker") for c in nouns)  # "negotiators are at odds over a further batch"
    return found or next((t for t in talkers if t is not None), None)


def talks_broken_off(verb: Trigger, below: Token, talks: Trigger | None, table: TriggerTable) -> Trigger | None:
    """The talks that a verb ends, to which either side may put an end: "froze talks on jets with Washington".

    Args:
        verb: a dealing.
        below: what hangs on it and leads down to the weapon.
        talks: those on the way up to it, if any.
        table: of the cues.
    """
    if verb.sense != "op" or verb.cue.extras["status"] != "cancelled":
        return None
    ended = [c for c in verb.token.children if c.dep_ in ("dobj", "nsubjpass")]
    if talks is not None:
        return talks if talks.token in ended else None
    if below.dep_ != "prep" or below.lower_ not in _TOPICS:
        return None
    told = (table.at(c) for c in ended)
    return next((t for t in told if t is not None and t.cue.phrase in _TALKS), None)


def _behind_duration(preposition: Token) -> Token:
    """What the parser hangs on a length of time before it: "for months over a further batch"."""
    if preposition.lower_ != "for":
        return preposition
    nouns = [c for c in preposition.children if c.dep_ == "pobj"]
    return next((g for c in nouns for g in c.children if g.lower_ in ("over", "about")), preposition)


def light_noun(verb: Token, below: Token, table: TriggerTable) -> Trigger | None:
    """The noun that a light verb brings about: "signed a contract for tanks", "placed an order with X for tanks"."""
    if below.dep_ != "prep":
        return None
    for child in verb.children:
        is_subject = child.dep_ == "nsubj" and verb.lemma in _GOING  # "a request has gone to Oslo for tanks"
        if (child.dep_ in ("dobj", "nsubjpass", "attr") or is_subject) and child != below:
            found = table.at(child)
            if found is not None and found.sense in DEALING and not is_verb(child):
                return found
    return None


def notice_of(verb: Token, below: Token, table: TriggerTable) -> Trigger | None:
    """The notice or approval that a verb tells of what: "the notification covers 40 jets", "is for 40 jets"."""
    if verb.lemma not in _HOLDING:
        return None
    if below.dep_ != "dobj" and (below.dep_, below.lower_) != ("prep", "for"):
        return None
    told = (table.at(c) for c in verb.children if c.dep_ == "nsubj" and not is_verb(c))
    return next((t for t in told if t is not None and t.sense == "op" and t.cue.extras["status"] == "approved"), None)


def ahead(verb: Token, below: Token, table: TriggerTable) -> Trigger | None:
    """What is to be done with a weapon: "the first of eight frigates is to be handed over in 2030"."""
    if verb.lemma_ != "be" or below.dep_ != "nsubj":
        return None
    senses = ("buy", "sell", "arrive") if verb.tag_ in ("VBP", "VBZ") or verb.dep_ == "ccomp" else ("buy", "sell")
    told = (table.at(c) for c in verb.children if c.dep_ == "xcomp" and c.tag_ in ("VB", "VBN"))
    return next((t for t in told if t is not None and t.sense in senses), None)  # "two were to follow": did they?


def lets_have(verb: Token, below: Token, table: TriggerTable) -> Trigger | None:
    """The verb by which somebody gives another a weapon: "France will let the Ukrainians have missiles"."""
    is_had = verb.lemma_ == "have" and verb.dep_ in ("ccomp", "xcomp") and below.dep_ == "dobj"
    return table.as_adjective(verb.head, "letting") if is_had else None


def leave(verb: Token, table: TriggerTable) -> Trigger | None:
    """The leave that a verb gives: "gave the green light to 12 helicopters"."""
    told = (table.at(c) for c in verb.children if c.dep_ in ("dobj", "nsubjpass"))
    return next((t for t in told if t is not None and t.sense == "op" and t.cue.extras["status"] == "approved"), None)
