"""The sides of a deal that was told before without its weapon: "signed a contract with Oslo. The contract covers"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.sides.named import Sides
from pipelines.facts.arms.sides.sides_told import read_sides
from pipelines.facts.arms.status.operators import operators
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context
    from pipelines.facts.triggers import Trigger

_BACK = 3  # sentences in which the deal was told
_POINTING = ("the", "this", "that")
_AID = words("arms_words", "aid") | words("arms_words", "parcel")
_DEALS = words("arms_words", "resuming") | {"contract", "order"}


def introduced_sides(trigger: Trigger, context: Context, item: Item) -> Sides | None:
    """The sides of the deal that a noun speaks of again, or None where it does not or none was told with a party.

    A weapon with a designation has a maker, which tells more, but for aid: it comes from the giver's stocks.
    """
    noun, reading = _deal_over(trigger.token), context.reading
    is_pointing = any(c.dep_ == "det" and c.lower_ in _POINTING for c in noun.children)
    is_another = any(c.dep_ in ("amod", "relcl") for c in noun.children)  # "the largest order that Oslo has won"
    meant = _AID if noun.lemma in _AID else _DEALS if item.system is None else frozenset()
    if noun.lemma not in meant or not is_pointing or is_another:
        return None
    here, table = reading.sentence_index[noun.i], trigger_table("arms_triggers")
    for sentence in reversed(reading.sentences[max(here - _BACK, 0) : here]):
        if context.paragraphs[sentence.start] != context.paragraphs[noun.i]:
            return None
        told = [t for token in sentence if (t := table.at(token)) is not None]
        same = [
            t for t in told if t.token.lemma in meant and not is_verb(t.token) and t.sense in ("buy", "sell", "deal")
        ]
        for earlier in same:
            sides = read_sides(earlier, operators(earlier.token, table, context.blocks), (), context, item)
            if any(p.rule == "name" for p in (*sides.suppliers, *sides.recipients, *sides.either)):
                return sides
    return None


def _deal_over(dealing: Token) -> Token:
    """The deal by which a verb says that something is done, else its word itself: "under the contract they get"."""
    under = (g for c in dealing.children if c.lower_ == "under" for g in c.children if g.dep_ == "pobj")
    return next(under, dealing) if is_verb(dealing) else dealing
