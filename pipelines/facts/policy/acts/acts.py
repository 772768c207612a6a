"""An act: a place at which a document speaks of an instrument of policy.

Three shapes make one: a noun that names an instrument ("sanctions", seeds/cues/policy_instruments), a verb or its noun
with an object of a kind ("expelled the envoy", "closure of the border"; frames.py), and a sum that is given
(payments.py). Who acts, towards whom and with what stance is read elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue, cues, senses, words
from pipelines.facts.policy.acts.kinds import kinds_of
from pipelines.facts.policy.acts.measures import measures_at
from pipelines.facts.policy.acts.object_words import is_price
from pipelines.facts.policy.acts.traded_goods import WEAPONS
from pipelines.facts.roles import arguments, is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

_NAMES = ("organisation", "person", "military_unit")
_ON_SOMETHING = "financial_aid"  # an instrument whose verbs tell it only with an object: "the jets which they finance"
_ANSWERING = words("policy_words", "answering")
_SPANS = words("policy_words", "span")
_PUTTING = words("policy_words", "putting")
_OCCASION = words("policy_words", "occasion")
_AGAINST = ("on", "against", "upon")
_TO_WHAT = ("at", "over", "for", "to", "against")  # prepositions between an answer and what it answers
_STANDING = ("force", "place")
_NEAR = 5  # tokens from "training" to the weapon that it describes with another word
_DESCRIBING = ("amod", "compound", "prep", "nummod")
_PRESUPPOSING = frozenset("after since despite during amid over under following".split())


@dataclass(frozen=True)
class Act:
    """An instrument at a token.

    Attributes:
        token: the word that stands for the act; its governors tell the stance.
        start, end: tokens [start, end) of the phrase.
        cue: the row of seeds/cues that found it, with category and direction.
        object: of a verb with an object, that object's token.
        stance: the stance that the words tell by themselves, before tense and negation.
        rule: the shape that found it.
    """

    token: Token
    start: int
    end: int
    cue: Cue
    object: Token | None = None
    stance: str = "adopted"
    rule: str = "noun"

    @cached_property
    def instrument(self) -> str:
        """A code of ref.instrument."""
        return self.cue.sense

    @cached_property
    def direction(self) -> str:
        """Whether the other side is a target, a beneficiary or a partner: target, beneficiary, mutual."""
        return self.cue.extras["direction"]


def split_words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as the tokenizer makes them: a hyphen between letters is one of its own."""
    return tuple(re.findall(r"[^\s-]+|-", phrase))


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], Cue]]]:
    """First word -> the phrases of nouns that begin with it, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for cue in cues("policy_instruments"):
        if cue.scope in ("noun", "noun on", "noun against"):
            words = split_words(cue.phrase)
            found.setdefault(words[0], []).append((words, cue))
    return {first: sorted(phrases, key=lambda p: -len(p[0])) for first, phrases in found.items()}


@cache
def _first_words() -> frozenset[str]:
    """The words with which an instrument may begin that is named by a noun or by a verb alone."""
    return trigger_table("policy_instruments").words | _phrases().keys() | senses("policy_measures").keys()


def named_acts(context: Context) -> list[Act]:
    """The instruments that a document names by a noun or by a verb alone, longest phrase first at each place."""
    table, phrases = trigger_table("policy_instruments"), _phrases()
    tokens = context.reading.doc.tokens
    found: list[Act] = []
    end = 0
    for token in context.reading.doc.among(_first_words()):
        index, lower, lemma = token.i, token.lower_, token.lemma
        if index < end:
            continue
        found += [Act(kind, kind.i, kind.i + 1, cue, rule="measure") for kind, cue in measures_at(token)]
        options = (*phrases.get(lower, ()), *(phrases.get(lemma, ()) if lemma != lower else ()))
        standing = (o for o in options if _stands_at(o[0], tokens, index, context))
        named = next((o for o in standing if _is_aimed(o[1], tokens[index + len(o[0]) - 1], context)), None)
        if named is not None:
            end = index + len(named[0])
            kinds = measures_at(tokens[end - 1]) if end > index + 1 else []  # "financial and military support" is two
            found += [Act(kind, kind.i, kind.i + 1, cue, rule="measure") for kind, cue in kinds]
            found += [] if kinds else [Act(_head_of(tokens[index:end]), index, end, named[1])]
            continue
        trigger = table.at(token) if is_verb(token) else None
        if (
            trigger is not None
            and trigger.cue.scope == "verb"
            and (trigger.sense != _ON_SOMETHING or _on_a_thing(token))
        ):
            found.append(Act(token, index, index + 1, trigger.cue, rule="verb"))
    return found


def _head_of(words: list[Token]) -> Token:
    """The noun that stands for a phrase: its last, but the first of "ceiling on the price"."""
    before = (first for first, second in pairwise(words) if second.lower_ == "on" and first.pos_ == "NOUN")
    return next(before, words[-1])


def _is_aimed(cue: Cue, noun: Token, context: Context) -> bool:
    """Whether a word tells of its instrument here: "duties on steel", and not a minister's; "measures against Iran"."""
    if is_price(noun) or (cue.sense == "training" and _is_of_a_kind(noun, context)):
        return False
    if noun.head.lower_ == "in" and noun.dep_ == "pobj" and noun.lemma in _OCCASION:
        return False  # "in recognition of his service"
    if cue.scope == "noun on":
        over = noun.head if noun.dep_ in ("dobj", "nsubjpass") else noun  # the parser hangs it on "set out" as well
        return bool(arguments(noun).by("on", "upon")) or any(_is_good(t) for t in arguments(over).by("on", "upon"))
    if cue.scope == "noun against":
        behind = [noun, *(t for t in arguments(noun).by("in") if t.lemma in _STANDING)]  # "in place against"
        behind += [noun.head] if noun.dep_ in ("dobj", "nsubjpass") else []
        against = [t for told in behind for t in arguments(told).by(*_AGAINST)]
        return any(_is_state(t, context) for t in against)
    return True


def _is_of_a_kind(training: Token, context: Context) -> bool:
    """Whether it tells with another word of what kind a weapon is: "a training and light attack aircraft"."""
    behind = training.doc.tokens[training.i + 1 : training.i + 1 + _NEAR]
    mentions = (context.reading.mention_at(t.i) for t in behind)
    is_paired = bool(behind) and behind[0].lower_ in ("and", "or") and training.i > 0
    before = training.doc[training.i - 1] if is_paired else training
    is_counted = before.lower_ in ("a", "an") or before.pos_ == "NUM"
    return is_counted and any(m is not None and m.label in WEAPONS for m in mentions)


def _is_good(noun: Token) -> bool:
    """Whether what stands behind "on" may bear a duty: no day, and nothing by which duties are put off."""
    return (
        noun.tag_ in ("NN", "NNS") and noun.i not in noun.doc.dated and any(c.dep_ in _DESCRIBING for c in noun.subtree)
    )


def _is_state(noun: Token, context: Context) -> bool:
    """Whether a noun is a state or its people, and no trade or forces of it."""
    party = context.parties.stated(noun)
    is_own = party is not None and party.kind != "company" and party.rule == "name"
    return is_own or (party is not None and "person" in kinds_of(noun, context, 0))


def _on_a_thing(verb: Token) -> bool:
    """Whether a verb of paying tells what is paid for, and no charge: "accused it of funding terrorism"."""
    themes = [t for t in arguments(verb).themes if t.pos_ in ("NOUN", "PROPN")]
    return bool(themes) and all(t.lemma not in words("policy_words", "terror") for t in themes)


def _stands_at(words: tuple[str, ...], tokens: list[Token], index: int, context: Context) -> bool:
    """Whether a phrase of nouns (its last word as lemma) begins at a token, outside of names."""
    end = index + len(words)
    if end > len(tokens):
        return False
    last = tokens[end - 1]
    if words[-1] not in (last.lemma, last.lower_):
        return False
    before = tokens[index : end - 1]
    if any(t.lower_ != w for t, w in zip(before, words, strict=False)):
        return False
    is_noun = last.pos_ in ("NOUN", "PROPN") or (bool(before) and last.tag_ == "VBG")  # "air policing"
    return is_noun and last.dep_ not in ("compound", "amod") and not _is_in_a_name(index, context)


def _is_in_a_name(index: int, context: Context) -> bool:
    mention = context.reading.mention_at(index)
    return mention is not None and mention.label in _NAMES


def talks_of(envoy: Token) -> list[Token]:
    """The talks for which somebody is named, and for which no mediator is: "a special envoy for talks with Russia"."""
    instruments = senses("policy_instruments")
    told = (t for t in arguments(envoy).by("for") if instruments.get(t.lower_) == "talks")
    return [t for t in told if arguments(t).by("with")]


def tells_origin(act: Act) -> bool:
    """Whether a mission is told to get its soldiers from somewhere: "the soldiers are to come from Chad and Mali"."""
    return act.cue.phrase == "come from" and act.token.tag_ == "VB"


def is_presupposed(noun: Token) -> bool:
    """Whether a sentence takes an act for known: "after Turkish mediation", "despite the Union's sanctions"."""
    current = noun
    while current.head != current and not is_verb(current.head):
        current = current.head
        if current.lower_ in _PRESUPPOSING and current.pos_ in ("ADP", "SCONJ"):
            return not (current.lower_ == "under" and current.head.lemma_ in _PUTTING)
        if current.lower_ in ("for", "over") and current.pos_ == "ADP" and _is_measure(current.head):
            return True  # "sanctions against Moscow for its invasion"
        if current.lower_ == "of" and current.head.lemma in _SPANS and current.head.head.lower_ in ("in", "on"):
            return True  # "on the second day of the truce"
        if current.lower_ == "into" and current.i and current.doc[current.i - 1].dep_ == "npadvmod":
            return True  # "four days into the invasion"
        if current.pos_ == "ADP" and current.head.lower_ in _ANSWERING and current.head.dep_ == "pobj":
            return True  # "in return for the strikes"
        if current.lower_ in _TO_WHAT and current.i > 1 and current.doc[current.i - 1].lower_ in _ANSWERING:
            return current.doc[current.i - 2].pos_ == "ADP"  # "in protest at", where the parser hangs it on the verb
    return False


def _is_measure(word: Token) -> bool:
    """Whether a word, or its object, is an answer to what somebody does: "adopted sanctions", "thanked", "expelled"."""
    told = (word, *(c for c in word.children if c.dep_ == "dobj"))
    roles = (trigger_table("policy_roles").at(t) for t in told)
    answers = words("policy_words", "answering deed")
    return word.lemma in answers or any(role is not None and role.sense == "measure" for role in roles)
