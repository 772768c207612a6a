"""Items that a clause without a dealing of its own lists: bullets and fragments under a lead, what a package holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.arms.dealings.no_dealings import is_order_to_act
from pipelines.facts.arms.sides.headed import headed_by
from pipelines.facts.arms.weapons.counts import UNITS
from pipelines.facts.roles import governors, is_verb
from pipelines.facts.triggers import Trigger, trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Span, Token
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context

_FRAGMENTS, _CLAUSES = 15, 2  # sentences back in which the lead of a list, and the package of an "it", are looked for
_BULLETS = ("-", "*", "•", "–", "—")
_DEALING = ("buy", "sell", "deal")
_HOLDING = ("be", "include", "hold", "contain", "comprise", "consist", "feature", "cover", "add", "come", "provide")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_POINTING = ("it", "its", "them", "also", "among", "included", "part")


def lead_of(item: Item, context: Context) -> Trigger | None:
    """The dealing that the sentences before tell, for an item in a list without a verb or in "in it are ..."."""
    sentences = context.reading.sentences
    here = context.reading.sentence_index[item.head.i]
    is_point = is_bullet(sentences[here]) and not is_verb(sentences[here].root)
    is_fragment = is_point or not _has_verb(sentences[here])
    if is_point and any(is_verb(t) for t in governors(item.head)):
        return None  # "- two aircraft, which will let Kyiv see missiles"
    if not is_fragment and not _is_held(item.head):
        return None
    for index in range(here if not is_fragment else here - 1, max(here - _FRAGMENTS, -1), -1):
        sentence = sentences[index]
        if headed_by(sentence.start, context) != headed_by(item.head.i, context):
            return None
        is_other_point = is_bullet(sentence) or not _has_verb(sentence)
        if is_fragment and sentence.text.strip()[-1:] != ":" and (index < here or not is_point) and is_other_point:
            continue
        is_lead = sentence.text.strip()[-1:] == ":" or is_fragment
        found = _main_trigger(_own_part(sentence, item), item, only_nouns=index < here and not is_lead)
        if found is not None:
            return found
        if is_fragment or here - index >= _CLAUSES:
            return None
    return None


def is_bullet(sentence: Span) -> bool:
    """Whether a sentence is a line of a list: "- two aircraft, which will let Kyiv see far"."""
    return sentence[0].text in _BULLETS


def _has_verb(sentence: Span) -> bool:
    return any((is_verb(t) and (t.tag_ in _FINITE or _has_subject(t))) or t.dep_ == "aux" for t in sentence)


def _has_subject(verb: Token) -> bool:
    """Whether a form that the tagger takes for a participle has a subject: "two launchers left for Ukraine"."""
    return verb.dep_ == "ROOT" and any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _is_held(head: Token) -> bool:
    """Whether an item is what a package holds: "in it are ...", "it includes ...", "also included are ..."."""
    token = head
    while token.head != token and not is_verb(token):
        token = token.head
    if token.lemma_.lower() not in _HOLDING:
        return False
    if head.dep_ == "nsubj" and token.lemma_ not in ("be", "come"):
        return False  # "the 14 jets include six that Oslo gave"
    if any(c.dep_ == "nsubj" and c != head and c.lemma_.lower() in UNITS for c in token.children):
        return False  # "each battery includes a radar vehicle"
    return token.lemma_ != "be" or any(t.lower_ in _POINTING for t in token.subtree if t.i < head.i)


def _is_of_one(verb: Token, item: Item) -> bool:
    """Whether a participle tells of one thing in the list alone: "X and Y made by Saab", "the latter given by Oslo"."""
    return verb.tag_ == "VBN" and verb.dep_ == "acl" and item.head.first_conjunct.is_ancestor(verb)


def _own_part(sentence: Span, item: Item) -> list[Token]:
    """The words of a sentence that an item belongs to: those behind the last semicolon before it."""
    if item.head.sent != sentence:
        return list(sentence)
    last = max((t.i for t in sentence if t.text == ";" and t.i < item.head.i), default=sentence.start)
    return [t for t in sentence if t.i >= last]


def _main_trigger(sentence: list[Token], item: Item, *, only_nouns: bool) -> Trigger | None:
    """The trigger that stands highest in a sentence, a noun of dealing before a verb beneath it.

    Only a package, an order or the like can hold what a clause of another sentence tells ("it includes").
    """
    table = trigger_table("arms_triggers")
    found = [t for token in sentence if token != item.head and (t := table.at(token)) and t.sense in _DEALING]
    found = [t for t in found if not _is_of_one(t.token, item)]
    included = next((t for t in governors(item.head) if t.lower_ == "including"), None)
    if included is not None and included in sentence:
        found = [t for t in found if t.token.is_ancestor(included)]
    found = [t for t in found if not is_order_to_act(t) and t.token.dep_ not in ("aux", "auxpass")]
    found = [t for t in found if t.cue.extras["transfer_kind"] != "upgrade"]
    found = [t for t in found if not only_nouns or not is_verb(t.token)]
    return min(found, key=lambda t: (len(list(t.token.ancestors)), t.token.i), default=None)
