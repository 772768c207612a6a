"""Weapons that a document about deals names without dealing in them: "HQ-9 batteries guard Lahore", "Smerch
launchers are on the list too", "the Leopard was tried out against the K2".

In an article on what Lahore buys, such a weapon has come or is to come there too. Whose make it is must be told beside
it, or by its designation where the document speaks of that country. Who has it is told by the words beside it, else it
is the one to whom most of the document's deals go. What only carries, acts or is replaced tells of no deal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses, words
from pipelines.annotation.language.model import UNPARSED
from pipelines.facts.arms.cells import FAMILY, put_quantity, put_side, put_weapon
from pipelines.facts.arms.dealings.bearers import is_carrier
from pipelines.facts.arms.dealings.dealing_above import carriers
from pipelines.facts.arms.dealings.no_dealings import is_shared_or_none, is_threat
from pipelines.facts.arms.dealings.owners import maker_before
from pipelines.facts.arms.dealings.recipients import About
from pipelines.facts.arms.merge import family_of
from pipelines.facts.arms.price import put_price
from pipelines.facts.arms.sides.foes import are_foes
from pipelines.facts.arms.sides.line_labels import label_of
from pipelines.facts.arms.sides.list_headings import headed_by
from pipelines.facts.arms.sides.untold import nearest_mention
from pipelines.facts.arms.status.operators import operators
from pipelines.facts.arms.status.verbs import told_by
from pipelines.facts.arms.weapons.classes import classes_over
from pipelines.facts.draft import Draft, Place
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import arguments, governors, is_verb, subjects
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.annotation.reading import Mention
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context

    _Sides = tuple[Mention, Party | Mention]  # supplier, recipient

_WEIGHT = 0.5
_OFTEN = 2  # times that a document names a maker's country of which it tells no deal
_AT_WORK = words("arms_words", "at_work")
_HIT = words("arms_words", "hit")
_CONTENDING = words("arms_words", "contending")
_CONTEST = words("arms_words", "contest")
_DEFEATED = words("arms_words", "defeated")
_ORDERING = {"order", "contract"} | words("arms_words", "signing")
_STATUS = {"past": "delivered", "present": "delivered", "future": "agreed"}
_BRINGING = frozenset({"transport_aircraft", "tanker_aircraft", "landing_ship", "support_ship"})


def deals_of_names(items: list[Item], told: list[Draft], wished: list[Draft], context: Context) -> list[Draft]:
    """The drafts of the designations that no deal of the document is in, one a family.

    Args:
        items: the document's weapons.
        told: the document's deals, completed.
        wished: its deals as their clauses tell them, those with them for which no supplier is found.
        context: the document.
    """
    whole = About.of(told, context)
    tenders = [] if told else [d for d in wished if _is_tender(d)]
    if not told and tenders:
        whole = About.of(tenders, context)  # "opened a tender for 16 helicopters. Boeing's Apache is in the running"
    known: set[object] = {family_of(d) for d in told} | {(d.get("recipient_country"), family_of(d)) for d in told}
    names = [str(d.get("weapon_system") or "") for d in told]
    dealt_in = {d.anchor for d in told}
    drafts: list[Draft] = []
    for item in items:
        about = About.under(headed_by(item.head.i, context), told) or whole
        if about is None or item.head.i in dealt_in or item.system is None or item.antecedent is not None:
            continue
        if (about.heading, item.family) in known or (about.heading is None and item.family in known):
            continue
        text = context.reading.doc[item.start : item.end].text
        if any(name.startswith(text) for name in names) or _tells_nothing(item, context):
            continue  # "a Challenger", after the Challenger 2s of a deal
        if tenders and not any(t.lemma in _CONTEST for t in item.head.sent):
            continue
        sides, stage = _sides(item, about, context), _stage(item, context)
        if sides is not None and stage is not None and not (stage[0] == "delivered" and _is_makers_own(item, context)):
            known.add(item.family if about.heading is None else (about.heading, item.family))
            draft = _draft(item, sides, stage, context)
            put_price(draft, item, items, stage[1], context)
            drafts.append(draft)
    return drafts


def _is_tender(draft: Draft) -> bool:
    """Whether bids are asked for: "opened a tender for 16 helicopters"."""
    cues = (p.found_by.partition(":")[2] for p in draft.places["deal_status"])
    return draft.get("recipient_country") is not None and any(c in _CONTEST for c in cues)


def _tells_nothing(item: Item, context: Context) -> bool:
    """Whether a designation is only part of another name, or what it names only brings, moves, bears or is replaced."""
    if item.head.dep_ == UNPARSED or _is_other_name(item):
        return True
    if is_threat(item) or is_carrier(item) or is_shared_or_none(item):
        return True
    if item.head.dep_ == "pobj" and item.head.head.lower_ == "with" and not is_verb(item.head.head.head):
        return _bidder_with(item, context) is None  # "a force with a dozen Mirages", "longer shots with ATACMS"
    is_one = item.head.tag_ in ("NN", "NNP") and not item.head.text.endswith("s")
    if is_one and _BRINGING.intersection(classes_over(item.weapon_class)):
        return True
    verb = _verb(item)
    is_object = item.head.first_conjunct.dep_ in ("dobj", "nsubjpass")
    if verb is not None and verb.lemma in _HIT and is_object:
        return True  # "shot down three Su-34s"
    found = trigger_table("arms_triggers").at(verb) if verb is not None else None
    return found is not None and found.sense in ("none", "bear", "fund")


def _bidder_with(item: Item, context: Context) -> Party | None:
    """The maker who comes with its weapon: "Saab, with the Gripen, and Dassault, with the Mirage, stayed in"."""
    doc, first = item.head.doc, item.start
    while first and doc[first - 1].tag_ in ("DT", "PRP$"):
        first -= 1
    if first < 3 or doc[first - 1].lower_ != "with":
        return None
    party = context.parties.stated(doc[first - 3 if doc[first - 2].text == "," else first - 2])
    is_maker = party is not None and (party.code == item.origin or (item.origin is None and party.kind == "company"))
    return party if is_maker else None


def _is_other_name(item: Item) -> bool:
    """Whether a name tells of another thing: "Elliott Abrams", "Hunter Army Airfield", "the Barracuda family"."""
    if item.head.dep_ in ("compound", "nmod", "amod") and carriers(item.head)[-1] == item.head:
        return True
    return any(c.dep_ == "compound" and c.pos_ == "PROPN" and c.i < item.start for c in item.head.children)


def _sides(item: Item, about: About, context: Context) -> _Sides | None:
    """Supplier and recipient, where both can be told."""
    beside = _maker_beside(item, context)
    actors = [p for t in _actors(item) if (p := context.parties.of(t)) is not None]
    is_with_recipient = any(p.code == about.recipient for p in actors)
    is_used = _is_used(item)
    if is_used and not is_with_recipient:
        return None  # "Moscow fired Kinzhal missiles"
    if _is_at_work(item) and not (is_with_recipient and (is_used or beside is not None)):
        return None  # "ten F-35s stand there"; but "its air force will be flying Chinese J-10s"
    if beside is None:
        is_others = any(p.kind != "company" and p.code not in (item.origin, about.recipient) for p in actors)
        if is_others or _is_others(item, context) or not _is_spoken_of(item, about, context):
            return None  # "Britain is bringing the vehicles in C-17s"
    maker = beside or nearest_mention(item.origin, item.head.i, context)
    if maker is None:
        return None
    recipient = _owner(item, maker, context) or headed_by(item.head.i, context) or _labelled(item, context)
    recipient = recipient or nearest_mention(about.recipient, item.head.i, context)
    if recipient is None or recipient.code == maker.code or are_foes(maker.code, recipient.code):
        return None
    return maker, recipient


def _labelled(item: Item, context: Context) -> Mention | None:
    """The country at the head of an item's line, where it is not the maker's: "- Mali: six L-39s from Aero"."""
    label = label_of(item.head.i, context)
    return label if label is not None and label.code != item.origin else None


def _maker_beside(item: Item, context: Context) -> Mention | None:
    """Whose make an item is by the words beside it: "Sweden's Gripen", "Leonardo's M-346", "Chinese-built drones"."""
    before = maker_before(item, context)
    if before is not None:
        is_built = context.reading.doc[before.end].text == "-"
        return before if before.code == item.origin or is_built else None  # "Dutch F-35s" are America's
    parties = (context.parties.stated(c) for c in item.head.children if c.dep_ == "poss")
    owner = next((p for p in parties if p is not None and p.code == item.origin), None) or _bidder_with(item, context)
    return nearest_mention(owner.code, owner.start, context) if owner is not None else None


def _is_others(item: Item, context: Context) -> bool:
    """Whether the word before an item tells who has it: "Dutch F-35s"."""
    before = maker_before(item, context)
    return before is not None and before.code != item.origin


def _is_spoken_of(item: Item, about: About, context: Context) -> bool:
    """Whether a document tells of deals with the maker's country, or speaks of it."""
    line = context.lines[item.head.i]
    if about.heading is not None:  # "Italy: six M-346 light jets"
        return any(m.code == item.origin and context.lines[m.start] == line for m in context.reading.mentions)
    return item.origin in about.suppliers or context.countries.get(item.origin or "", 0) >= _OFTEN


def _owner(item: Item, maker: Mention, context: Context) -> Party | None:
    """Whose an item is by its own words: "Algeria's T-90s", "their Casspirs", "the Wing Loongs of the Emirates"."""
    told = [c for c in item.head.children if c.dep_ == "poss"]
    told += arguments(item.head).by("of")
    found = (p for t in told if (p := context.parties.of(t)) is not None)
    return next((p for p in found if p.kind != "company" and p.code not in (maker.code, item.origin)), None)


def _is_makers_own(item: Item, context: Context) -> bool:
    """Whether a pronoun tells that an item is with the country whose make it is: "from there its Orions had flown"."""
    owners = (context.parties.of(c) for c in item.head.first_conjunct.children if c.tag_ == "PRP$")
    return any(p is not None and p.code == item.origin for p in owners)


def _verb(item: Item) -> Token | None:
    """The verb of the clause in which an item stands."""
    return next((t for t in governors(item.head) if is_verb(t)), None)


def _actors(item: Item) -> list[Token]:
    """Who acts in the clause of an item."""
    verb = _verb(item)
    return [t for t in subjects(verb) if t != item.head and item.head not in t.conjuncts] if verb is not None else []


def _is_at_work(item: Item) -> bool:
    """Whether a weapon does or suffers what those of any force may: "ten F-35s stand there", "crossed the line"."""
    verb = _verb(item)
    return verb is not None and verb.lemma in _AT_WORK


def _is_subject(item: Item) -> bool:
    """Whether a weapon, or the number of it, is what its clause speaks of."""
    return carriers(item.head)[-1].first_conjunct.dep_ in ("nsubj", "nsubjpass")


def _is_used(item: Item) -> bool:
    """Whether a weapon is told to be used: what matters then is by whom."""
    verb = _verb(item)
    return verb is not None and not _is_subject(item) and verb.lemma in senses("arms_uses")


def _draft(item: Item, sides: _Sides, stage: tuple[str, Token], context: Context) -> Draft:
    draft = Draft(FAMILY, item.head.i, weight=_WEIGHT, rule="arms.named")
    put_weapon(draft, item, context)
    put_quantity(draft, item.number, context)
    for side, party in zip(("supplier", "recipient"), sides, strict=True):
        put_side(draft, side, party, "party:named", context)
    status, token = stage
    place = Place(token.i, token.i + 1, "named", "cue")
    draft.put("deal_status", status, place)
    draft.put("certainty", "possible" if status == "considered" else "asserted", place)
    return draft


def _stage(item: Item, context: Context) -> tuple[str, Token] | None:
    """How far a deal in an item is, and the word that tells it: a word of choice over it, else the verb's tense.

    What a maker does with its own weapon is an offer: "Saab had bid with the Gripen". None where the clause denies
    what it tells: "the F-22 is not for sale".
    """
    table, verb, head = trigger_table("arms_triggers"), _verb(item), item.head.first_conjunct
    over = operators(head, table, context.blocks)
    over += [t for c in subjects(verb) if (t := table.at(c)) is not None] if verb is not None else []
    if verb is not None:
        beside = (verb, *(c for c in verb.children if c.dep_ in ("attr", "oprd")))
        over += [t for b in beside if (t := table.at(b)) is not None and t.sense in ("op", "buy", "sell", "choice")]
    choice = next((t for t in over if t.cue.extras["status"] in ("considered", "cancelled")), None)
    if choice is not None:  # "a request has gone to Washington for AIM-9X missiles"
        return choice.cue.extras["status"], choice.token
    ordered = next((t for t in over if t.cue.phrase in _ORDERING and told_by(t.token).time == "past"), None)
    if ordered is not None:  # "the F-35s ordered to take their place"
        return "agreed", ordered.token
    contest = next((t for t in item.head.sent if t.lemma in _CONTEST), None)
    if contest is not None:  # "Saab, with the Gripen, stayed in the race", "the Tejas was the runner-up"
        is_beaten = any(t.lemma in _DEFEATED for t in item.head.sent)
        return ("cancelled" if is_beaten else "considered"), contest
    if verb is None:
        return "delivered", item.head
    ahead = next((c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VB" and verb.lemma_ == "be"), verb)
    told = verdict(ahead)  # "are to reach the base in October"
    if told.negated:
        return None
    actors = [p for t in _actors(item) if (p := context.parties.of(t)) is not None]
    is_offered = any(p.code == item.origin for p in actors) and verb.lemma_ != "be" and not _is_subject(item)
    if is_offered or verb.lemma in _CONTENDING:
        return "considered", verb
    return _STATUS.get(told.time, "considered"), verb
