"""For whom a pronoun stands: "it", "he", "they", "we".

The subjects of the clauses above it settle that; else the nearest before it that agrees with it, or what the same
pronoun stood for shortly before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.coreference.antecedents import KINDS, LOOK_BACK, SUBJECTS, Antecedent, is_main
from pipelines.annotation.coreference.shapes import (
    acting_on,
    controller,
    fits,
    is_impersonal,
    judged_above,
    reference_words,
    speaks_behind,
    subject_behind,
)
from pipelines.annotation.parties.words import party_noun, party_nouns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipelines.annotation.coreference.antecedents import Antecedents
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.stated import Party, StatedParties
    from pipelines.annotation.reading import Reading
    from pipelines.annotation.speech.statements import Statements

_PRONOUN_LOOK_BACK = 2  # for a pronoun that stood for somebody before
_ACTING = (*SUBJECTS, "ROOT")
_PLURAL_LOOK_BACK = 1  # for "they" and "their"


class Pronouns:
    """The pronouns of one document.

    Args:
        reading: the document.
        stated: what its phrases tell by themselves.
        told: for whom its phrases can stand.
        statements: whose words they are.
        refer: gives the party to which any phrase refers; what stands before a pronoun may itself refer back.
    """

    def __init__(
        self,
        reading: Reading,
        stated: StatedParties,
        told: Antecedents,
        statements: Statements,
        refer: Callable[[Token], Party | None],
    ) -> None:
        self._reading = reading
        self._stated = stated
        self._told = told
        self._statements = statements
        self._refer = refer
        self._known: dict[int, Party | None] = {}
        self._asked: set[int] = set()  # each "we" whose speaker is being looked for

    def of(self, token: Token, sense: str) -> Party | None:
        """The party for which a pronoun stands: its sense is person, thing, many or speaker."""
        if sense == "thing" and is_impersonal(token):
            return None
        if sense == "speaker":
            return self._speaker(token)
        behind = subject_behind(token) or judged_above(token)
        if behind is not None and (meant := self._as_antecedent(behind, sense)[1]) is not None:
            return meant.referred("pronoun")
        acting = acting_on(token)
        reach = _PLURAL_LOOK_BACK if sense == "many" else LOOK_BACK
        near = [
            c
            for c in self._told.before(token, KINDS[sense], reach, itself=True)
            if self._agrees(self._reading.doc[c.index], sense) and c.index not in acting
        ]
        near += self.referring_before(token, sense)
        if speaks_behind(token):  # "..., it said": the one whom the sentence before spoke of
            near = [c for c in near if c.sentence < self._reading.sentence_index[token.i]]
        else:
            is_settled, party = self._subject_above(token, sense)
            if is_settled:
                return party.referred("pronoun") if party else None
        if sense == "many" and (plural := self._plural_subject(token)) is not None:
            party = self._stated.of(plural) or self._refer(plural)
            return party.referred("pronoun") if party and not self._told.beside(plural, party) else None
        best = self._told.best(near, token)
        return best.party.referred("pronoun") if best and best.party else None

    def _plural_subject(self, token: Token) -> Token | None:
        """The plural that acts before "they" or "their", party or not: of the sentence before, the main one."""
        here, acting = self._reading.sentence_index[token.i], acting_on(token)
        for index in range(here - speaks_behind(token), max(here - _PLURAL_LOOK_BACK, 0) - 1, -1):
            plural = [
                t
                for t in reversed(list(self._reading.sentences[index]))
                if t.i < token.left_edge.i and t.dep_ in SUBJECTS and self._agrees(t, "many") and t.i not in acting
            ]
            if plural:
                return plural[0] if index == here else next(filter(is_main, plural), plural[0])
        return None

    def _agrees(self, noun: Token, sense: str) -> bool:
        """Whether a pronoun agrees with a noun; the name of one country is no plural: "the Philippines"."""
        mention = self._reading.mention_at(noun.i)
        is_country_name = mention is not None and mention.label == "country"
        return fits(noun, sense) and not (sense == "many" and is_country_name)

    def referring_before(self, token: Token, sense: str, *, with_nouns: bool = True) -> Iterator[Antecedent]:
        """Who the same pronoun was as a subject shortly before, whom it mostly still is, or "the ministry" was."""
        here = self._reading.sentence_index[token.i]
        for start in range(max(here - _PRONOUN_LOOK_BACK, 0), here):
            for other in self._reading.sentences[start]:
                if other.dep_ not in _ACTING:
                    continue
                is_same = reference_words("pronoun").get(other.lower_) == sense
                if not (is_same or (with_nouns and self._is_known_noun(other, sense))):
                    continue
                if other.i not in self._known:
                    self._known[other.i] = self._refer(other)
                if (party := self._known[other.i]) is not None:
                    yield Antecedent(other.i, start, party, party.kind, frozenset(), is_subject=True)

    def _is_known_noun(self, token: Token, sense: str) -> bool:
        """Whether a noun that tells no nation itself is of the kind for which a pronoun stands."""
        if token.pos_ != "NOUN" or (noun := party_noun(token)) is None or noun.kind not in KINDS[sense]:
            return False
        return self._agrees(token, sense) and self._stated.of(token) is None

    def _subject_above(self, token: Token, sense: str) -> tuple[bool, Party | None]:
        """The subject of a clause above in the same sentence: "Poland said it would", "Uganda sent its troops".

        Returns whether these subjects settle it, and the party; a missile that "lost its fuel" settles it with None.
        """
        current, via_conjunction, above, acting = token, False, set(token.ancestors), acting_on(token)
        first: Party | None = None
        while current.head != current:
            via_conjunction = via_conjunction or current.dep_ == "conj"
            controlled = controller(current)
            current = current.head
            for child in [controlled] if controlled else current.children:
                is_owner = child.dep_ == "poss" and current.pos_ in ("NOUN", "PROPN")
                if child.i in acting:
                    continue
                is_acting = child.dep_ in SUBJECTS or is_owner or child == controlled
                if not is_acting or child.i >= token.left_edge.i or child in above:
                    continue
                is_told, party = self._as_antecedent(child, sense)
                if not is_told:
                    continue
                if party is None or (first is not None and first.code != party.code):
                    return True, None
                first = first or party
                if not via_conjunction:
                    return True, first
        return first is not None, first

    def _as_antecedent(self, noun: Token, sense: str) -> tuple[bool, Party | None]:
        """Whether a pronoun can stand for a noun, and for which party: None where it is a thing or one of two."""
        if reference_words("pronoun").get(noun.lower_) == sense:
            return True, self._refer(noun)
        if noun.pos_ not in ("NOUN", "PROPN") or not self._agrees(noun, sense):
            return False, None
        found = self._told.at.get(noun.i)
        if found is None:
            owner = next((c for c in noun.children if c.dep_ == "poss" and c.i in self._told.at), None)
            if owner is not None and sense == "thing":
                return True, self._told.at[owner.i].party  # "Yerevan's share, says its ministry"
            return sense != "person", self._refer(noun) if noun.lemma in party_nouns() else None
        if found.kind not in KINDS[sense]:
            return False, None
        is_one_of_two = sense != "many" and any(c.dep_ == "conj" for c in noun.children)
        return True, None if is_one_of_two else found.party

    def _speaker(self, token: Token) -> Party | None:
        """Who says "we": the one to whom the words are attributed."""
        source = next(self._statements.sources(token), None)
        if source is None or source.speaker.i == token.i or token.i in self._asked:
            return None  # of two that are said to speak to each other neither tells who the other is
        self._asked.add(token.i)
        found = self._stated.of(source.speaker) or self._refer(source.speaker)
        self._asked.remove(token.i)
        return found.referred("speaker") if found else None
