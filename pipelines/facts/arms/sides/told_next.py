"""Sides that a sentence behind the deal's tells of the weapon: "They come from Paramount", "The ships are for Lima".

What stands there for the weapon is a pronoun, or its noun again with an article. Deals that such a sentence tells by
itself are found by its own words of dealing (weapons/stand_ins.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses, words
from pipelines.facts.arms.cells import put_side
from pipelines.facts.arms.weapons.classes import covers
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import arguments, is_passive, is_verb
from pipelines.facts.verbs import COPULAS

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context
    from pipelines.facts.draft import Draft

_BEHIND = 2  # sentences
_BUILDING = words("arms_words", "building")
_MAKING = _BUILDING | words("arms_words", "supplying")
_ORIGIN = words("arms_words", "originating")
_GOAL = words("arms_words", "ending_up")
_MEANT = words("arms_words", "destined")
_PRONOUNS = ("they", "it", "these")
_POINTING = ("the", "these", "this", "all")
_OTHER = {"supplier": "recipient", "recipient": "supplier"}


def from_next(draft: Draft, side: str, origin: str | None, context: Context) -> None:
    """Fill a missing side from the sentences right behind the deal's, where they tell of the weapon whose it is.

    Args:
        draft: the deal, to which the side is added.
        side: supplier or recipient.
        origin: the country whose make the weapon is, or None; others may only build it under licence.
        context: the document.
    """
    reading = context.reading
    here = reading.sentence_index[draft.anchor]
    for sentence in reading.sentences[here + 1 : here + 1 + _BEHIND]:
        if context.paragraphs[sentence.start] != context.paragraphs[draft.anchor]:
            return
        for token in sentence:
            if token.dep_ not in ("nsubj", "nsubjpass") or not is_verb(token.head) or verdict(token.head).negated:
                continue
            named = _named(token, side, draft, context)
            if named is None or named.code == draft.get(f"{_OTHER[side]}_country"):
                continue
            if side == "recipient" or origin in (None, named.code) or token.head.lemma in _ORIGIN:
                put_side(draft, side, named, "party:next", context)
                return
        if any(i in context.item_heads for i in range(sentence.start, sentence.end)):
            return  # another weapon is spoken of


def _named(subject: Token, side: str, draft: Draft, context: Context) -> Party | None:
    """Who is told to stand on a side, by the verb of a subject."""
    verb = _main(subject.head)
    if side == "supplier" and verb.lemma_ in COPULAS and _is_maker(subject):
        return _first([c for c in verb.children if c.dep_ == "attr"], context)
    if not _is_weapon(subject, draft, context):
        return None
    told = arguments(verb)
    if side == "supplier":
        if verb.lemma in _ORIGIN:
            return _first(told.by("from"), context)
        if verb.lemma in _MAKING and is_passive(verb):
            where = told.by("in") if verb.lemma in _BUILDING else []
            return _first([*told.by("by"), *told.agents], context) or _first([*told.by("from"), *where], context)
        return None
    if verb.lemma in _GOAL:
        return _first(told.by("to"), context)
    meant = [c for c in verb.children if c.lower_ in _MEANT]
    if verb.lower_ in _MEANT or verb.lemma_ in COPULAS:
        return _first([t for v in (verb, *meant) for t in arguments(v).by("for")], context)
    return None


def _main(verb: Token) -> Token:
    """What is told of a subject: the infinitive of "are to be built by", else the verb itself."""
    if verb.lemma_ != "be":
        return verb
    return next((c for c in verb.children if c.dep_ == "xcomp" and c.tag_ in ("VB", "VBN") and is_verb(c)), verb)


def _is_maker(noun: Token) -> bool:
    """Whether a noun tells who makes or sells what was told: "the builder is", "the supplier will be"."""
    is_definite = any(c.lower_ in ("the", "its", "their") for c in noun.children if c.dep_ in ("det", "poss"))
    is_plain = not any(c.dep_ in ("prep", "relcl", "amod", "compound") for c in noun.children)
    return is_definite and is_plain and noun.lemma in {*senses("arms_suppliers"), *words("arms_words", "maker")}


def _is_weapon(subject: Token, draft: Draft, context: Context) -> bool:
    """Whether a subject stands for the weapon of a deal: a pronoun for several or one, or its noun again."""
    if subject.lower_ in _PRONOUNS:
        return context.parties.of(subject) is None or subject.lower_ != "it"
    if not any(c.lower_ in _POINTING for c in subject.children if c.dep_ in ("det", "predet")):
        return False
    anchor = context.reading.doc[draft.anchor]
    again = next((m for m in context.reading.within(subject.sent, "weapon_class") if m.end == subject.i + 1), None)
    is_kind = again is not None and covers(again.code, draft.get("weapon_class"))
    return subject.lemma_ == anchor.lemma_ or is_kind


def _first(tokens: list[Token], context: Context) -> Party | None:
    return next((p for t in tokens if (p := context.parties.stated(t)) is not None), None)
