"""The dealing in a weapon, by its own clauses ("jets bought from Oslo") and the words above it (dealing_above.py)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.dealings.dealing_above import carriers, dealing_above
from pipelines.facts.arms.dealings.no_dealings import is_fall, is_for_another, is_leaving
from pipelines.facts.arms.dealings.predicates import called
from pipelines.facts.arms.dealings.series import FITTING
from pipelines.facts.arms.status.beside import TRADED
from pipelines.facts.arms.status.operators import operators
from pipelines.facts.arms.status.verbs import is_simple_past
from pipelines.facts.arms.weapons.items import Item
from pipelines.facts.roles import conjuncts, is_verb
from pipelines.facts.triggers import Trigger, TriggerTable, trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

_PART_GAP = 8  # tokens behind an item in which "of which" begins what is told of a part
_LEAVING = words("arms_words", "retiring")


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
    above = None if is_apart else dealing_above(item, table, context)
    main = Deal(item, *above) if above is not None else None
    if main is not None and main.trigger.sense == "use" and own and own[0].sense in ("buy", "sell"):
        is_of_part = item.number is not None and item.number.start > item.head.i
        beside = () if is_of_part or (own[0].sense == "sell" and is_verb(own[0].token)) else (main.trigger, *own[1:])
        return Deal(item, own[0], operators(carriers(item.head)[-1], table, context.blocks), beside)
    if main is None:
        own = [t for t in own if t.token.dep_ in ("relcl", "acl", "conj", "appos", "xcomp", "pobj")]
        if not own:
            return None
        over = operators(carriers(item.head)[-1], table, context.blocks)
        is_told = own[0].cue.phrase in TRADED and is_simple_past(own[0].token)
        return Deal(item, own[0], [o for o in over if o.sense == "op"] if is_told else over)
    if main.trigger.sense == "sell":  # "the export to Kyiv of guns paid for by Oslo"
        own = [t for t in own if t.cue.phrase != "pay for"]
    return replace(main, beside=tuple(t for t in own if t.token != main.trigger.token))


def _own_clauses(item: Item, table: TriggerTable, context: Context) -> list[Trigger]:
    """The triggers of the relative and participial clauses on the item: "tanks that Oslo ordered", "jets built in"."""
    bearing = carriers(item.head)[:2]
    if item.work is not None:  # "parts for the jet that Lima buys"
        bearing += [t for t in item.head.doc[item.start : item.end] if t not in bearing]
    clauses = (
        verb
        for token in bearing
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
        and not is_fall(t)
        and not is_leaving(t)
        and (t.sense != "use" or item.work is None)  # "kits for the jets that its air force flies"
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
