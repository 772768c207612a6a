"""Losing bidders without a named weapon: "chosen over Germany", "ahead of Spain's Navantia", "Spanish yards were
knocked out", "the losing bidder was Damen".

What they bid for is the class of the weapon that was bought. A bid whose weapon is told is found in losing.py.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import cues, words
from pipelines.facts.arms.cells import FAMILY, put_side, put_weapon
from pipelines.facts.arms.weapons.classes import kind_of
from pipelines.facts.draft import Draft, Place
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import arguments, conjuncts, is_verb, subjects
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context

_WEIGHT = 0.55
_BACK = 3  # sentences between a deal and who lost it
_CHOOSING = words("arms_words", "commissioning") | words("arms_words", "preferring")
_ELIMINATING = words("arms_words", "eliminating")
_BIDDERS = words("arms_words", "bidder")
_BIDS = words("arms_words", "bid_noun")
_OVER = ("over", "of", "to")
_LOSING = words("arms_words", "losing")


def deals_of_bidders(items: list[Item], told: list[Draft], context: Context) -> list[Draft]:
    """The drafts of a document's losing bidders, one a bidder.

    Args:
        items: the document's weapons.
        told: the document's deals, completed.
        context: the document.
    """
    known = {_trade(d.get("supplier_country"), d) for d in told}
    drafts: list[Draft] = []
    for token in context.reading.doc.among(_telling()) if told else ():
        for loser in _losers(token, context):
            deal = _contest(loser, told, context)
            if deal is None:
                continue
            party = context.parties.stated(loser)
            item = _class_item(deal, items)
            if party is None or item is None or party.code == deal.get("recipient_country"):
                continue
            trade = _trade(party.code, deal)
            if trade in known:
                continue
            known.add(trade)
            drafts.append(_draft(item, party, deal, token, context))
    return drafts


@cache
def _telling() -> frozenset[str]:
    """The words that may tell of losers: prepositions, verbs, bidders."""
    verbs = (cue.phrase.split()[0] for cue in cues("arms_triggers") if cue.sense in ("beat", "lose"))
    return frozenset((*_OVER, *_ELIMINATING, *_BIDDERS, *verbs))


def _trade(supplier: str | None, deal: Draft) -> tuple[str | None, str | None, str | None]:
    """Who sells to whom, and the widest class of what."""
    return supplier, deal.get("recipient_country"), kind_of(deal.get("weapon_class"))


def _losers(token: Token, context: Context) -> list[Token]:
    """The tokens at which the losers stand of whom a token tells."""
    if token.dep_ == "prep" and token.lower_ in _OVER:
        verb = _choice_over(token)
        if verb is None or verdict(verb).negated:
            return []
        return [t for c in token.children if c.dep_ == "pobj" for t in conjuncts(c)]
    if is_verb(token):
        beaten = _beaten(token, context)
        return beaten if beaten and not verdict(token).negated else []
    if token.lemma in _BIDDERS and any(c.lower_ in _LOSING for c in token.children):
        named = [c for c in token.children if c.dep_ == "appos"] + ([token.head] if token.dep_ == "appos" else [])
        if token.dep_ in ("nsubj", "attr") and token.head.lemma_ == "be":
            named += [c for c in token.head.children if c.dep_ in ("nsubj", "attr") and c != token]
        return [t for c in named for t in conjuncts(c)]
    return []


def _beaten(verb: Token, context: Context) -> list[Token]:
    """Who loses by a verb: "beat Damen", "Damen lost out", "Dutch yards were eliminated"."""
    found = trigger_table("arms_triggers").at(verb)
    if found is not None and found.sense == "beat":
        told = [t for c in verb.children if c.dep_ == "dobj" for t in conjuncts(c)]
        return [b for t in told for b in _bidding(t)]
    if found is not None and found.sense == "lose" and (found.cue.phrase != "lose" or _is_contest(verb)):
        stated = ((t, context.parties.stated(t)) for t in subjects(verb))
        return [t for t, party in stated if party is not None and party.kind != "country"]  # "France lost to Spain"
    if verb.lemma in _ELIMINATING:
        told = [t for c in verb.children if c.dep_ in ("nsubjpass", "dobj") for t in conjuncts(c)]
        return [b for t in told for b in _bidding(t, is_named=False)]
    return []


def _is_contest(verb: Token) -> bool:
    """Whether a verb of losing tells of a contest: "lost to Oslo", "lost the tender"."""
    told = (trigger_table("arms_triggers").at(c) for c in verb.children if c.dep_ == "dobj")
    return any(c.lower_ == "to" for c in verb.children) or any(t is not None and t.sense == "op" for t in told)


def _choice_over(preposition: Token) -> Token | None:
    """The verb of a choice that goes over somebody: "chosen over Oslo", "ahead of Oslo", "in preference to Oslo"."""
    over = preposition.head
    if preposition.lower_ == "of" and over.lower_ != "ahead":
        return None
    if preposition.lower_ == "to" and over.lower_ != "preference":
        return None
    verb = over if is_verb(over) else next((t for t in over.ancestors if is_verb(t)), over)
    return verb if is_verb(verb) and verb.lemma in _CHOOSING else None


def _bidding(noun: Token, *, is_named: bool = True) -> list[Token]:
    """Who bids by a noun: "bids from France and Turkey", "Spanish yards", "its rival Damen"; or the name itself."""
    lemma = noun.lemma
    if lemma in _BIDS:
        return [*arguments(noun).by("from", "of", "by"), *(c for c in noun.children if c.dep_ in ("poss", "amod"))]
    if lemma in _BIDDERS:
        named = [t for c in noun.children if c.dep_ in ("appos", "amod", "poss") for t in conjuncts(c)]
        return [*arguments(noun).by("from", "of"), *named]
    return [noun] if is_named else []


def _contest(loser: Token, told: list[Draft], context: Context) -> Draft | None:
    """The deal that was lost: the nearest of the sentence, else of the few before it in the text."""
    index = context.reading.sentence_index
    near = [d for d in told if 0 <= index[loser.i] - index[d.anchor] <= _BACK and d.get("recipient_country")]
    near = [d for d in near if d.get("deal_status") != "cancelled" and "supplier_country" in d.values]
    return max(near, key=lambda d: (index[d.anchor], -abs(d.anchor - loser.i)), default=None)


def _class_item(deal: Draft, items: list[Item]) -> Item | None:
    """The bare class noun by which the document speaks of what is bought: "frigates"."""
    bare = [i for i in items if i.system is None and i.weapon_class == deal.get("weapon_class")]
    return min(bare, key=lambda i: abs(i.head.i - deal.anchor), default=None)


def _draft(item: Item, party: Party, deal: Draft, token: Token, context: Context) -> Draft:
    draft = Draft(FAMILY, token.i, weight=_WEIGHT, rule="arms.bidder")
    put_weapon(draft, item, context)
    put_side(draft, "supplier", party, f"party:{party.found_by}", context)
    draft.take(deal, "recipient_country", "recipient_name")
    cue = Place(token.i, token.i + 1, "bidder", "cue")
    draft.put("deal_status", "cancelled", cue)
    draft.put("certainty", "asserted", cue)
    return draft
