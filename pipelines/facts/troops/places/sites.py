"""Countries described as the place of forces: "Lebanon, with 1,300, is the biggest mission"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.roles import conjuncts
from pipelines.facts.troops.forces.sides import PLACES, Side
from pipelines.facts.troops.words import setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Number
    from pipelines.facts.context import Context


def _is_site(token: Token) -> bool:
    """Whether a name is said to be, or to have, a base or a mission of somebody's: not to send forces itself."""
    verb = token.head
    if verb.lemma_ == "be" and token.dep_ in ("nsubj", "attr"):
        other = "attr" if token.dep_ == "nsubj" else "nsubj"
        return any(_names_site(c) for c in verb.children if c.dep_ == other)
    return verb.lemma_ in ("have", "keep") and token.dep_ == "nsubj" and _has_site(verb)


def _has_site(verb: Token) -> bool:
    """Whether what a verb's subject has is a base with men in it: "Gabon still has a camp with 200"."""
    themes = [c for c in verb.children if c.dep_ == "dobj" and c.lemma in setting("site")]
    return bool(themes) and any(c.lower_ == "with" for t in (verb, *themes) for c in t.children)


def _names_site(noun: Token) -> bool:
    """Whether a noun is one for a base or a mission, or a superlative that stands for it: "the biggest is Lebanon"."""
    words = (*setting("site"), *setting("mission"))
    return any(t.lemma in words for t in conjuncts(noun)) or noun.tag_ == "JJS"


def site_of(number: Number, context: Context) -> Side | None:
    """The land last named before a number, in a sentence that tells lands as where bases or missions are."""
    reading = context.reading
    sentence = reading.doc[number.start].sent
    places = [m for m in reading.within(sentence, *PLACES) if m.code and m.end <= number.start]
    if not any(_is_site(reading.head(m.start, m.end)) for m in places):
        return None
    return Side(str(places[-1].code), places[-1].start, places[-1].end, "host:site")
