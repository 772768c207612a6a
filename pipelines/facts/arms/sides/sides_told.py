"""Who takes part in a deal: the arguments of its trigger, of what governs it, and of the item itself.

Which of them is the supplier and which the recipient is settled in parties.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.dealings.contests import contest_of, contest_sides
from pipelines.facts.arms.sides.actors import bought_for
from pipelines.facts.arms.sides.item_sides import add_own
from pipelines.facts.arms.sides.named import Sides, parties_at
from pipelines.facts.arms.sides.own_words import KEEPING, ORDERING, add_own_words
from pipelines.facts.arms.sides.parted import keep_near
from pipelines.facts.arms.sides.permissions import permitted_givers
from pipelines.facts.arms.sides.sides_above import add_above
from pipelines.facts.arms.status.stage_above import appeals_to_cancel
from pipelines.facts.roles import arguments, is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context
    from pipelines.facts.triggers import Trigger


_WINNING = words("arms_words", "winning")
_PAYING = ORDERING | {"pay for"}
_PROMISING = words("arms_words", "promising")


def read_sides(
    trigger: Trigger, above: list[Trigger], beside: tuple[Trigger, ...], context: Context, item: Item
) -> Sides:
    """The sides of a deal as the item's own clauses, its trigger and the cues above it tell."""
    sides, sense, parties = Sides(), trigger.sense, context.parties
    if sense == "beat" or contest_of(trigger.token) is not None:
        return contest_sides(trigger.token, parties, item)
    if (givers := permitted_givers(trigger)) is not None:
        add_own_words(sides, trigger, parties, item)
        return keep_near(Sides(parties_at(givers, parties, item), sides.recipients), trigger, context, item)
    add_own_words(sides, trigger, parties, item)
    if not (is_verb(trigger.token) and _is_told_whole(sides)):
        sides = Sides()
        for own in (*beside, trigger, *_carrying_verb(trigger)):
            add_own_words(sides, own, parties, item)
    is_worked_on = item.work is not None or trigger.cue.extras["transfer_kind"] == "upgrade"  # it is its owner's own
    is_given, is_promised = sense == "sell" and not is_worked_on, trigger.cue.phrase in _PROMISING
    add_own(
        sides,
        parties,
        item,
        is_given=is_given,
        is_promised=is_promised,
        is_worked_on=is_worked_on,
        is_kept=trigger.cue.phrase in KEEPING,
    )
    if trigger.cue.phrase in _PAYING and (others := bought_for(trigger.token, parties, item)):
        buyers = [p for p in sides.recipients if p.code not in _codes(others)]
        sides.suppliers, sides.recipients = sides.suppliers or buyers, others
    if sense in ("buy", "deal") and not is_verb(trigger.token):
        sums = {i for m in context.reading.money for i in range(m.start, m.end)}  # "1.9 trillion won"
        above = [o for o in above if o.token.i not in sums]
        winning = next((o for o in above if o.cue.phrase in _WINNING and is_verb(o.token)), None)
        if winning is not None:  # "won an order from Hungary": the one who wins it sells
            args, told = arguments(winning.token), arguments(trigger.token)
            given = parties_at([*args.by("from", "by"), *told.by("from", "by", "with")], parties, item)
            return Sides(suppliers=parties_at(args.agents, parties, item), recipients=given + sides.recipients)
    appeals = appeals_to_cancel(above)
    for operator in above:
        if operator.token in appeals:
            sides.either += parties_at(arguments(operator.token).themes, parties, item)
        else:
            add_above(sides, operator, trigger, parties, item)
    partners = parties_at(arguments(item.head).by("with"), parties, item)
    sides.either += [p for p in partners if p.rule == "name"]  # "a contract for jets with Denmark"
    return keep_near(sides, trigger, context, item)


def _is_told_whole(sides: Sides) -> bool:
    """Whether a verb names both who gives and who gets: what a clause on the item tells is then another deal."""
    return any(p.rule == "name" for p in sides.suppliers) and any(p.rule == "name" for p in sides.recipients)


def _carrying_verb(trigger: Trigger) -> list[Trigger]:
    """The verb that a participle goes on with: "containers were shipped to Russia, bringing shells"."""
    verb = trigger.token
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or not is_verb(verb.head):
        return []
    over = trigger_table("arms_triggers").at(verb.head)
    return [over] if over is not None and over.sense in ("sell", "arrive") else []


def _codes(found: list[Party]) -> set[str]:
    return {p.code for p in found}
