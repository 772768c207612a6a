"""Whom a phrase stands for by what was told before: "the country", "it", "who", "both sides", "the former".

What may be meant stands in antecedents.py. Each kind of phrase has its file: pronouns.py, definite_nouns.py, groups.py
for plurals; the rest is here. Where two different ones are equally near, the phrase stays unresolved. What a phrase
tells by itself is read in parties/stated.py.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.annotation.coreference.antecedents import Antecedents
from pipelines.annotation.coreference.definite_nouns import DefiniteNouns
from pipelines.annotation.coreference.groups import Groups, group_size
from pipelines.annotation.coreference.pronouns import Pronouns
from pipelines.annotation.coreference.shapes import is_definite, reference_words, title_before
from pipelines.annotation.parties.stated import Party
from pipelines.annotation.parties.words import party_noun, party_nouns
from pipelines.annotation.speech.saying import speech_words

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.stated import StatedParties
    from pipelines.annotation.reading import Reading
    from pipelines.annotation.speech.statements import Statements


class References:
    """What the phrases of one document refer to.

    Args:
        reading: the document.
        stated: what its phrases tell by themselves.
        statements: whose words they are.
    """

    def __init__(self, reading: Reading, stated: StatedParties, statements: Statements) -> None:
        self._reading = reading
        self._stated = stated
        self._told = Antecedents(reading, stated)
        self._groups = Groups(reading, self._told)
        self._pronouns = Pronouns(reading, stated, self._told, statements, self.of)
        self._nouns = DefiniteNouns(reading, stated, self._told, self._pronouns, self.of)

    def of(self, token: Token) -> Party | None:
        """The one party to which the phrase governed by a token refers, or None."""
        if token.tag_ in ("WP$", "WDT", "WP"):
            return self._relative(token)
        word = token.lower_
        if sense := reference_words("pronoun").get(word):
            return self._pronouns.of(token, sense)
        if sense := reference_words("order").get(word):
            return self._former_or_latter(token, sense)
        if found := self._surname(token) or self._abbreviation(token):
            return found
        if token.pos_ == "PROPN" and (title := title_before(token)) is not None and self._is_unknown(token):
            return self._nouns.titled(title)
        noun = party_noun(token)
        if noun is None or group_size(token) is not None or token.dep_ in ("compound", "amod", "nmod"):
            return None
        if token.dep_ == "appos" and token.head.pos_ == "PROPN":
            return None  # it explains a name and looks back to no other: "Malaita, the biggest island"
        if noun.scope == "relation" and (found := self._nouns.neighbour(token)) is not None:
            return found
        for child in token.children:
            if child.dep_ == "poss" and (child.pos_ in ("PRON", "DET", "NOUN") or child.tag_ == "WP$"):
                return self._owned(token, child, is_relation=noun.scope == "relation")
        is_open = noun.scope in ("relation", "class") and self._stated.classes.before(token) is None
        if is_open or not is_definite(token, bare=noun.scope == "bare"):
            return None  # an ally may be anybody, "the NATO ally" is one of the members
        return self._nouns.of(token, noun)

    def all_of(self, token: Token) -> list[Party]:
        """The parties to which a plural refers ("both sides", "the two countries", "they", "the deal"), or none."""
        return self._groups.of(token)

    def group_size(self, token: Token) -> int | None:
        """How many a phrase speaks of, or None where it tells no number."""
        return group_size(token)

    def acted_last(self, token: Token) -> Party | None:
        """The state or body that the document spoke of last as acting."""
        best = self._told.best(
            self._told.before(token, ("country", "institution", "body", "person")), token, is_strict=False
        )
        return best.party.referred("acted_last") if best and best.party else None

    def _relative(self, token: Token) -> Party | None:
        clause = next((t for t in token.ancestors if t.dep_ == "relcl"), None)
        noun = clause.head if clause is not None else self._named_before(token)
        if noun is None:
            return None
        found = self._stated.of(noun) or self._told.introduced(noun)
        if found is None or (found.rule == "modifier" and not self._is_somebody(noun)):
            return None  # "20 Chinese jets, which carry"
        return found.referred("relative")

    def _named_before(self, whose: Token) -> Token | None:
        """The name before "whose", whose clause the parser takes for the main one: "Chad, whose president is there"."""
        before = self._reading.doc.tokens[max(whose.i - 2, 0) : whose.i]
        is_beside = whose.tag_ == "WP$" and len(before) == 2 and before[1].text == "," and before[0].pos_ == "PROPN"
        return before[0] if is_beside else None

    def _is_somebody(self, noun: Token) -> bool:
        """Whether a noun speaks of people or of what they make up, not of a thing."""
        mention = self._reading.mention_at(noun.i)
        is_named = mention is not None and mention.label in ("person", "organisation", "nationality")
        return is_named or party_noun(noun) is not None or noun.lemma in speech_words("noun")

    def _surname(self, token: Token) -> Party | None:
        mention = self._reading.mention_at(token.i)
        if token.pos_ != "PROPN" or (mention is not None and mention.found_by != "model"):
            return None
        found = self._told.introduced(token)
        return found.referred("surname") if found else None

    def _is_unknown(self, name: Token) -> bool:
        mention = self._reading.mention_at(name.i)
        return mention is None or (mention.label == "person" and mention.code is None)

    def _abbreviation(self, token: Token) -> Party | None:
        found = self._told.abbreviated(token) if token.is_upper else None
        return found.referred("abbreviation") if found else None

    def _owned(self, token: Token, owner: Token, *, is_relation: bool) -> Party | None:
        """ "Its forces", "their minister"; an ally of somebody is another."""
        party = None if is_relation else self.of(owner)
        if party is None:
            return None
        kind = party_nouns()[token.lemma].kind
        return replace(party.referred("speaker" if party.reference == "speaker" else "owner"), kind=kind)

    def _former_or_latter(self, token: Token, sense: str) -> Party | None:
        if not is_definite(token):
            return None
        pair = self._groups.last(token, 2)
        found = sorted(pair, key=lambda p: p.start)
        return found[0 if sense == "former" else -1].referred("former_latter") if found else None
