"""Deals told by a noun for a seller or buyer: "India is Armenia's main supplier of howitzers", "France's best customer
for the Rafale is Cairo", "Dhaka, a buyer of Chinese submarines".

Lists of the customers of one weapon are told in customers.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses
from pipelines.facts.arms.cells import FAMILY, put_side, put_weapon
from pipelines.facts.draft import Draft, Place
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import arguments, is_verb
from pipelines.facts.verbs import COPULAS

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context

_WEIGHT = 0.65
_TRADED = ("of", "for")


def deals_of_trading_nouns(items: list[Item], context: Context) -> list[Draft]:
    """The drafts of the items that such a noun has behind it."""
    drafts = []
    for item in items:
        noun = _noun_over(item)
        told = _sides(noun, item, context) if noun is not None else None
        if noun is not None and told is not None:
            drafts.append(_draft(item, noun, *told, context))
    return drafts


def _noun_over(item: Item) -> Token | None:
    """The noun that tells who sells or buys an item: "supplier of tanks", "customer for the Rafale"."""
    token = item.head.first_conjunct
    if token.dep_ == "appos":  # "Algeria's supplier is Russia: tanks, fighters and submarines"
        noun = next((c for c in token.head.head.children if c.dep_ == "nsubj" and c != token.head), token.head)
    elif token.dep_ in ("compound", "nmod") or (token.dep_ == "pobj" and token.head.lower_ in _TRADED):
        noun = token.head.head if token.dep_ == "pobj" else token.head
    else:
        return None
    if is_verb(noun) or (noun.lemma not in senses("arms_suppliers") and noun.lemma not in senses("arms_customers")):
        return None
    return noun


def _sides(noun: Token, item: Item, context: Context) -> tuple[Party, Party | None] | None:
    """Supplier and recipient: whom the noun is said of, and whose supplier or customer that is."""
    selves = [p for t in _said_of(noun) if (p := context.parties.of(t)) is not None]
    owned = [c for c in noun.children if c.dep_ == "poss"]
    owned += [c for c in item.head.children if c.dep_ in ("poss", "amod", "compound", "nmod") and c.i < item.head.i]
    owned += [t for t in arguments(noun).by("to", "for", "of", "from") if t != item.head]
    owned += arguments(item.head).by("to", "from", "for", "in")
    others = [p for t in owned if (p := context.parties.of(t)) is not None]
    pairs = [(s, o) for s in selves for o in others if s.code != o.code]
    is_supplier = noun.lemma in senses("arms_suppliers")
    if not pairs:  # "names the Emirates as the source of the Pantsirs"
        return (selves[0], None) if selves and is_supplier and item.system is not None else None
    first, other = pairs[0]
    return (first, other) if is_supplier else (other, first)


def _said_of(noun: Token) -> list[Token]:
    """Of whom a noun is said: subject or complement of "be", what it is the apposition of, or what "as" names it."""
    over = noun.head
    if noun.dep_ in ("attr", "nsubj", "oprd") and is_verb(over):
        if over.lemma_ not in COPULAS or verdict(over).negated or verdict(over).time not in ("past", "present"):
            return []
        return [c for c in over.children if c.dep_ in ("nsubj", "attr") and c != noun]
    if noun.dep_ == "appos":
        return [over]
    beside = [c for c in noun.children if c.dep_ == "appos"]
    if noun.dep_ == "pobj" and over.lower_ == "as" and is_verb(over.head):
        beside += [c for c in over.head.children if c.dep_ in ("nsubj", "dobj")]
    return beside


def _draft(item: Item, noun: Token, supplier: Party, recipient: Party | None, context: Context) -> Draft:
    is_supplier = noun.lemma in senses("arms_suppliers")
    file = "arms_suppliers" if is_supplier else "arms_customers"
    draft = Draft(FAMILY, item.head.i, weight=_WEIGHT, rule="arms.trading_noun")
    cue = Place(noun.i, noun.i + 1, f"{file}:{noun.lemma_}", "cue")
    put_weapon(draft, item, context)
    for side, party in (("supplier", supplier), ("recipient", recipient)):
        if party is not None:
            put_side(draft, side, party, f"party:{party.found_by}", context)
    draft.put("deal_status", senses(file)[noun.lemma], cue)
    draft.put("certainty", "asserted", cue)
    return draft
