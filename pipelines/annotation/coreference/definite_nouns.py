"""For whom a noun stands that speaks of one told before: "the country", "the Asian nation", "the ministry".

The classes of countries that a noun admits and the offices that a title means stand in seeds/cues.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from pipelines.annotation.coreference.antecedents import KINDS, SUBJECTS, Antecedent
from pipelines.annotation.coreference.shapes import is_title, offices, reference_words
from pipelines.annotation.parties.country_classes import country_classes
from pipelines.annotation.parties.stated import Party
from pipelines.annotation.parties.words import is_country

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipelines.annotation.coreference.antecedents import Antecedents
    from pipelines.annotation.coreference.pronouns import Pronouns
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.stated import StatedParties
    from pipelines.annotation.parties.words import PartyNoun
    from pipelines.annotation.reading import Reading

_SCENE = frozenset(("in", "at", "near"))
_TITLE_LOOK_BACK = 3  # sentences in which the country of "the president" acted
_SAME_NOUN_LOOK_BACK = 8  # for a noun that was told with its nation before


class DefiniteNouns:
    """The definite nouns of one document.

    Args:
        reading: the document.
        stated: what its phrases tell by themselves.
        told: for whom its phrases can stand.
        pronouns: for whom its pronouns stand: a noun goes on speaking of the same.
        refer: gives the party to which any phrase refers.
    """

    def __init__(
        self,
        reading: Reading,
        stated: StatedParties,
        told: Antecedents,
        pronouns: Pronouns,
        refer: Callable[[Token], Party | None],
    ) -> None:
        self._reading = reading
        self._stated = stated
        self._told = told
        self._pronouns = pronouns
        self._refer = refer

    def of(self, token: Token, noun: PartyNoun) -> Party | None:
        """The party for which a noun stands, by what it speaks of."""
        kind = noun.kind
        if kind == "country":
            if token.tag_ == "NNS" or any(c.lower_ in reference_words("of_country") for c in token.children):
                return None  # "the islands" are no country; "the invaded country" is not the one named last
            if (members := self._members(token)) is not None:
                near = self._told.before(token, KINDS["thing"], _SAME_NOUN_LOOK_BACK)
                return self._best([c for c in near if c.code in members], token, "country_class")
        if kind == "institution" and (own := self._before_parliament(token)) is not None:
            return own
        if kind in ("person", "institution"):
            if same := self._with_same_noun(token, noun):
                found = self._best(same, token, "same_noun")
                return replace(found, kind=kind) if found is not None else None
            if kind == "person":
                return self._holder(token)
            if noun.scope == "again":
                return self._of_body(token)
        return self._best(self._near(token, kind), token, "definite_noun")

    def neighbour(self, token: Token) -> Party | None:
        """The one state on a side of another: "its northern neighbour", where it is told whose, be it right behind."""
        sides = [c.lower_ for c in token.children if c.dep_ == "amod"]
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        if not sides or owner is None:
            return None
        party = self._stated.of(owner) or self._refer(owner)
        owners = [party.code] if party is not None else self._named_behind(token) if owner.tag_ == "PRP$" else []
        near = (country_classes("neighbour").get(f"{side} of {code.lower()}") for code in owners for side in sides)
        code = next(iter(next(filter(None, near), ())), None)
        return Party(code, token.left_edge.i, token.i + 1, "reference", "country", "neighbour") if code else None

    def _named_behind(self, token: Token) -> list[str]:
        """The countries named behind a word, in its sentence and the next: a text may begin with "its neighbour"."""
        index = self._reading.sentence_index[token.i]
        sentences = self._reading.sentences[index : index + 2]
        named = (m for s in sentences for m in self._reading.within(s, "country", "nationality") if m.start > token.i)
        return [m.code for m in named if m.code is not None]

    def _of_body(self, token: Token) -> Party | None:
        """The body of states whose organ has no other name: "the Council", "the Commission" after "the EU"."""
        bodies = country_classes("noun").get(token.lemma, frozenset())
        if not token.text.istitle() or any(c.dep_ in ("compound", "amod", "nmod", "poss") for c in token.children):
            return None
        told = [c for c in self._told.before(token, ("body",), len(self._reading.sentences)) if c.code in bodies]
        named = [c for c in told if token.lemma in c.nouns]  # "the Security Council", however far back
        return self._best(named or told, token, "definite_noun")

    def _best(self, near: list[Antecedent], token: Token, reference: str) -> Party | None:
        """The weightiest of some antecedents, as a rule resolves a phrase to it."""
        best = self._told.best(near, token)
        return best.party.referred(reference) if best and best.party else None

    def _with_same_noun(self, token: Token, noun: PartyNoun) -> list[Antecedent]:
        """Those told before with the same noun, or one like it: "the ministry" after "the Polish ministry"."""
        kinds = (noun.kind, "body") if noun.kind == "institution" else (noun.kind,)
        like = reference_words("alike")
        alike = {token.lemma, like.get(token.lemma, token.lemma)}
        before = self._told.before(token, kinds, _SAME_NOUN_LOOK_BACK)
        before = [c for c in before if noun.scope != "again" or self._bears(c, token)]
        return [c for c in before if c.party and alike & {*c.nouns, *map(like.get, c.nouns)}]

    def _near(self, token: Token, kind: str) -> list[Antecedent]:
        """Those for whom a noun can stand by what it speaks of."""
        bodies = country_classes("noun").get(token.lemma) if kind == "body" else None
        near = [c for c in self._told.before(token, KINDS[kind]) if bodies is None or c.code in bodies]
        if kind in ("institution", "country"):
            for sense in ("thing", "person"):
                near += self._pronouns.referring_before(token, sense, with_nouns=False)
        if kind == "institution":
            near = [c for c in near if is_country(c.code)]
        if kind == "company":
            near = [c for c in near if c.sentence == near[0].sentence]  # companies are many: the last one named
        if ruled := country_classes("rule").get(token.lemma):
            near = [c for c in near if c.code in ruled] or near
        if kind == "country":
            near += [c for c in self._told.places_before(token) if c.code not in {n.code for n in near}]
            acting = self._acting_over(token)
            near = [c for c in near if c.code not in acting and is_country(c.code)]
            if any(c.lower_ == "host" for c in token.children):
                near = [c for c in near if not c.is_subject]  # "the host nation" is where somebody else is
        return near

    def _before_parliament(self, token: Token) -> Party | None:
        """Whose a government is that turns to a parliament with a name: "the administration notified Congress"."""
        verb = token.head
        if token.dep_ != "nsubj" or verb.i < token.i:
            return None
        behind = (self._reading.mention_at(i) for i in range(verb.i + 1, min(verb.i + 4, len(self._reading.doc))))
        told = next((m for m in behind if m is not None and m.entity_class == "parliament" and m.code), None)
        if told is None or not verb.is_ancestor(self._reading.head(told.start, told.end)):
            return None
        return Party(str(told.code), token.left_edge.i, token.i + 1, "reference", "institution", "definite_noun")

    def _bears(self, candidate: Antecedent, token: Token) -> bool:
        """Whether a noun's name was that of its antecedent, too: the Standby Force is not the Defence Force."""
        noun = self._reading.doc[candidate.index]
        told = {t.lower_ for t in noun.subtree}
        named = (c for c in token.children if c.dep_ in ("compound", "amod", "nmod") and c.text.istitle())
        return all(c.lower_ in told for c in named)

    def _holder(self, token: Token) -> Party | None:
        """Whose "the president", "the minister" is: of one known in this office who was named before.

        Else, where the office is one of a kind, of the country that acted last, if only one did.
        """
        held = offices(token)
        near = [c for c in self._told.before(token, ("person",)) if c.party and self._holds(c, held)]
        if not near and is_title(token):
            return self.titled(token)
        found = self._best(near, token, "title")
        return replace(found, kind="person") if found is not None else None

    def titled(self, title: Token) -> Party | None:
        """For which country one speaks by an office, whose name is no known one: the one that acted last."""
        acting = self._told.before(title, ("country", "institution"), _TITLE_LOOK_BACK)
        near = [c for c in acting if c.party and (c.is_subject or c.is_scene) and is_country(c.party.code)]
        found = self._best(near, title, "title")
        return replace(found, kind="person") if found is not None else None

    def _holds(self, candidate: Antecedent, offices: frozenset[str]) -> bool:
        mention = self._reading.mention_at(candidate.index)
        return mention is not None and mention.entity_class in offices

    def _acting_over(self, token: Token) -> frozenset[str]:
        """Who acts in a phrase's own clause, for whom it cannot stand: "Rwanda attacked the country"."""
        if token.dep_ not in ("dobj", "pobj"):
            return frozenset()
        verbs = [t for t in token.ancestors if t.pos_ in ("VERB", "AUX")][:1]
        while verbs and verbs[-1].dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in verbs[-1].children):
            verbs.append(verbs[-1].head)
        heads = [c for verb in verbs for c in verb.children if c.dep_ in SUBJECTS]
        if token.dep_ == "pobj":  # "there are 300 American soldiers in the country"
            heads += [c for verb in verbs for c in verb.children if c.dep_ in ("attr", "dobj") and c.i < token.i]
        named = (t for h in heads for t in h.subtree if t.i < token.left_edge.i and not _is_scene_of(h, t))
        told = [p.code for t in named if (p := self._stated.named(t))]
        return frozenset((*told, *(p.code for h in heads if h.pos_ == "PRON" and (p := self._refer(h)) is not None)))

    def _members(self, token: Token) -> frozenset[str] | None:
        """The codes of the countries that a noun and its adjectives admit, or None where they admit any."""
        form = country_classes("noun").get(token.lemma)
        region = self._stated.classes.before(token)
        return form & region if form and region else form or region


def _is_scene_of(head: Token, name: Token) -> bool:
    """Whether a name tells where its head is ("television in Niger"), not whose it is ("the army of Niger")."""
    between = takewhile(lambda t: t != head, name.ancestors)
    return any(t.dep_ == "prep" and t.lower_ in _SCENE for t in between)
