"""Whether the people of a nation whom a number counts ("40 Russians") are soldiers: by what is told of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.triggers import trigger_table
from pipelines.facts.troops.moves import triggers_over
from pipelines.facts.troops.words import force_lemma, force_nouns, force_words, setting

if TYPE_CHECKING:
    from pipelines.annotation.parsed import Token
    from pipelines.facts.context import Context

_FORCES_NAMED = 2  # words for forces in a document that tells of soldiers


def are_soldiers(noun: Token, context: Context) -> bool:
    """Whether the people of a nation serve.

    They do where they are told to serve, or where forces are spoken of, and nothing beside them speaks of
    embassies, of refugees or of travellers.
    """
    if any(t.token.lemma_ in setting("soldiering") for t in triggers_over(noun)):
        return True
    reading = context.reading
    index = reading.sentence_index[noun.i]
    beside = reading.sentences[max(0, index - 1) : index + 1]
    if (
        _is_sent_away(noun)
        or noun.head.lemma_ in setting("dwelling")
        or any(t.lemma_.lower() in setting("civil") for s in beside for t in s)
    ):
        return False
    told = {t.i for t in force_words(reading)} | {t.i for t in reading.doc.among(setting("military") | setting("site"))}
    if len(told) >= _FORCES_NAMED:
        return True
    return any(speaks_of_forces(t) for t in noun.sent)


def speaks_of_forces(token: Token) -> bool:
    """Whether a word is one for soldiers or units, or of the military."""
    sense = force_nouns().get(force_lemma(token), "body")
    return sense not in ("body", "person") or token.lower_ in setting("military")


def _is_sent_away(noun: Token) -> bool:
    """Whether a state sends people of another home: "expelled 20 Norwegians", "told 40 Russians to leave"."""
    if noun.dep_ not in ("dobj", "nsubjpass", "nsubj"):
        return False
    verb = noun.head
    trigger = trigger_table("troop_triggers").at(verb)
    ordered = noun.dep_ == "nsubj" and verb.dep_ == "ccomp"  # "told 40 Russians to leave"
    verb = verb.head if ordered else verb
    return verb.lemma_ in setting("sending_away") or (trigger is not None and trigger.cue.phrase == "order out")
