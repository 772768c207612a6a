"""Who takes part in a deal by the words on the weapon: its maker, whom it is for, what stands right beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.sides.named import Sides, parties_at, sources
from pipelines.facts.roles import arguments, conjuncts, prepositional

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Parties, Party
    from pipelines.facts.arms.weapons.items import Item

_BUILDING = words("arms_words", "building")
_SUPPLYING = words("arms_words", "supplying")
_LEFT = words("arms_words", "retiring")
_MEANT = words("arms_words", "destined")
_LISTING = (",", "and", ";", ".")
_AMOUNTS = ("more", "some", "several", "a", "an", "further", "additional", "its", "new", "another")


def add_own(
    sides: Sides, parties: Parties, item: Item, *, is_given: bool, is_promised: bool, is_worked_on: bool, is_kept: bool
) -> None:
    """What hangs on the item itself, or on the list that it stands in: "tanks, howitzers and launchers from Korea".

    Args:
        sides: those of the trigger, to which the item's own are added.
        parties: who the phrases stand for.
        item: the weapon.
        is_given: whether the words of dealing tell that it is given, not taken.
        is_promised: whether they tell that it is promised to somebody.
        is_worked_on: whether it is upgraded: the weapon is its owner's.
        is_kept: whether it is kept from somebody: "withheld bombs from Riyadh".
    """
    _add_of_list(sides, parties, item)
    beside = _right_behind(item, parties)
    if beside is not None:
        side = sides.suppliers if beside[0] == "from" and not is_kept else sides.recipients
        side[:] = [beside[1], *(p for p in side if p.code != beside[1].code)]
    for token in _modifiers(item):
        owner = next(iter(parties_at([token], parties, item)), None)
        if owner is None:
            continue
        is_owned = token.dep_ == "poss"
        if ((is_given or is_promised) and _is_dative(owner, item)) or (is_worked_on and is_owned):
            sides.recipients.insert(0, owner)
        else:
            _add_modifier(sides, owner, item, is_given=is_given, is_owned=is_owned)
    made = _made_by(item, parties)
    if made is not None and not (is_given and _is_state_named(sides.suppliers)):
        is_from_other = any(p.start >= item.end and p.kind != "company" for p in sides.suppliers)
        sides.suppliers.insert(len(sides.suppliers) if is_from_other else 0, made)  # "Swiss-made rounds from Oslo"
    if is_given and not any(p.rule == "name" for p in sides.recipients):
        sides.recipients = _taker_of_list(item, parties) + sides.recipients
    if not is_given:
        sides.suppliers[:0] = parties_at(_built_where(item), parties, item)
    sides.suppliers += parties_at(_built_in(item), parties, item)
    sides.recipients += parties_at(_meant_for(item), parties, item)
    of = parties_at(arguments(item.head).by("of"), parties, item)
    makers = [p for p in of if p.kind == "company" and item.origin in (None, p.code)]
    sides.suppliers[:0] = makers  # "the VN-1 of Norinco"
    if is_given:
        sides.suppliers += of  # "jets of the Dutch air force"


def _add_of_list(sides: Sides, parties: Parties, item: Item) -> None:
    """Add from where and for whom an item is, as it or the first item behind it in its list tells."""
    following = sorted((c for c in item.head.conjuncts if c.i > item.head.i), key=lambda c: c.i)
    for member in (item.head, *following):
        suppliers = parties_at(sources(member), parties, item)
        recipients = parties_at(arguments(member).by("to", "for"), parties, item)
        if suppliers or recipients:
            own = [p for p in sides.suppliers if item.end <= p.start < member.i]  # "guns, made by Elbit, and jets from"
            sides.suppliers = own + suppliers + sides.suppliers
            sides.recipients += recipients
            return


def _modifiers(item: Item) -> list[Token]:
    """The modifiers of an item that may name a party: "Turkish and Israeli drones", "Lima's jets"."""
    modifiers = (c for t in _own_tokens(item) for c in t.children if c.i < max(item.head.i, item.end - 1))
    named = (c for c in modifiers if c.dep_ in ("amod", "compound", "nmod", "poss"))
    return [m for c in named for m in (conjuncts(c) if c.dep_ == "amod" else [c])]


def _add_modifier(sides: Sides, owner: Party, item: Item, *, is_given: bool, is_owned: bool) -> None:
    """Add who stands before an item as its maker, its giver or its owner, to whom nothing is given.

    Args:
        sides: what is known; it is added to.
        owner: who stands there.
        item: the weapon.
        is_given: whether the words of dealing tell that it is given.
        is_owned: whether the modifier is a possessive.
    """
    has_taker = any(p.rule == "name" and p.code != owner.code for p in sides.recipients)
    if owner.code == item.origin:
        sides.suppliers.insert(len(sides.suppliers) if is_given and _is_state_named(sides.suppliers) else 0, owner)
    elif is_given and is_owned and any(p.rule == "name" for p in sides.suppliers) and not has_taker:
        sides.recipients.append(owner)  # "the Lebanese army's jets, a gift of Washington"
    elif owner.kind == "company" or is_given or has_taker:
        sides.suppliers.append(owner)  # "Lima wants Danish F-16s"
    elif is_owned or item.origin:
        sides.recipients.append(owner)
    else:
        sides.suppliers.append(owner)  # "Israeli radars"


def _own_tokens(item: Item) -> list[Token]:
    """The tokens of an item, and those of its number, on which the parser hangs whom it is given: "send Kyiv ten"."""
    number = item.number
    own = list(item.head.doc[item.start : item.end])
    is_before = number is not None and number.end <= item.start
    return [*item.head.doc[number.start : number.end], *own] if number is not None and is_before else own


def _taker_of_list(item: Item, parties: Parties) -> list[Party]:
    """To whom a list is given that the parser takes for part of its first word: "sold Georgia tanks and missiles"."""
    first = item.head.first_conjunct
    named = (
        [c for c in first.children if c.dep_ in ("compound", "nmod") and c.i < first.i] if first != item.head else []
    )
    return [p for p in parties_at(named, parties, item) if p.rule == "name" and p.kind == "country"][:1]


def _is_state_named(suppliers: list[Party]) -> bool:
    """Whether a state is told to give a weapon, which then comes from its stocks, whoever made it."""
    return bool(suppliers) and suppliers[0].kind != "company" and suppliers[0].rule == "name"


def _right_behind(item: Item, parties: Parties) -> tuple[str, Party] | None:
    """Preposition and party in the words right beside the item, wherever the parser hangs them.

    "guns from Oslo"; "from Madrid four launchers"
    """
    doc, end = item.head.doc, max(item.end, item.head.i + 1)
    start = item.number.start if item.number is not None and item.number.end <= item.start else item.start
    first = start
    while first and doc[first - 1].tag_ in ("DT", "PRP$", "CD", "JJ", "JJR"):
        first -= 1
    if first >= 2 and doc[first - 1].lower_ == "with" and (party := parties.stated(doc[first - 2])) is not None:
        if party.rule == "name" and (party.code == item.origin or (item.origin is None and party.kind == "company")):
            return "from", party  # "Saab with the Gripen, Dassault with the Rafale"
    if first >= 3 and doc[first - 1].lower_ == "for" and doc[first - 3].lower_ in ("and", ",", "thanked", "asked"):
        told_before = {t.lower_ for t in doc[item.head.sent.start : first - 2]}
        is_second = bool(told_before & {"for", "thanked", "asked"})
        if is_second and (party := parties.stated(doc[first - 2])) is not None and party.rule == "name":
            return "from", party  # "asked London for Typhoons and Paris for Rafales"
    if first >= 2 and doc[first - 1].text == "(" and (party := parties.stated(doc[first - 2])) is not None:
        if party.rule == "name" and (party.code == item.origin or party.kind == "company"):
            return "from", party  # "the offers of Boeing (F/A-18) and Saab (Gripen)"
    if start >= 2 and doc[start - 2].lower_ == "from" and (party := parties.stated(doc[start - 1])) is not None:
        return "from", party
    if end >= len(doc) or doc[end].lower_ not in ("from", "to", "for"):
        return None
    named = parties.stated(doc[end + 1]) if end + 1 < len(doc) else None
    if named is not None and named.rule == "name" and named.kind == "country" and named.start == end + 1:
        if named.end >= len(doc) or doc[named.end].lower_ in _LISTING:
            return doc[end].lower_, named  # "jets to Chad and tanks to Mali", read as "Chad and tanks"
    for child in doc[end].children:
        if child.dep_ == "pobj" and parties.stated(child) is not None:
            told = parties_at([child], parties, item)  # without "a NATO country"
            return (doc[end].lower_, told[0]) if told else None
    return None


def _is_dative(owner: Party, item: Item) -> bool:
    """Whether to whom it is given was taken for part of the item's phrase: "shipped the Russians 120 guns"."""
    if owner.rule == "reference":
        return False  # "19 of its F-16s have been promised"
    number = item.number.start if item.number is not None else None
    if number is None and owner.end == item.start and owner.code != item.origin and owner.kind == "country":
        is_before_noun = item.head.doc[owner.start].dep_ in ("compound", "nmod")
        return owner.rule == "name" and is_before_noun  # "handed Mauritius Dorniers"
    if not (owner.end <= number if number is not None else item.head.doc[owner.end].lower_ in _AMOUNTS):
        return False
    named = item.head.doc[owner.end - 1]
    return named.tag_ in ("NNP", "NNPS") and named.dep_ != "poss" and item.head.doc[owner.end].tag_ != "POS"


def _made_by(item: Item, parties: Parties) -> Party | None:
    """Whose make or gift a word joined to a name tells an item to be: "Chinese-made tanks", "US-supplied Avengers"."""
    doc, first = item.head.doc, item.start
    while first and doc[first - 1].tag_ in ("JJ", "CD"):
        first -= 1
    if first < 3 or doc[first - 2].text != "-" or doc[first - 1].lemma not in _BUILDING | _SUPPLYING:
        return None
    return parties.stated(doc[first - 3])


def _meant_for(item: Item) -> list[Token]:
    """For whom the words right behind tell that an item is meant: "shells bound for Kyiv", "jets destined for"."""
    doc, end = item.head.doc, max(item.end, item.head.i + 1)
    words = (t for t in doc[end : end + 2] if t.lower_ in _MEANT)
    return [t for word in words for p, t in prepositional(word) if p in ("for", "to")]


def _built_where(item: Item) -> list[Token]:
    """The land that a clause tells the item to be built in: "because Canada, where they are built, objects"."""
    found = []
    for verb in item.head.sent:
        if verb.dep_ != "relcl" or verb.tag_ != "VBN" or verb.lemma not in _BUILDING:
            continue
        is_where = any(c.lower_ == "where" for c in verb.children)
        subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        if (
            is_where
            and subject is not None
            and (subject.lower_ in ("they", "it") or subject.lemma_ == item.head.lemma_)
        ):
            found.append(verb.head)
    return found


def _built_in(item: Item) -> list[Token]:
    """Where or by whom the item is built, in the words right behind it: "jets built in Italy", "of Turkish make"."""
    doc, found = item.head.doc, []
    for token in doc[item.end : item.end + 2]:
        if token.lemma in _BUILDING and token.i + 1 < len(doc):
            found += [t for p, t in prepositional(token) if p in ("in", "by", "at")]
        elif token.lemma in _LEFT and token.tag_ == "VBN":  # "helicopters retired by the Norwegian army"
            found += [t for p, t in prepositional(token) if p == "by"]
    return found
