"""Whether counted people ("40 Russians", "600 engineers") are soldiers, by what the text says about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.reading import once_a_document
from pipelines.facts.triggers import trigger_table
from pipelines.facts.troops.moves import STRONG, triggers_over
from pipelines.facts.troops.words import force_lemma, force_nouns, force_words, sense_of, setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Reading
    from pipelines.facts.context import Context

_FORCES_NAMED = 2  # words for forces in a document that tells of soldiers


def are_soldiers(noun: Token, context: Context) -> bool:
    """Whether the people of a nation serve.

    They do where they are told to serve, or where forces are spoken of, and nothing beside them speaks of
    embassies, of refugees or of travellers.
    """
    if any(t.token.lemma_ in setting("soldiering") for t in triggers_over(noun)):
        return True
    if any(t.cue.phrase == "take part" for t in triggers_over(noun)) and _tells_of_a_mission(noun):
        return True  # "the training mission, in which 300 Germans take part"
    reading = context.reading
    index = reading.sentence_index[noun.i]
    beside = reading.sentences[max(0, index - 1) : index + 1]
    if (
        _is_sent_away(noun)
        or noun.head.lemma_ in setting("dwelling")
        or any(c.dep_ == "relcl" and c.lemma_ in setting("dwelling") for c in noun.children)
        or any(t.lemma in setting("civil") for s in beside for t in s)
    ):
        return False
    return _tells_of_forces(reading) or any(speaks_of_forces(t) for t in noun.sent)


def counted_sense(noun: Token, context: Context) -> str | None:
    """What a counted noun tells of forces, also one for a trade in which soldiers serve: "600 engineers to Cambodia".

    Pilots, engineers and observers are meant where the document tells of forces and these are a nation's or are sent.
    """
    sense = sense_of(noun, context)
    if sense is None and (_are_fighters(noun) or _is_posted_company(noun)):
        return "company" if force_lemma(noun) == "company" else "personnel"
    if sense is not None or noun.tag_ not in ("NNS", "NN") or force_lemma(noun) not in setting("trade"):
        return sense
    if not _tells_of_forces(context.reading):
        return None
    party = context.parties.stated(noun)
    is_national = party is not None and party.rule == "modifier"
    return "personnel" if is_national or any(t.sense in STRONG for t in triggers_over(noun)) else None


def _are_fighters(noun: Token) -> bool:
    """Whether people of any kind are told to fight or to be in an army: "155 citizens who serve in its army"."""
    if noun.lemma not in setting("enlisted_people"):
        return False
    verbs = [c for c in noun.children if c.dep_ in ("relcl", "acl")]
    told = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun  # "200 of its citizens"
    verbs += [told.head] if told.dep_ in ("nsubj", "nsubjpass") else []
    verbs += [c for v in verbs for c in v.children if c.dep_ in ("xcomp", "advcl") and c.tag_ == "VB"]
    for verb in verbs:
        words = {t.lemma for t in verb.subtree if t.i > verb.i}
        if verb.lemma_ == "fight" or (verb.lemma_ in setting("enlisting_in") and words & setting("military")):
            return True
    return False


def _is_posted_company(noun: Token) -> bool:
    """Whether companies are stationed somewhere, as those of soldiers are: "has stationed two companies in Bissau"."""
    if force_lemma(noun) != "company" or noun.dep_ not in ("dobj", "nsubjpass"):
        return False
    return noun.head.lemma_ in setting("soldiering") and any(t.token == noun.head for t in triggers_over(noun))


@once_a_document
def _tells_of_forces(reading: Reading) -> bool:
    """Whether a document speaks of soldiers, of the military or of a base more than once."""
    told = {t.i for t in force_words(reading)} | {t.i for t in reading.doc.among(setting("military") | setting("site"))}
    return len(told) >= _FORCES_NAMED


def _tells_of_a_mission(noun: Token) -> bool:
    return any(t.lemma in setting("mission") for t in noun.sent)


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
