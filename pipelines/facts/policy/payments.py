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


_MEASURING = ("nummod", "compound", "nmod", "amod", "quantmod")  # a sum that says how much the noun behind it is worth


_MILLION = 1_000_000  # the least that is a sum without its currency


def find_payments(context: Context) -> list[Act]:
    """The sums of a document that a verb of giving governs."""
    verbs = senses("policy_payments")
    found: list[Act] = []
    for start, end in _sums(context):
        head = context.reading.head(start, end)
        giver = next((t for t in governors(head) if is_verb(t)), None)
        if giver is None or (head.dep_ == "appos" and head.head.pos_ == "PROPN"):
            continue  # "London has promised 4 billion, Oslo 1.6": read in gapped.py
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
        own = kind or _kind(giver, verbs) or _kind_before(giver, verbs, context) or "money"
        cue = found[-1].cue if is_bare else _KINDS[own]
        found.append(Act(head, start, end, cue, rule="payment" if sense == "give" else "assigned sum"))
    return found


def _sums(context: Context) -> list[tuple[int, int]]:
    """The sums as tokens [start, end): behind one with its currency also the bare millions that a verb governs."""
    doc, told = context.reading.doc, [(m.start, m.end) for m in context.reading.money]
    if not told:
        return []
    inside = {i for start, end in told for i in range(start, end)}
    bare = [
        (n.start, n.end)
        for n in context.reading.numbers
        if (n.low or n.high or 0) >= _MILLION
        and n.start not in inside
        and n.start > told[0][0]
        and (head := context.reading.head(n.start, n.end)).dep_ == "dobj"
        and is_verb(head.head)
        and not any(c.dep_ == "prep" for c in head.children)
        and (n.end == len(doc) or doc[n.end].pos_ not in ("NOUN", "PROPN", "ADJ"))
    ]
    return sorted((*told, *bare))


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


def _kind(giver: Token, verbs: dict[str, str]) -> str | None:
    told = [sense for t in giver.subtree if (sense := verbs.get(t.lemma_.lower())) in ("military", "relief", "aid")]
    kinds = [sense for sense in told if sense != "aid"]
    return kinds[0] if kinds else "money" if told else None  # "cheap loans of $2bn"


def _kind_before(giver: Token, verbs: dict[str, str], context: Context) -> str | None:
    """The kind of aid of which a paragraph speaks: the sentence with its first sum tells it, else the one before."""
    reading, paragraph = context.reading, context.paragraphs[giver.i]
    here = reading.sentence_index[giver.i]
    before = [s for s in reading.sentences[:here] if context.paragraphs[s.start] == paragraph]
    with_sums = (s for s in before if any(s.start <= m.start < s.end for m in reading.money))
    told_by = next(with_sums, next(reversed(before), None))
    told = (sense for t in told_by or () if (sense := verbs.get(t.lemma_.lower())) in ("military", "relief"))
    return next(told, None)
