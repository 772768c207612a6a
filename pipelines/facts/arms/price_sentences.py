"""Which further sentences tell the price of a deal: "The package is worth", "It cost", "The Czechs will pay".

Which of the sums of such a sentence is the price is told in price.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses, words
from pipelines.facts.arms.sums import sums_of
from pipelines.facts.arms.weapons.classes import covers
from pipelines.facts.arms.weapons.items import Item
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Span, Token
    from pipelines.annotation.reading import Money
    from pipelines.facts.context import Context

_PRONOUNS = ("it", "they")
_HOLDING = words("arms_words", "holding")


def tells_price(sentence: Span) -> bool:
    """Whether a sentence goes on about what a deal is worth: "It is worth", "At a value of 13 billion it is"."""
    words = senses("price_words")
    root = sentence.root
    is_priced = root.lemma == "be" or sentence[0].lower_ in ("with", "at")
    is_priced = is_priced and any(words.get(t.lemma) == "price" for t in sentence)
    is_on = any(c.lower_ in _PRONOUNS for c in root.children if c.dep_ == "nsubj")
    return is_on and (is_priced or words.get(root.lemma) == "price")


def speaks_of_deal(sentence: Span, item: Item, items: list[Item], context: Context) -> bool:
    """Whether a neighbouring sentence tells what this deal costs."""
    if tells_price(sentence):
        return True
    words = senses("price_words")
    others = [i for i in items if sentence.start <= i.head.i < sentence.end]
    same = any(is_same(i, item) for i in others) or _points_at(item, sentence, context)
    if sentence[0].lower_ in (*_PRONOUNS, "each") and any(words.get(t.lemma) == "price" for t in list(sentence)[1:3]):
        return True  # "They cost 370 million euros, missiles included", "Each will cost"
    if others and not same:
        return _is_of_whole(sentence)
    is_label = any(t.text == ":" and words.get(t.nbor(-1).lower_) == "price" for t in sentence if t.i > sentence.start)
    if is_label and not others:
        return True  # "Net value: USD 3 billion"
    near = [t for t in sentence.doc.among(frozenset(words)) if t.sent is sentence]
    told = {words.get(t.lemma) or words.get(t.lower_) for t in near}
    if "price" in told and not others and (opens_with_deal(sentence) or _is_about_deal(sentence)):
        return True
    if not others and any(
        words.get(t.lemma) == "price" and _is_bare_price(t, sums_of(sentence, context)) for t in near
    ):
        return True
    speaks = sentence[0].lower_ in _PRONOUNS or any(
        t.lower_ == "for" and t.nbor().lower_ == "them" for t in list(sentence)[:-1]
    )
    speaks = speaks or any(c.lower_ in ("its", "their") for t in near for c in t.children)  # "put its price at"
    return "price" in told and ("deal" in told or same or speaks)


def is_on_deal(item: Item, sentence: Span, context: Context) -> bool:
    """Whether a sentence of another paragraph is still about the deal: "The aircraft cost", "With a value of"."""
    return _points_at(item, sentence, context) or _is_of_whole(sentence) or tells_price(sentence)


def _points_at(item: Item, sentence: Span, context: Context) -> bool:
    """Whether a sentence speaks of a weapon by its class: "The aircraft cost", "will pay 3 billion for the jets"."""
    for mention in context.reading.within(sentence, "weapon", "military_platform", "vehicle"):
        kind, _, name = (mention.entity_id or "").partition(":")
        head = context.reading.head(mention.start, mention.end)
        is_pointing = any(c.lower_ in ("the", "these", "those", "all") for c in head.children)
        if kind == "weapon_classes" and is_pointing and covers(name, item.weapon_class):
            return True
    return False


def is_of_noun(money: Money, context: Context) -> bool:
    """Whether a sum stands before the word for a deal: "signed a $36 million contract"."""
    doc = context.reading.doc
    behind = next((t for t in doc[money.end : money.end + 2] if t.text != "-"), None)
    return behind is not None and senses("price_words").get(behind.lemma) == "deal"


def is_paid_by(sentence: Span, items: list[Item], buyer: str | None, context: Context) -> bool:
    """Whether the buyer is told to pay, and no other weapon is told: "The Czechs will pay 59.7 billion crowns"."""
    root = sentence.root
    if root.lemma != "pay" or buyer is None or holds(sentence, items):
        return False
    payers = (context.parties.of(c) for c in root.children if c.dep_ == "nsubj")
    return any(p is not None and p.code == buyer for p in payers)


def _is_of_whole(sentence: Span) -> bool:
    """Whether a sum is of the deal spoken of, whatever else it holds: "the package, with a price of $2bn, includes"."""
    words = senses("price_words")
    for token in sentence:
        if words.get(token.lemma) == "price" and any(c.lower_ == "the" for t in token.ancestors for c in t.children):
            over = next((t for t in token.ancestors if words.get(t.lemma) == "deal" or _is_deal(t)), None)
            if over is not None and any(c.lower_ in ("the", "this") for c in over.children):
                return True
    return False


def goes_on(sentence: Span) -> bool:
    """Whether a sentence goes on about the deal told before: "It took delivery of", "The package contains"."""
    first = [t.lower_ for t in sentence[:2]]
    is_under = first[:1] in (["under"], ["with"], ["in"]) and first[1:] == ["it"]  # "Under it the firm was to supply"
    return (
        is_under
        or names_deal(sentence)
        or first[0] in (*_PRONOUNS, "its", "their", "these", "also")
        or opens_with_deal(sentence)
    )


def names_deal(sentence: Span) -> bool:
    """Whether a sentence tells what the deal spoken of holds: "Under the agreement, Oslo gets"."""
    told = [t for t in list(sentence)[:5] if t.dep_ == "pobj" and t.head.lower_ in ("under", "of", "in")]
    if sentence[0].lower_ not in ("under", "as", "in"):
        return False
    return any(senses("price_words").get(t.lemma) == "deal" or _is_deal(t) for t in told if _is_the(t))


def _is_the(noun: Token) -> bool:
    return any(c.lower_ in ("the", "this") for c in noun.children)


def opens_with_deal(sentence: Span) -> bool:
    """Whether a sentence begins with the deal or its price: "The package is worth", "The bill comes to"."""
    words = senses("price_words")
    told = [t for t in list(sentence)[:3] if not t.is_space]
    if len(told) < 2 or told[0].lower_ != "the":
        return False
    return words.get(told[1].lemma) in ("deal", "price") or "whole" in (t.lower_ for t in told) or _is_deal(told[1])


def _is_bare_price(noun: Token, sums: list[Money]) -> bool:
    """Whether a price is told without saying of what: "put the price at", "agreed on a price of", but not "of gas"."""
    if noun.tag_ != "NN" or not (noun.dep_ == "dobj" or (noun.dep_ == "pobj" and noun.head.lower_ in ("on", "at"))):
        return False
    of = [g for c in noun.children if c.lower_ == "of" for g in c.children]
    is_told = all(any(m.start <= g.i < m.end for m in sums) for g in of)
    return is_told and any(c.dep_ in ("det", "poss") for c in noun.children)


def _is_about_deal(sentence: Span) -> bool:
    """Whether the deal is what a sentence speaks of: "With spare parts the letter of acceptance comes to"."""
    subject = next((c for c in sentence.root.children if c.dep_ == "nsubj"), None)
    return subject is not None and _is_deal(subject) and any(c.lower_ in ("the", "this") for c in subject.children)


def _is_deal(noun: Token) -> bool:
    """Whether a noun calls a deal: "award", "lease", "procurement"."""
    found = trigger_table("arms_triggers").at(noun) if not is_verb(noun) else None
    return found is not None and found.sense in ("buy", "sell", "deal")


def is_same(other: Item, item: Item) -> bool:
    """Whether two items are the same weapon, or one is the class of the other."""
    if other.system is not None and item.system is not None:
        return other.family == item.family
    kinds = other.weapon_class, item.weapon_class
    return covers(kinds[0], kinds[1]) or covers(kinds[1], kinds[0])


def package_price(sentence: Span, items: list[Item], context: Context) -> Money | None:
    """The sum of the deal that a sentence tells the content of, wherever told before: "it comprised 30 helicopters".

    Looked for back to the last sentence that holds a weapon; it must hang on the word for a deal.
    """
    is_on = any(c.lower_ in _PRONOUNS for c in sentence.root.children if c.dep_ == "nsubj") or goes_on(sentence)
    if sentence.root.lemma not in _HOLDING or not is_on:
        return None
    sentences = context.reading.sentences
    for before in reversed(sentences[: context.reading.sentence_index[sentence.start]]):
        told = [m for m in sums_of(before, context) if is_of_noun(m, context) or _hangs_on_deal(m, context)]
        if told or holds(before, items):
            return told[0] if told else None
    return None


def _hangs_on_deal(money: Money, context: Context) -> bool:
    """Whether a sum stands in the phrase of a deal: "a contract worth 4 billion euros"."""
    for token in context.reading.head(money.start, money.end).ancestors:
        if is_verb(token):
            return False
        if senses("price_words").get(token.lemma) == "deal":
            return True
    return False


def holds(sentence: Span, items: list[Item]) -> bool:
    """Whether a weapon stands in a sentence."""
    return any(sentence.start <= i.head.i < sentence.end for i in items)
