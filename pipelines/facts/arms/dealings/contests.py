"""Contests that a maker or a weapon wins: "the Gripen beat the F-16 in Lima's contest", "Saab won it with the Gripen".

Whom the contest is for receives. Who is chosen or given the order to supply stands here, too. What loses is told in
losing.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.sides.named import Sides, parties_at
from pipelines.facts.roles import arguments, conjuncts, is_verb
from pipelines.facts.triggers import Trigger, TriggerTable, trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Parties, Party
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context

_INSTEAD = ("for", "of")  # "for the Gripen", "in favour of the Gripen"
_WINNING = words("arms_words", "prevailing")
_WHERE = ("in", "for", "of")
_DIRECTING = words("arms_words", "directing")
_COMMISSIONING = words("arms_words", "commissioning")


def won_by(item: Item, context: Context) -> Trigger | None:
    """The verb by which a weapon wins a contest, or None."""
    token = item.head.first_conjunct
    verb = token.head
    table = trigger_table("arms_triggers")
    if token.dep_ == "nsubj" and is_verb(verb):
        found = table.at(verb)
        return found if found is not None and (found.sense == "beat" or contest_of(verb) is not None) else None
    if token.dep_ == "pobj" and token.head.lower_ in _INSTEAD:
        return _dropping(token, table, context)
    if token.dep_ != "pobj" or token.head.lower_ != "with":
        return None
    verb = next((t for t in token.ancestors if is_verb(t)), verb)
    found = table.at(verb) if is_verb(verb) else None
    return found if found is not None and (found.sense == "beat" or contest_of(verb) is not None) else None


def _dropping(token: Token, table: TriggerTable, context: Context) -> Trigger | None:
    """The verb that drops another weapon for this one: "ditched the Rafale for the Gripen", "in favour of"."""
    over = token.head.head
    if token.head.lower_ == "of":
        if over.lemma not in ("favour", "favor") or over.dep_ != "pobj":
            return None
        over = over.head.head
    verb = over if is_verb(over) else over.head
    found = table.at(verb) if is_verb(verb) else None
    if found is None or found.sense != "op" or found.cue.extras["status"] != "cancelled":
        return None
    dropped = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    return found if any(t.i in context.item_heads and t.i < token.i for t in dropped) else None


def contest_of(verb: Token) -> Token | None:
    """The contest that a verb tells to be won, or None."""
    if verb.lemma not in _WINNING:
        return None
    table = trigger_table("arms_triggers")
    nouns = [c for c in verb.children if c.dep_ == "dobj"]
    nouns += [t for p, t in arguments(verb).obliques if p == "in"]
    told = (n for n in nouns if (t := table.at(n)) is not None and t.sense == "op")
    return next((n for n in told if not is_verb(n)), None)


def contest_sides(verb: Token, parties: Parties, item: Item) -> Sides:
    """Who wins it, and whose contest it is: "in Lima's contest", "the race for the Peruvian order", "in Peru"."""
    found = arguments(verb)
    contest = contest_of(verb)
    nouns = [*([contest] if contest is not None else []), *found.by("in")]
    nouns += [t for n in nouns for t in arguments(n).by(*_WHERE)]
    holders: list[Party] = []
    for noun in nouns:
        named = [c for c in noun.children if c.dep_ in ("poss", "amod", "compound", "nmod")]
        holders += parties_at([noun, *named, *arguments(noun).by("by")], parties, item)
    winners = parties_at([t for t in found.agents if t != item.head], parties, item)
    states = [p for p in holders if p.kind != "company" and p.code not in {w.code for w in winners}]
    return Sides(suppliers=winners, recipients=states[:1])


def commissioned(task: Token, parties: Parties, item: Item) -> Sides | None:
    """Who is chosen to supply or build, and by whom: "picked Embraer to deliver", "awarded Saab a contract to supply".

    Args:
        task: the word for supplying or building.
        parties: of the document.
        item: the weapon.
    """
    if (ordered := _order_over(task)) is None:
        return None
    verb, whom = ordered
    if not (chosen := parties_at(whom, parties, item)):
        return None
    choosers = parties_at(arguments(verb).agents, parties, item)
    return Sides(suppliers=chosen, recipients=[p for p in choosers if p.code not in {c.code for c in chosen}])


def _order_over(task: Token) -> tuple[Token, list[Token]] | None:
    """The verb by which a task is given to somebody, and the words that tell to whom."""
    if is_verb(task) and task.dep_ in ("acl", "relcl"):
        verb = task.head.head  # "awarded Saab a contract to supply"
        is_given = verb.lemma in _DIRECTING and task.head in arguments(verb).themes
        return (verb, arguments(verb).datives) if is_given else None
    is_behind = task.dep_ in ("pcomp", "pobj") and task.head.lower_ in ("with", "for")  # "tasked Saab with building"
    verb = task.head.head if is_behind else task.head
    is_infinitive = task.tag_ == "VB" and task.dep_ in ("xcomp", "advcl", "ccomp")
    if not (is_behind or is_infinitive) or not is_verb(verb) or verb.lemma not in _COMMISSIONING:
        return None
    return verb, [t for c in verb.children if c.dep_ == "dobj" for t in conjuncts(c)]
