"""Sums of money that are given: "will lend Ukraine $8 billion" is financial aid, for weapons military funding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue, senses
from pipelines.facts.policy.acts import Act
from pipelines.facts.roles import arguments, governors, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.parsed import Token
    from pipelines.facts.context import Context


def _cue(kind: str, instrument: str, category: str) -> Cue:
    return Cue("policy_payments", kind, instrument, "noun", {"category": category, "direction": "beneficiary"})


_KINDS = {
    "military": _cue("military", "military_aid_funding", "military"),
    "relief": _cue("relief", "humanitarian_aid", "humanitarian"),
    "money": _cue("money", "financial_aid", "economic"),
}


_LARGE = ("million", "billion", "m", "bn")
_MEASURING = ("nummod", "compound", "nmod", "amod", "quantmod")  # a sum that says how much the noun behind it is worth


def find_payments(context: Context) -> list[Act]:
    """The sums of a document that a verb of giving governs."""
    verbs = senses("policy_payments")
    found: list[Act] = []
    for start, end in _sums(context):
        head = context.reading.head(start, end)
        giver = next((t for t in governors(head) if is_verb(t)), None)
        if giver is None:
            continue
        if head.dep_ in _MEASURING and verbs.get(head.head.lemma_.lower()) == "trade":
            continue  # "a $180 million sale"
        kind = _kind_of_aid(head, verbs)
        sense = _sense(giver, head, verbs) or ("give" if kind else None)
        if sense == "settle" and _is_paid_to_somebody(giver):
            sense = "assign"
        if sense is None and _is_received(giver):
            sense = "give"
        if sense not in ("give", "assign"):
            continue
        if head.dep_ == "pobj" and head.head.lower_ in ("for", "at", "worth", "by"):
            continue  # a price, not a gift
        if head.head.lower_ == "worth" and verbs.get(head.head.head.lemma_.lower()) != "aid":
            continue  # but "a fund worth $2 billion"
        is_bare = head.pos_ == "NUM" and found  # "Oslo has put up 100 million" is for what the sum before is for
        cue = found[-1].cue if is_bare else _KINDS[kind or _kind(giver, verbs)]
        found.append(Act(head, start, end, cue, rule="payment" if sense == "give" else "assigned sum"))
    return found


def _sums(context: Context) -> list[tuple[int, int]]:
    """The sums of a document, tokens [start, end): behind the first, a bare "100 million" that is given is one too."""
    sums = [(m.start, m.end) for m in context.reading.money]
    if not sums:
        return []
    numbers = (m for m in context.reading.of_label("quantity") if m.start > sums[0][0])
    doc = context.reading.doc
    bare = [(n.start, n.end) for n in numbers if doc[n.end - 1].lower_ in _LARGE and doc[n.end - 1].dep_ == "dobj"]
    return sorted({*sums, *bare})


def _sense(giver: Token, money: Token, verbs: dict[str, str]) -> str | None:
    """What a verb with its particle does with a sum: "chip in" has it behind what the parser calls a preposition."""
    lemma = giver.lemma_.lower()
    parts = [c.lower_ for c in giver.children if c.dep_ in ("prt", "advmod") or c == money.head]
    parts += [c.lower_ for t in (giver, money) for c in t.children if c.dep_ == "prep" and c.i > money.i]
    phrases = (verbs.get(f"{lemma} {part}") for part in parts)
    return next((sense for sense in phrases if sense), verbs.get(lemma))


def _is_received(verb: Token) -> bool:
    """Whether a sum is had from a state or a body: "is to get 425 million dollars a year from Washington"."""
    return verb.lemma_.lower() in senses("policy_receiving") and bool(arguments(verb).by("from"))


def _is_paid_to_somebody(giver: Token) -> bool:
    told = arguments(giver)
    return bool(told.datives or told.by("to", "towards", "toward", "into"))


def _kind_of_aid(money: Token, verbs: dict[str, str]) -> str | None:
    """The kind of aid that a phrase on a sum tells: "500 million dollars in new aid", "$40m of military support"."""
    for noun in arguments(money).by("in", "of"):
        if verbs.get(noun.lemma_.lower()) == "aid":
            told = [sense for t in noun.subtree if (sense := verbs.get(t.lemma_.lower())) in ("military", "relief")]
            return told[0] if told else "money"
    return None


def _kind(giver: Token, verbs: dict[str, str]) -> str:
    told = [sense for t in giver.subtree if (sense := verbs.get(t.lemma_.lower())) in ("military", "relief")]
    return told[0] if told else "money"
