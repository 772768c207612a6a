"""Further buyers of the weapon told before, in clauses that name no weapon.

"Romania placed an order last July", "negotiations with Vietnam are under way", "Mali and Niger operate the type as
well". The weapon is the last designation of the sentences right before. Lists of customers are told in customers.py,
who does as others did in likewise.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipelines.annotation.cues import words
from pipelines.facts.arms.cells import FAMILY, put_side, put_weapon
from pipelines.facts.arms.merge import family_of
from pipelines.facts.arms.status.operators import operators
from pipelines.facts.arms.status.stages import deal_status
from pipelines.facts.draft import Draft, Place
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import arguments, clause_of, governors, is_verb, subjects
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Span, Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context

_WEIGHT = 0.6
_BACK = 2  # sentences in which the weapon was told
_FIRM = words("arms_words", "firm")
_LOOSE = words("arms_words", "loose")
_ALSO = frozenset("also too well both likewise further other another equally".split())
_TYPES = words("arms_words", "stand_in") | words("arms_words", "dealt_in") | {"it", "them"}
_HAVING = words("arms_words", "having")
_SAME = frozenset("do be have".split())
_TELLING = _FIRM | _LOOSE | _HAVING | {"negotiate"}
_MATTERS = ("for", "of", "on", "over", "about", "in")


def deals_of_further_buyers(items: list[Item], told: list[Draft], context: Context) -> list[Draft]:
    """The drafts of a document's clauses about further buyers, one a buyer.

    Args:
        items: the document's weapons.
        told: the drafts that name a weapon.
        context: the document.
    """
    known = {(family_of(d), d.get(f"{side}_country")) for d in told for side in ("supplier", "recipient")}
    drafts: list[Draft] = []
    for token in context.reading.doc.among(_TELLING) if told else ():
        clause = _clause(token, context)
        item = _weapon_before(token, items, context) if clause is not None else None
        if clause is None or item is None or item.origin is None or clause.seller not in (None, item.origin):
            continue
        before = [d for d in told if family_of(d) == item.family and d.anchor < token.i]
        for party in clause.buyers if before else ():
            key = item.family, party.code
            if party.kind != "company" and party.code != item.origin and key not in known:
                known.add(key)
                drafts.append(_draft(item, party, clause, context))
    return drafts


class _Clause(NamedTuple):
    """A word that may tell of further buyers, the buyers, and who sells to them where that is told."""

    token: Token
    buyers: list[Party]
    seller: str | None = None


def _weapon_before(token: Token, items: list[Item], context: Context) -> Item | None:
    """The designation told last, of the paragraph, where the clause of a token names no weapon itself."""
    index, paragraphs = context.reading.sentence_index, context.paragraphs
    own = (i for i in items if i.head.sent == token.sent and i.head.i < token.i)
    if any(clause_of(i.head) == clause_of(token) for i in own):
        return None
    behind = [m for m in context.reading.within(token.sent, "weapon", "military_platform") if m.start > token.i]
    if any(not _is_type(context.reading.head(m.start, m.end), context) for m in behind):
        return None  # but "is in talks with Hanoi as well, and has shown the missile in Lima"
    near = [i for i in items if i.head.i < token.i and index[token.i] - index[i.head.i] <= _BACK]
    near = [i for i in near if paragraphs[i.head.i] == paragraphs[token.i]]
    named = [i for i in near if i.system is not None]
    return named[-1] if named and len({i.family for i in named}) == 1 else None


def _clause(token: Token, context: Context) -> _Clause | None:
    """What a word tells of further buyers, if it tells of any."""
    lemma = token.lemma
    if lemma == "negotiate" and _is_bare(token, context):
        sellers = _stated(subjects(token), context)
        buyers = _stated(arguments(token).by("with"), context)
        clause = _Clause(token, buyers, seller=sellers[0].code if sellers else None)
    elif is_verb(token):
        clause = _Clause(token, _holders(token, context))
    elif (lemma in _FIRM or (lemma in _LOOSE and _has_also(token.sent))) and _is_bare(token, context):
        clause = _partners(token, context)
    else:
        return None
    return clause if clause.buyers and not verdict(_verb_of(token)).negated else None


def _has_also(sentence: Span) -> bool:
    return any(t.lower_ in _ALSO for t in sentence)


def _verb_of(token: Token) -> Token:
    return token if is_verb(token) else next((g for g in governors(token) if is_verb(g)), token)


def _stated(tokens: list[Token], context: Context) -> list[Party]:
    parties = [p for t in tokens if (p := context.parties.stated(t)) is not None]
    return parties if len(parties) == len(tokens) else []


def _holders(verb: Token, context: Context) -> list[Party]:
    """Who has the type: "Mali and Niger operate the drone as well", "the aircraft is also flown by Togo"."""
    if verb.lemma not in _HAVING or verb.dep_ in ("aux", "auxpass"):
        return []
    found = arguments(verb)
    is_passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    had = [c for c in verb.children if c.dep_ == ("nsubjpass" if is_passive else "dobj")]
    if not had or not all(_is_type(t, context) for t in had):
        return []
    return _stated(found.by("by") if is_passive else subjects(verb), context)


def _is_type(noun: Token, context: Context) -> bool:
    """Whether a noun or pronoun stands for the weapon: "the type", "the same system", "it"."""
    if noun.lemma not in _TYPES:
        return False
    mention = context.reading.mention_at(noun.i)
    is_named = mention is not None and (mention.entity_id or "").startswith("weapons:")
    return not is_named and (noun.tag_ == "PRP" or any(c.lower_ in ("the", "this", "same") for c in noun.children))


def _is_bare(noun: Token, context: Context) -> bool:
    """Whether an order or talks are told without what they are about, but for a number, a sum or the type."""
    for preposition, matter in arguments(noun).obliques:
        known = context.reading.mention_at(matter.i)
        is_measure = known is not None and known.label in ("money", "quantity", "date")
        if preposition in _MATTERS and not (is_measure or _is_type(matter, context)):
            return False
    return not any(c.dep_ in ("compound", "amod") and c.pos_ in ("NOUN", "PROPN") for c in noun.children)


def _partners(noun: Token, context: Context) -> _Clause:
    """Whose the order or the talks are: "Romania placed an order", "negotiations with Vietnam", "Hanoi's order"."""
    over = noun.head.head if noun.dep_ == "pobj" else noun.head
    is_held = noun.dep_ == "dobj" or (noun.dep_ == "pobj" and noun.head.lower_ in ("in", "with"))
    is_doing = is_verb(over) and (over.lemma in _SAME or trigger_table("arms_triggers").at(over) is not None)
    holders = _stated(subjects(over), context) if is_held and is_doing else []  # not "Oslo watches the purchase"
    told = _stated(arguments(noun).by("with", "to"), context)
    if told:
        return _Clause(noun, told, seller=holders[0].code if holders else None)
    return _Clause(noun, _stated([c for c in noun.children if c.dep_ == "poss"], context) or holders)


def _draft(item: Item, party: Party, clause: _Clause, context: Context) -> Draft:
    token, table = clause.token, trigger_table("arms_triggers")
    draft = Draft(FAMILY, token.i, weight=_WEIGHT, rule="arms.further_buyer")
    put_weapon(draft, item, context)
    put_side(draft, "recipient", party, f"party:{party.found_by}", context)
    trigger, status = table.at(token), "agreed"
    if trigger is not None and trigger.sense == "use":
        status = "delivered"
    elif trigger is not None and trigger.sense in ("buy", "deal", "op"):
        status = deal_status(trigger, operators(token, table, context.blocks), ()).status
    cue = Place(token.i, token.i + 1, trigger.cue.cue_id if trigger is not None else "further_buyer", "cue")
    draft.put("deal_status", status, cue)
    draft.put("certainty", "possible" if status == "considered" else "asserted", cue)
    return draft
