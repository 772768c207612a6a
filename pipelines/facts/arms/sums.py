"""The sums of a sentence that can be the price of a deal: no budget, no turnover, nothing of many years.

Which deal a sum is the price of is told in price.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses, words
from pipelines.facts.roles import is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Span, Token
    from pipelines.annotation.reading import Money
    from pipelines.facts.context import Context

_YEARS = 9  # tokens beside a sum in which it is told of which years it is
_CLOSE = (")", "]")
_WORKS = words("arms_words", "works")
_SERIES = words("arms_words", "several deals")
_SEVERAL = ("several", "separate", "multiple", "various")


def sums_of(sentence: Span, context: Context) -> list[Money]:
    """The sums of a sentence that are no budget, turnover or the like."""
    known: dict[int, list[Money]] = context.reading.doc.memory(sums_of)
    if sentence.start not in known:
        known[sentence.start] = _read_sums(sentence, context)
    return known[sentence.start]


def _read_sums(sentence: Span, context: Context) -> list[Money]:
    prices = senses("price_words")
    found: list[Money] = []
    for money in context.reading.money:
        if not sentence.start <= money.start < sentence.end:
            continue
        if found and _is_conversion(found[-1], money, context):
            continue
        head = context.reading.head(money.start, money.end)
        if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.i in context.item_heads:
            continue  # "bombs of 2,000 pounds"
        if any(g.lemma in _WORKS for c in head.children if c.lower_ in ("of", "in") for g in c.children):
            continue  # "$36 million of construction"
        if head.dep_ == "pobj" and head.head.lower_ == "of" and prices.get(head.head.head.lemma) == "other":
            continue  # "paid its debts of 3 billion"
        above = [head, *head.ancestors]
        if _is_of_deals(above) or _is_of_string(money, sentence) or _is_vague(money, sentence):
            continue
        clause = next((n for n, t in enumerate(above) if is_verb(t)), len(above))
        near = [*above[: clause + 1], *(c for t in above[clause : clause + 1] for c in t.children)]
        near += [c for t in above[1:3] for c in t.children if c.dep_ in ("compound", "amod")]
        told = [prices.get(t.lower_) or prices.get(t.lemma) for t in near]
        if "other" in told and "price" not in told[: clause + 1]:
            continue
        if not _is_of_years(money, sentence):
            found.append(money)
    return found


def _is_of_deals(above: list[Token]) -> bool:
    """Whether a sum is that of several deals together: "approved two deals totalling $1.9 billion"."""
    nouns = (t for t in above[1:5] if t.tag_ == "NNS" and senses("price_words").get(t.lemma) == "deal")
    return any(c.dep_ == "nummod" or c.lower_ in _SEVERAL for noun in nouns for c in noun.children)


def _is_of_string(money: Money, sentence: Span) -> bool:
    """Whether the last word for deals before a sum is of a row of them: "a string of sales worth $20 billion"."""
    deals = (t for t in reversed(sentence) if t.i < money.start and senses("price_words").get(t.lemma) == "deal")
    last = next(deals, None)
    is_of = last is not None and last.tag_ == "NNS" and last.dep_ == "pobj" and last.head.lower_ == "of"
    return is_of and last is not None and last.head.head.lemma in _SERIES


def _is_vague(money: Money, sentence: Span) -> bool:
    """Whether a sum is no number: "has spent billions of dollars"."""
    first = sentence.doc[money.start]
    return first.tag_ == "NNS" and first.dep_ != "nummod"


def _is_of_years(money: Money, sentence: Span) -> bool:
    """Whether a sum is of many years or of all aid so far: "A$368 billion over 30 years", "$44bn in aid since 2022"."""
    after = [t.lower_ for t in sentence if money.end <= t.i < money.end + _YEARS]
    before = [t.lower_ for t in sentence if money.start - _YEARS <= t.i < money.start]
    for near in (after, before):
        if any(w in ("over", "within", "across") and "years" in near[n + 1 : n + 5] for n, w in enumerate(near)):
            return "programme" in [t.lower_ for t in sentence] or "program" in [t.lower_ for t in sentence]
    return bool({"aid", "assistance", "support", "help", "weapons", "arms"}.intersection(after)) and "since" in after


def _is_conversion(before: Money, money: Money, context: Context) -> bool:
    """Whether a sum in brackets is the one before them in another currency: "3.75 billion euros ($4.5bn; £3.2bn)"."""
    between = [t.text for t in context.reading.doc[before.end : money.start]]
    is_inside = between[:1] in (["("], ["["]) and not any(t in _CLOSE for t in between)
    return before.currency != money.currency and is_inside
