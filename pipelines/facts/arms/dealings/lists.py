"""Items that a clause without a dealing of its own lists: bullets and fragments under a lead, what a package holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.dealings.no_dealings import is_of_notice, is_order_to_act, only_describes
from pipelines.facts.arms.sides.line_labels import label_of
from pipelines.facts.arms.sides.list_headings import headed_by
from pipelines.facts.arms.weapons.counts import UNITS
from pipelines.facts.arms.weapons.restated import tells_parts
from pipelines.facts.roles import governors, is_verb
from pipelines.facts.triggers import Trigger, trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Span, Token
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context

_FRAGMENTS, _CLAUSES = 15, 2  # sentences back in which the lead of a list, and the package of an "it", are looked for
_INTRODUCTION = 4  # sentences before the lead of a list in which the package was told that it speaks of
_DEALING = ("buy", "sell", "deal")
_HOLDING = words("arms_words", "listing")
_RESUMING = words("arms_words", "resuming")
_MADE = words("arms_words", "firm")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_DEFINITE = ("the", "this")
_POINTING = ("it", "its", "them", "also", "among", "included", "part")


def lead_of(item: Item, context: Context) -> Trigger | None:
    """The dealing that the sentences before tell, for an item in a list without a verb or in "in it are ..."."""
    sentences = context.reading.sentences
    here = context.reading.sentence_index[item.head.i]
    if (over := lead_over(item, context)) is not None:
        return over
    is_fragment, label = not _has_verb(sentences[here]), label_of(item.head.i, context)
    if not is_fragment and not _is_held(item.head):
        return None
    for index in range(here if not is_fragment else here - 1, max(here - _FRAGMENTS, -1), -1):
        sentence = sentences[index]
        if headed_by(sentence.start, context) != headed_by(item.head.i, context):
            return None
        if label is not None and label_of(sentence[-1].i, context) not in (None, label):
            return None  # "- Chile: ten jets, delivered / - Peru: six boats"
        if is_fragment and not _has_verb(sentence) and not _is_lead(sentence):
            continue
        is_lead = _is_lead(sentence) or is_fragment or (index == here - 1 and tells_parts(sentences[here]))
        found = _main_trigger(_own_part(sentence, item), item, only_nouns=index < here and not is_lead)
        if found is not None:
            return _spoken_of(found, context) or found
        if is_fragment or here - index >= _CLAUSES:
            return None
    return None


def lead_over(item: Item, context: Context) -> Trigger | None:
    """The dealing over an entry with a bullet: in the lead of its list, else in the package that the lead speaks of."""
    sentences = context.reading.sentences
    here, over = context.reading.sentence_index[item.head.i], headed_by(item.head.i, context)
    if context.lines[item.head.i] not in context.bulleted or not _is_entry(item, sentences[here]):
        return None
    index = here - 1
    while index >= 0 and context.lines[sentences[index].start] in context.bulleted:
        index -= 1
    for number in range(index, max(index - _CLAUSES - 1, -1), -1):
        sentence = sentences[number]
        if headed_by(sentence.start, context) != over or context.lines[sentence.start] in context.bulleted:
            return None
        found = _main_trigger(list(sentence), item, only_nouns=number < index)
        if found is not None:
            return _introduced(found, number, context)
        if number == index and not _speaks_of_package(sentence):
            return None
    return None


def _spoken_of(trigger: Trigger, context: Context) -> Trigger | None:
    """The deal that "the deal includes" speaks of, where a sentence right before tells it and names no weapon.

    "Lima suspended an arms contract with Oslo. The deal included 40 missiles."
    """
    noun = trigger.token
    is_pointing = any(c.lower_ in _DEFINITE for c in noun.children if c.dep_ == "det")
    if is_verb(noun) or noun.lemma not in _RESUMING or not is_pointing:
        return None
    here = context.reading.sentence_index[noun.i]
    before = context.reading.sentences[here - 1] if here else None
    if before is None or any(before.start <= i < before.end for i in context.item_heads):
        return None
    found = (t for token in before if (t := trigger_table("arms_triggers").at(token)) is not None)
    deals = [t for t in found if not is_verb(t.token) and t.sense in _DEALING and t.token.lemma in _RESUMING | _MADE]
    return deals[0] if len(deals) == 1 else None


def _introduced(trigger: Trigger, number: int, context: Context) -> Trigger:
    """Where a package that a lead speaks of was told with who gives it, or gets it, not long before; else the lead."""
    if is_verb(trigger.token) or not any(c.lower_ in _DEFINITE for c in trigger.token.children):
        return trigger
    for sentence in reversed(context.reading.sentences[max(number - _INTRODUCTION, 0) : number]):
        found = (t for token in sentence if (t := trigger_table("arms_triggers").at(token)) is not None)
        same = next((t for t in found if t.cue == trigger.cue), None)
        if same is not None and any(m.code for m in context.reading.within(sentence)):
            return same
    return trigger


def _is_lead(sentence: Span) -> bool:
    return sentence.text.strip()[-1:] == ":"


def _is_entry(item: Item, sentence: Span) -> bool:
    """Whether an item is what an entry of a list names, whatever its clauses tell: "- two boats, which will help"."""
    if not _has_verb(sentence):
        return True
    root = sentence.root
    return not is_verb(root) and root.dep_ == "ROOT" and not any(is_verb(t) for t in governors(item.head))


def _speaks_of_package(lead: Span) -> bool:
    """Whether a lead without a dealing goes on about one: "It contains the following:", "These are:"."""
    return _is_lead(lead) and any(t.lower_ in (*_POINTING, "these", "this", "following") for t in lead)


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
    if token.lemma not in _HOLDING:
        return False
    if head.dep_ == "nsubj" and token.lemma_ not in ("be", "come"):
        return False  # "the 14 jets include six that Oslo gave"
    if any(c.dep_ == "nsubj" and c != head and c.lemma in UNITS for c in token.children):
        return False  # "each battery includes a radar vehicle"
    return token.lemma_ != "be" or any(t.lower_ in _POINTING for t in token.subtree if t.i < head.i)


def _is_of_one(verb: Token, item: Item) -> bool:
    """Whether a participle tells of one thing in the list alone: "X and Y made by Saab", "the latter given by Oslo"."""
    return verb.tag_ == "VBN" and verb.dep_ == "acl" and item.head.first_conjunct.is_ancestor(verb)


def _is_when(dealing: Token) -> bool:
    """Whether a dealing only tells when: "support for 15 years after delivery"."""
    return dealing.dep_ == "pobj" and dealing.head.lower_ in ("after", "before", "since", "until", "following", "upon")


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
    found = [t for t in found if not _is_of_one(t.token, item) and not only_describes(t, table)]
    included = next((t for t in governors(item.head) if t.lower_ == "including"), None)
    if included is not None and included in sentence:
        found = [t for t in found if t.token.is_ancestor(included)]
    found = [
        t
        for t in found
        if not is_order_to_act(t) and not is_of_notice(t, table) and t.token.dep_ not in ("aux", "auxpass")
    ]
    found = [t for t in found if t.cue.extras["transfer_kind"] != "upgrade" and not _is_when(t.token)]
    found = [t for t in found if not only_nouns or not is_verb(t.token)]
    highest = min(found, key=lambda t: (len(list(t.token.ancestors)), t.token.i), default=None)
    if highest is None or highest.sense != "deal":
        return highest
    made = (t for t in found if t.token.dep_ == "dobj" and t.token.head == highest.token)
    return next(made, highest)  # "signed a contract to supply"
