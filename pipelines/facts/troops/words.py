"""The words for soldiers, units and bodies of them, and what such a noun says by itself."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses, words
from pipelines.annotation.language.parsed import once_a_token
from pipelines.annotation.parties.words import party_nouns
from pipelines.annotation.reading import once_a_document

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Reading
    from pipelines.facts.context import Context

setting = partial(words, "troop_settings")  # the words of one sense
UNITS = ("brigade", "battalion", "division", "regiment", "company", "other")
_PEOPLES = ("s", "sh", "ch", "ese", "men")  # "30 Dutch", "twelve British", "two Japanese", "350 Frenchmen"
_BESIDE = 9  # tokens behind a word for a person in which its army is named: "members of the South African National ..."
_BEFORE_NOUN = ("ADJ", "NOUN", "PROPN", "VERB", "NUM")
_CAPITAL = ("NNPS", "NNS", "NNP")


@cache
def force_nouns() -> dict[str, str]:
    """Lemma -> sense of the words for soldiers, units and bodies of them."""
    return senses("force_nouns")


@cache
def _forms() -> frozenset[str]:
    """The words that `force_lemma` may know, the last of several ("battle group"), and their plurals."""
    endings = (("", "s"), ("man", "men"), ("woman", "women"))
    nouns = [*(noun.split()[-1] for noun in force_nouns()), "force"]
    return frozenset((*nouns, *(n.removesuffix(a) + b for n in nouns for a, b in endings if n.endswith(a))))


@once_a_document
def force_words(reading: Reading) -> list[Token]:
    """The words for soldiers, units and bodies of them in a document, whatever their part of speech."""
    return [t for t in reading.doc.among(_forms()) if force_lemma(t) in force_nouns()]


@once_a_token
def force_lemma(token: Token) -> str:
    """The lemma of a noun as seeds/cues/force_nouns.csv has it, also of a plural that the tagger took for none.

    "2,500 US Marines", "the servicemen".
    """
    lemma = token.lemma
    before = token.nbor(-1).lower_ if token.i else ""
    if lemma == "force" and before == "air":
        return "air force"
    if before and (pair := f"{before} {lemma}") in force_nouns():
        return pair  # "battle group", "blue helmets"
    if token.pos_ in ("PROPN", "NOUN") and lemma not in force_nouns():
        for plural, singular in (("men", "man"), ("women", "woman"), ("s", "")):
            stem = lemma.removesuffix(plural) + singular
            if lemma.endswith(plural) and stem in force_nouns():
                return stem
    return lemma


def article_of(noun: Token) -> str:
    """The word before a noun and its adjectives: "the", "its", "a", also where the parser joins it to another."""
    index = noun.i - 1
    while index >= 0 and (noun.doc[index].pos_ in _BEFORE_NOUN or noun.doc[index].text == "-"):
        index -= 1
    return noun.doc[index].lower_ if index >= 0 else ""


def is_force_or_site(noun: Token) -> bool:
    """Whether a noun is one for soldiers, a unit or body of them, or the base where they are."""
    return force_lemma(noun) in force_nouns() or noun.lemma in setting("site")


def sense_of(noun: Token, context: Context) -> str | None:
    """personnel, body or a code of ref.unit where a noun speaks of forces, else None."""
    mention = context.reading.mention_at(noun.i)
    if mention is not None and mention.label == "nationality" and noun.tag_ in _CAPITAL:
        is_people = noun.dep_ not in ("amod", "compound", "nmod") and noun.text.endswith(_PEOPLES)
        is_make = noun.i + 1 < len(noun.doc) and noun.nbor().text == "-"  # "19 French-made howitzers"
        return "personnel" if is_people and not is_make else None
    nouns, lemma = force_nouns(), force_lemma(noun)
    sense = nouns.get(lemma) or nouns.get(noun.lower_)
    if sense == "person":
        return "personnel" if is_military(noun) else None
    if lemma == "company" and not any(c.dep_ == "prep" and c.lower_ == "of" for c in noun.children):
        return None
    return sense


def is_military(noun: Token) -> bool:
    """Whether a word for a person speaks of the forces: "police cadets", "members of the army"."""
    if any(_is_council(t) for c in noun.children if c.dep_ == "prep" for t in c.children):
        return False  # "the members of the Security Council"
    beside = [w for t in noun.subtree if t != noun and t.i < noun.i + _BESIDE for w in (t.lemma, force_lemma(t))]
    verb = noun.head if noun.head.pos_ in ("VERB", "AUX") else None
    if verb is not None:  # "the Defence Force has about 800 members in Iraq"
        beside += [t.lemma for c in verb.children if c.dep_ == "nsubj" and c.i < noun.i for t in c.subtree]
        if noun.lemma == "member" and verb.lemma_ in setting("enlisted"):
            return True
    nouns = force_nouns()
    return any(w in setting("military") or nouns.get(w) in ("personnel", *UNITS) for w in beside)


def _is_council(noun: Token) -> bool:
    """Whether a noun is one for a body that decides and has no soldiers: a council, a commission, a parliament."""
    known = party_nouns().get(noun.lemma)
    is_institution = known is not None and known.kind == "institution"
    return is_institution and not is_force_or_site(noun) and noun.lemma not in setting("military")
