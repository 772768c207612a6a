"""The weapons of a document as things that can be dealt in: the name, its class noun, and how many of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.annotation.gazetteers.lexicon import entry_of
from pipelines.annotation.reading import Number, once_a_document
from pipelines.facts.arms.weapons.classes import classes_over
from pipelines.facts.arms.weapons.counts import UNITS, is_of_several, is_shared, number_of
from pipelines.facts.arms.weapons.one_phrase import is_one_phrase
from pipelines.facts.arms.weapons.traded_nouns import is_traded
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.gazetteers.reference import Entry
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Mention, Reading

_SINGLE = words("arms_words", "single")
_NO_ITEM = frozenset(
    "heavy_weapons kit airliner business_jet construction_vehicle satellite engine body_armour personal_equipment "
    "communication_equipment".split()
)
_OPPOSING = words("arms_words", "opposing")
_VARIANTS = words("arms_words", "variant")
_BUILDS = words("arms_words", "build")
_SCALES = words("arms_words", "scale")


@dataclass(frozen=True)
class Item:
    """One weapon as a phrase tells it, in tokens [start, end).

    Attributes:
        head: the token that governs the phrase.
        system: the reference row of the designation, or None for a bare class.
        weapon_class: id of the class, or None.
        number: how many, or None.
        antecedent: the item that this one speaks of again, or None.
        called: id of the class by whose noun the phrase calls a designation, or None: "T-50 fighter jets".
        work: the word for the work or parts that are dealt in, where the weapon only gets those (worked_on.py).
    """

    start: int
    end: int
    head: Token
    system: Entry | None
    weapon_class: str | None
    number: Number | None
    antecedent: Item | None = None
    called: str | None = None
    work: Token | None = None

    @property
    def first(self) -> int:
        """Its first token: where a word for work on it is what is dealt in, that word."""
        return min(self.start, self.head.i) if self.work is not None else self.start

    @property
    def family(self) -> str | None:
        """The family of the designation (ref.weapons.family), or None for a bare class."""
        if self.system is None:
            return None
        return self.system.extras.get("family") or self.system.id

    @property
    def origin(self) -> str | None:
        """Country of origin of the designation, or None."""
        return self.system.country if self.system else None


@once_a_document
def find_items(reading: Reading) -> list[Item]:
    """The weapons of a document, in its order. Classes too vague for a deal, and civil ones, are left out."""
    groups: list[list[Mention]] = []
    for mention in reading.of_label("weapon", "military_platform", "vehicle"):
        if mention.found_by == "model" or _is_a_groups(mention, reading) or _is_ticker(mention, reading):
            continue
        if _only_describes(mention, reading) or _is_a_makers(mention, reading):
            continue
        if groups and is_one_phrase(groups[-1][-1], mention, reading):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    items = [item for group in groups if not _describes(item := _item(group, reading))]
    items = [replace(i, number=None) if is_of_several(i.head, i.number, reading) else i for i in _without_names(items)]
    joint = {first.head for first, second in pairwise(items) if is_shared(first, second)}
    classes = {c for i in items if i.system for c in classes_over(i.weapon_class)}
    heads = {i.head for i in items}
    strong = classes | {c for i in items if _is_dealt_in(i, classes) for c in classes_over(i.weapon_class)}
    return [
        _counted(i) if i.head not in joint else replace(i, number=None)
        for i in items
        if i.system or _is_dealt_in(i, strong if _is_pointed_at(i) else classes) or _is_listed(i, heads)
    ]


def _without_names(items: list[Item]) -> list[Item]:
    """Without the names of single ships: "BRP Tarlac, the first of two frigates", "two boats, KRI X and KRI Y"."""
    told = {i.head for i in items if i.weapon_class is not None}
    counted = {i.head.sent.start for i in items if i.number is not None and "ship" in classes_over(i.weapon_class)}

    def is_told(item: Item) -> bool:
        return any(c in told or told & set(c.subtree) for c in item.head.children if c.dep_ == "appos")

    named = (i for i in items if i.system is None and i.weapon_class is None)
    told_of = {i.head for i in named if is_told(i) or i.head.sent.start in counted}
    return [i for i in items if i.head not in told_of]


def _is_pointed_at(item: Item) -> bool:
    """Whether a bare class noun speaks of what was told before: "such rounds", "these vessels"."""
    return any(c.lower_ in ("such", "these", "those") for c in item.head.children)


def _is_a_groups(mention: Mention, reading: Reading) -> bool:
    """Whether a word such as `fighters` means the people of an armed group."""
    before = reading.mention_at(mention.start - 1) if mention.start else None
    return before is not None and before.label == "armed_group"


def _is_a_makers(mention: Mention, reading: Reading) -> bool:
    """Whether a designation is the short name of a company that the document names: "Rotem", of Hyundai Rotem."""
    short = " " + reading.doc[mention.start : mention.end].text
    firms = (m for m in reading.of_label("organisation") if (m.entity_id or "").startswith("companies:"))
    return any(reading.doc[m.start : m.end].text.endswith(short) for m in firms)


def _only_describes(mention: Mention, reading: Reading) -> bool:
    """Whether a word is part of a sum or an adjective: "P15.74 billion", "missile-armed frigates", "anti-ship role"."""
    before = reading.doc.tokens[max(mention.start - 2, 0) : mention.start]
    if len(before) == 2 and before[1].text == "-" and before[0].lower_ in _OPPOSING:
        return True
    behind = reading.doc.tokens[mention.end : mention.end + 2]
    if behind and behind[0].lower_ in _SCALES:
        return True
    return len(behind) == 2 and behind[0].text == "-" and behind[1].tag_ in ("VBN", "JJ", "VBG", "VBD")


def _is_ticker(mention: Mention, reading: Reading) -> bool:
    """Whether a name stands for shares: "(NYSE: ERJ)"."""
    before = reading.doc.tokens[max(mention.start - 2, 0) : mention.start]
    return len(before) == 2 and before[1].text == ":" and before[0].text.isupper() and len(before[0]) > 1


def _describes(item: Item) -> bool:
    """Whether a word only tells of another thing: "a tank plant", the name in "the first frigate, KRI Brawijaya"."""
    if item.system is None and item.weapon_class is None and item.head.dep_ == "appos":
        return True
    follows = item.head.doc[item.end].lower_ if item.end < len(item.head.doc) else ""
    if follows in _BUILDS:
        return True  # "upgraded to the F-16V standard", "Rafales of the F4 standard"
    if _is_variant(item):
        return True
    if item.system is not None or item.head.dep_ not in ("compound", "nmod") or item.head.head.i != item.end:
        return False
    return trigger_table("arms_triggers").at(item.head.head) is None


def _is_variant(item: Item) -> bool:
    """Whether a short code that is not written as any name of its row is another weapon's: "F4 Rafales", "Model F4"."""
    doc, system = item.head.doc, item.system
    text = doc[item.start : item.end].text
    if system is None or any(text.startswith(name) for name in (system.name, *system.aliases)):
        return False
    if any(t.lower_ in _VARIANTS for t in doc.tokens[max(item.start - 1, 0) : item.end + 1]):
        return True
    is_before_name = item.head.dep_ in ("compound", "nmod", "amod", "nummod") and item.head.head.i == item.end
    return item.end == item.start + 1 and is_before_name and item.head.head.pos_ == "PROPN"


def _is_listed(item: Item, heads: set[Token]) -> bool:
    """Whether a bare class noun stands in a list with other weapons, or is named: "CRV7 rockets"."""
    if item.weapon_class in _NO_ITEM:
        return False
    first = item.head.doc[item.start]
    carrier = item.head.head.head if item.head.dep_ == "pobj" and item.head.head.lower_ == "of" else item.head
    listed = (*item.head.conjuncts, *carrier.conjuncts)  # "20 Humvees and a number of mortars"
    return any(t in heads for t in listed) or (first.pos_ == "PROPN" and first != item.head)


def _is_dealt_in(item: Item, classes: set[str]) -> bool:
    """Whether a bare class noun is a weapon here: a word such as `ship` or `round` needs a number or a known system."""
    if item.weapon_class is None:
        return True
    is_any = item.head.tag_ == "NN" and any(c.lower_ in ("any", "every") for c in item.head.children)
    if item.weapon_class in _NO_ITEM or is_any:  # "a heavier blow than any tank"
        return False
    weak = entry_of(f"weapon_classes:{item.weapon_class}").extras["bare"] == "weak"
    return not weak or item.number is not None or item.weapon_class in classes or is_traded(item)


def _item(group: list[Mention], reading: Reading) -> Item:
    start, end = group[0].start, group[-1].end
    head = reading.head(start, end)
    system = weapon_class = None
    for mention in group:
        entry = entry_of(mention.entity_id) if mention.entity_id else None
        if entry is not None and entry.file == "weapons":
            system = system or entry
        elif entry is not None:
            weapon_class = entry.id
    called = weapon_class if system is not None else None
    if system is not None:
        weapon_class = system.entity_class or weapon_class
    while head.dep_ in ("compound", "nmod", "amod") and head.head.lemma in UNITS and head.head.i - head.i <= 3:
        head = head.head
        end = max(end, head.i + 1)
    if system is None:
        start = _named_from(start, reading)
    named = {i for m in group if (m.entity_id or "").startswith("weapons:") for i in range(m.start, m.end)}
    named |= {i for m, following in pairwise(group) for i in range(m.end, following.start)}
    return Item(start, end, head, system, weapon_class, number_of(start, end, head, reading, named), called=called)


def _named_from(start: int, reading: Reading) -> int:
    """Where the name begins that stands before a class noun and is in no list: "Galil ACE | rifle"."""
    while start:
        before = reading.doc[start - 1]
        mention = reading.mention_at(before.i)
        known = mention is not None and (
            mention.found_by != "model" or mention.label not in ("organisation", "facility")
        )
        if before.tag_ not in ("NNP", "NNPS") or before.dep_ not in ("compound", "nmod") or known:
            break
        start -= 1
    return start


def _counted(item: Item) -> Item:
    """With the number one, where the phrase speaks of a single thing: "a radar", "another frigate", "a corvette"."""
    head = item.head
    if item.number is not None or head.tag_ not in ("NN", "NNP"):
        return item
    article = next((c for c in head.children if c.dep_ == "det" and c.i <= item.start), None)
    if article is None or (head.dep_ == "pobj" and head.head.lower_ == "of" and not _is_traded_whole(head.head.head)):
        return item
    is_any = article.lower_ in ("a", "an", "another") and head.lemma in _SINGLE
    if not is_any and not _is_named_ship(item, article):
        return item
    return replace(item, number=Number(article.i, article.i + 1, 1, 1, None, is_additional=False, is_total=False))


def _is_traded_whole(noun: Token) -> bool:
    """Whether what a noun is of is bought or sold, and no part of something: "the sale of a frigate"."""
    dealing = trigger_table("arms_triggers").at(noun)
    return dealing is not None and dealing.sense in ("buy", "sell")


def _is_named_ship(item: Item, article: Token) -> bool:
    """Whether a phrase is of one ship by its name: "the corvette INS Kirpan", "the patrol ship Akebono"."""
    if item.system is not None or article.lower_ != "the" or "ship" not in classes_over(item.weapon_class):
        return False
    doc, last = item.head.doc, max(item.end, item.head.i + 1)
    is_inside = doc[last - 1].tag_ == "NNP" and any(t.tag_ == "NN" for t in doc[item.start : last - 1])
    return is_inside or (doc[last - 1].tag_ == "NN" and last < len(doc) and doc[last].tag_ == "NNP")
