"""Weapons without a dealing, where the text says both who owns them and who made them.

"Belgrade's Chinese batteries", "Baku used Israeli drones", "the fleet of the Dutch now includes six American jets".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses, words
from pipelines.facts.arms.cells import FAMILY, put_quantity, put_side, put_weapon
from pipelines.facts.draft import Draft, Place
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import arguments, conjuncts, is_verb, subjects
from pipelines.facts.verbs import COPULAS

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.annotation.reading import Mention
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context

_WEIGHT = 0.65
_BUILDING = words("arms_words", "building")
_FINDING = words("arms_words", "finding")
_MAKERS = ("nationality", "country", "organisation", "location")


def deals_of_operators(items: list[Item], context: Context) -> list[Draft]:
    """The drafts of the items whose operator and origin stand in one clause."""
    drafts = []
    for item in items:
        maker = maker_before(item, context) or _maker_told(item, context)
        makers: list[Mention | Party] = [maker] if maker is not None else list(_come_from(item, context))
        told = _owner(item, context) or _user(item, context) if makers else None
        if told is not None:
            made = [_draft(item, m, *told, context) for m in makers if m.code is not None and told[0].code != m.code]
            if maker is None and len(made) == 1:
                put_quantity(made[0], item.number, context)  # "has six submarines, all from Russia"
            drafts += made
    return drafts


def _come_from(item: Item, context: Context) -> list[Party]:
    """From whom the words behind an item tell that its user has it: "has drones from Turkey and Iran"."""
    named = [p for t in arguments(item.head).by("from") for n in conjuncts(t) if (p := context.parties.stated(n))]
    return [p for p in named if p.kind in ("country", "company")] if item.head.dep_ == "dobj" else []


def maker_before(item: Item, context: Context) -> Mention | None:
    """Whose make the words right before an item tell that it is: "Chinese", "Turkish-built", "Saab"."""
    first = item.start
    for mention in reversed(context.reading.within(item.head.sent)):
        if mention.start >= item.end or mention.label not in _MAKERS or mention.code is None:
            continue
        behind = context.reading.doc[mention.end : first]
        is_beside = mention.end <= first and all(t.text == "-" or t.tag_ in ("VBN", "JJ", "CD") for t in behind)
        owns = any(t.tag_ == "POS" for t in context.reading.doc[mention.end : mention.end + 1])
        return mention if (is_beside or item.start <= mention.start) and not owns else None
    return None


def _maker_told(item: Item, context: Context) -> Mention | None:
    """Whose make a clause on an item tells that it is: "the jets of Belgrade are French", "were made in Iran"."""
    verb = item.head.head
    if item.head.dep_ not in ("nsubj", "nsubjpass") or not is_verb(verb) or verdict(verb).negated:
        return None
    if verb.lemma_ in COPULAS:
        said = [c for c in verb.children if c.dep_ in ("acomp", "attr") and c.i not in context.item_heads]
        told = [t for c in said for t in (c, *c.children)]
        named = (context.reading.mention_at(t.i) for t in told)
        return next((m for m in named if m is not None and m.label == "nationality" and m.code is not None), None)
    if verb.lemma_ in _BUILDING and verb.tag_ == "VBN" and verdict(verb).time == "past":
        return next((m for t in arguments(verb).by("in") if (m := _party_at(t, context)) is not None), None)
    return None


def _owner(item: Item, context: Context) -> tuple[Party, Token] | None:
    """Whose the item is or where it came to light: "Belgrade's Chinese batteries", "missiles found in Yemen".

    Or whom a pronoun stands for: "their Turkish-built drones", "Kenya, whose Serbian howitzers".
    """
    phrases = [item.head]
    if item.head.dep_ == "attr":  # "Algeria's tanks are T-90s"
        phrases += [c for c in item.head.head.children if c.dep_ == "nsubj"]
    owners = [c for phrase in phrases for c in phrase.children if c.dep_ == "poss"]
    owners += [t for phrase in phrases for t in arguments(phrase).by("of")]
    owners += [t for c in item.head.children if c.lemma_ in _FINDING and c.dep_ == "acl" for t in arguments(c).by("in")]
    found = ((p, owner) for owner in owners if (p := _possessor(owner, context)) is not None)
    return next(found, None)


def _possessor(owner: Token, context: Context) -> Party | None:
    """Whom the word for an owner stands for."""
    if owner.tag_ == "WP$":
        clause = next((t for t in owner.ancestors if t.dep_ == "relcl"), None)
        return context.parties.of(clause.head) if clause is not None else None
    return context.parties.of(owner) if owner.tag_ == "PRP$" else context.parties.stated(owner)


def _user(item: Item, context: Context) -> tuple[Party, Token] | None:
    """Who uses an item: "Moscow fired Iranian drones", "hit the port with Chinese missiles"."""
    token = item.head.first_conjunct
    verb = token.head
    if token.dep_ == "pobj" and token.head.lower_ == "with":
        verb = token.head.head
    elif token.dep_ != "dobj":
        return None
    if not is_verb(verb) or verb.lemma not in senses("arms_uses"):
        return None
    told = verdict(verb)
    if told.negated or told.time not in ("past", "present"):
        return None
    users = (p for t in subjects(verb) if (p := _using(t, context)) is not None)
    user = next(users, None)
    return (user, verb) if user is not None else None


def _using(subject: Token, context: Context) -> Party | None:
    """Who the subject of a use is; of a relative clause, whose fleet it is on: "its fleet, which includes"."""
    if subject.tag_ == "WDT" and subject.head.dep_ == "relcl":
        fleet = subject.head.head
        owners = [c for c in fleet.children if c.tag_ == "PRP$"]
        return context.parties.of(fleet) or next((p for c in owners if (p := context.parties.of(c)) is not None), None)
    return context.parties.stated(subject)


def _party_at(token: Token, context: Context) -> Mention | None:
    """The mention that names the party of a token: its own, or the nationality before it ("the Serbian army")."""
    party = context.parties.stated(token)
    if party is None:
        return None
    return next((m for m in context.reading.within(token.sent) if m.code == party.code and m.end <= token.i + 1), None)


def _draft(item: Item, maker: Mention | Party, operator: Party, cue: Token, context: Context) -> Draft:
    draft = Draft(FAMILY, item.head.i, weight=_WEIGHT, rule="arms.operator")
    put_weapon(draft, item, context)
    for side, party in (("supplier", maker), ("recipient", operator)):
        put_side(draft, side, party, "party:operator", context)
    place = Place(cue.i, cue.i + 1, "arms_uses", "cue")
    draft.put("deal_status", "delivered", place)
    draft.put("certainty", "asserted", place)
    return draft
