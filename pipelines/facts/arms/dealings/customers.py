"""Deals read from a list of customers: "Users include Poland, Norway and India", "has found buyers in ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses, words
from pipelines.facts.arms.cells import FAMILY, put_weapon
from pipelines.facts.arms.price import put_price
from pipelines.facts.arms.sides.untold import put_mention
from pipelines.facts.draft import Draft, Place
from pipelines.facts.qualifiers import verdict

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Span, Token
    from pipelines.annotation.reading import Mention
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context

_WEIGHT = 0.65
_BACK = 3  # sentences in which the weapon that the customers have was told
_IF = ("if", "once", "when", "unless")
_LINKS = words("arms_words", "naming")


def deals_of_customers(items: list[Item], context: Context) -> list[Draft]:
    """The drafts of the document's lists of customers, one a country."""
    words, reading = senses("arms_customers"), context.reading
    drafts: list[Draft] = []
    told: dict[int, Token] = {}  # the first of each sentence
    for token in reading.doc.among(frozenset(words)):
        if token.lemma in words and _is_told_of(token):
            told.setdefault(token.sent.start, token)
    for noun in told.values():
        sentence, index = noun.sent, reading.sentence_index[noun.i]
        item = _item_of(noun, items, context)
        if item is None or item.origin is None:
            continue
        named = _countries(sentence, noun, context)
        if not named and index + 1 < len(reading.sentences):
            following = reading.sentences[index + 1]
            named = _countries(following, following[0], context) if "among" in [t.lower_ for t in following] else []
        for mention in named:
            if mention.code != item.origin:
                drafts.append(_draft(item, mention, noun, _status_of(noun, words[noun.lemma]), context))
                if len(named) == 1 and item.head.sent == noun.sent:
                    put_price(drafts[-1], item, items, noun, context)
    return drafts


def _is_told_of(noun: Token) -> bool:
    """Whether a noun is what the sentence lists: "users include", "found buyers in", "among the operators are"."""
    verb = _link(noun)
    is_open = any(m.dep_ == "mark" and m.lower_ in _IF for c in verb.children if c.dep_ == "advcl" for m in c.children)
    told = verdict(verb)
    is_so = told.time in ("past", "present") or (verb.lemma in ("be", "become") and not told.negated)
    return verb.lemma in _LINKS and is_so and not is_open


def _status_of(noun: Token, status: str) -> str:
    """How far the customers of a list have got: "could become the next buyer" tells no deal yet."""
    time = verdict(_link(noun)).time
    return "considered" if time in ("possible", "conditional") else "agreed" if time == "future" else status


def _link(noun: Token) -> Token:
    return noun.head if noun.dep_ in ("nsubj", "dobj", "attr", "nsubjpass") else noun.head.head


def _item_of(noun: Token, items: list[Item], context: Context) -> Item | None:
    """The designation that the customers have: the sentence's own, else the one told last."""
    index = context.reading.sentence_index
    named = [i for i in items if i.system is not None and 0 <= index[noun.i] - index[i.head.i] <= _BACK]
    own = [i for i in named if index[i.head.i] == index[noun.i]]
    return own[0] if own else named[-1] if named else None


def _countries(sentence: Span, noun: Token, context: Context) -> list[Mention]:
    found = [m for m in context.reading.within(sentence, "country") if m.code]
    dateline = context.dateline(noun.i)
    return [m for m in found if m != dateline]


def _draft(item: Item, mention: Mention, noun: Token, status: str, context: Context) -> Draft:
    draft = Draft(FAMILY, mention.start, weight=_WEIGHT, rule="arms.customers")
    cue = Place(noun.i, noun.i + 1, f"arms_customers:{noun.lemma_}", "cue")
    put_weapon(draft, item, context)
    put_mention(draft, "recipient", mention, "list", context)
    draft.put("deal_status", status, cue)
    draft.put("certainty", "asserted", cue)
    return draft
