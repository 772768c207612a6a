"""Whom a phrase stands for by what was told before: "the country", "the Asian nation", "it", "he", "both sides".

Here is told which antecedents a phrase admits; how they are weighed, in antecedents.py. Where two different ones are
equally near, the phrase stays unresolved. What a phrase tells by itself is read in stated_parties.py.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.antecedents import LOOK_BACK, SUBJECTS, Antecedent, Antecedents, coordinated, is_main
from pipelines.annotation.cues import cues
from pipelines.annotation.speech import is_saying, speech_words
from pipelines.annotation.stated_parties import Party, country_classes, is_country, party_noun, party_nouns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.annotation.parsed import Token
    from pipelines.annotation.reading import Reading
    from pipelines.annotation.stated_parties import PartyNoun, StatedParties
    from pipelines.annotation.statements import Statements

_DEFINITE = ("the", "this", "that", "its", "his", "her", "their", "both")
_PRONOUN_LOOK_BACK = 2  # for a pronoun that stood for somebody before
_PLURAL_LOOK_BACK = 1  # for "they" and "their"
_UPON = frozenset(
    "to against on at for".split()
)  # "fired at it": at somebody else; "took the guns with it" may be itself
_TITLE_LOOK_BACK = 3  # sentences in which the country of "the president" acted
_SAME_NOUN_LOOK_BACK = 8  # for a noun that was told with its nation before
_KINDS = {
    "person": ("person",),
    "thing": ("country", "institution", "company", "body"),
    "many": ("country", "institution", "company", "body", "person"),
    "speaker": ("country", "institution", "company", "body", "person"),
    "country": ("country", "institution", "person"),
    "institution": ("institution", "country", "person", "body"),
    "body": ("body",),
    "company": ("company",),
}


@cache
def _words(scope: str) -> dict[str, str]:
    return {c.phrase: c.sense for c in cues("references") if c.scope == scope}


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
        self._statements = statements
        self._told = Antecedents(reading, stated)
        self._known: dict[int, Party | None] = {}

    def of(self, token: Token) -> Party | None:
        """The one party to which the phrase governed by a token refers, or None."""
        if token.tag_ in ("WP$", "WDT", "WP"):
            return self._relative(token)
        word = token.lower_
        if sense := _words("pronoun").get(word):
            return self._pronoun(token, sense)
        if sense := _words("order").get(word):
            return self._former_or_latter(token, sense)
        if found := self._surname(token) or self._abbreviation(token):
            return found
        noun = party_noun(token)
        if noun is None or self.group_size(token) is not None or token.dep_ in ("compound", "amod", "nmod"):
            return None
        if token.dep_ == "appos" and token.head.pos_ == "PROPN":
            return None  # "Malaita, the most populous island"
        for child in token.children:
            if child.dep_ == "poss" and (child.pos_ in ("PRON", "DET", "NOUN") or child.tag_ == "WP$"):
                return self._owned(token, child, is_relation=noun.scope == "relation")
        is_open = noun.scope in ("relation", "class") and self._stated.class_before(token) is None
        if is_open or not _is_definite(token, bare=noun.scope == "bare"):
            return None  # an ally may be anybody, "the NATO ally" is one of the members
        return self._definite(token, noun)

    def all_of(self, token: Token) -> list[Party]:
        """The parties to which a plural refers ("both sides", "the two countries", "they", "the deal"), or none."""
        size = self.group_size(token)
        if size is None and token.lemma in _words("event") and _is_definite(token):
            size = 2
        if size is not None:
            return self._group(token, size)
        if token.tag_ == "NNS" and token.lemma in _words("party") and self._is_bare(token):
            return self._pair_before(token)
        if _words("pronoun").get(token.lower_) == "many":
            return self._subjects_before(token)
        return []

    def group_size(self, token: Token) -> int | None:
        """How many a phrase speaks of: "the two countries", "both sides", "the trio"; None where it tells no number."""
        if token.lemma not in _words("party") and token.lower_ not in _words("number"):
            return None
        if token.tag_ in ("NN", "NNP") and token.lower_ not in _words("number"):
            return None
        if token.lower_ in _words("number") and not _stands_alone(token):
            return None
        if any(c.dep_ == "poss" for c in token.children):
            return None  # "his two neighbours" are not those who were named last
        told = [c.lower_ for c in token.children if c.dep_ in ("nummod", "det", "predet", "amod")]
        return next((int(_words("number")[w]) for w in (*told, token.lower_) if w in _words("number")), None)

    def acted_last(self, token: Token) -> Party | None:
        """The state or body that the document spoke of last as acting."""
        best = self._told.best(
            self._told.before(token, ("country", "institution", "body", "person")), token, is_strict=False
        )
        return best.party.referred("acted_last") if best and best.party else None

    def _relative(self, token: Token) -> Party | None:
        clause = next((t for t in token.ancestors if t.dep_ == "relcl"), None)
        if clause is None:
            return None
        noun = clause.head
        found = self._stated.of(noun) or self._told.introduced(noun)
        if found is None or (found.rule == "modifier" and not self._is_somebody(noun)):
            return None  # "20 Chinese jets, which carry"
        return found.referred("relative")

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

    def _pronoun(self, token: Token, sense: str) -> Party | None:
        if sense == "thing" and _is_impersonal(token):
            return None
        if sense == "speaker":
            return self._speaker(token)
        acting = _acting_on(token)
        reach = _PLURAL_LOOK_BACK if sense == "many" else LOOK_BACK
        near = [
            c
            for c in self._told.before(token, _KINDS[sense], reach, itself=True)
            if _fits(self._reading.doc[c.index], sense) and c.index not in acting
        ]
        near += self._referring_before(token, sense)
        if _speaks_behind(token):  # "..., it said": the one whom the sentence before spoke of
            near = [c for c in near if c.sentence < self._reading.sentence_index[token.i]]
        else:
            is_settled, party = self._subject_above(token, sense)
            if is_settled:
                return party.referred("pronoun") if party else None
        if sense == "many" and (plural := self._plural_subject(token)) is not None:
            party = self._stated.of(plural) or self.of(plural)
            return party.referred("pronoun") if party and not self._told.beside(plural, party) else None
        best = self._told.best(near, token)
        return best.party.referred("pronoun") if best and best.party else None

    def _plural_subject(self, token: Token) -> Token | None:
        """The plural that acts before "they" or "their", party or not: of the sentence before, the main one."""
        here, acting = self._reading.sentence_index[token.i], _acting_on(token)
        for index in range(here - _speaks_behind(token), max(here - _PLURAL_LOOK_BACK, 0) - 1, -1):
            plural = [
                t
                for t in reversed(list(self._reading.sentences[index]))
                if t.i < token.left_edge.i and t.dep_ in SUBJECTS and t.tag_ in ("NNS", "NNPS") and t.i not in acting
            ]
            if plural:
                return plural[0] if index == here else next(filter(is_main, plural), plural[0])
        return None

    def _referring_before(self, token: Token, sense: str, *, with_nouns: bool = True) -> Iterator[Antecedent]:
        """Who the same pronoun was as a subject shortly before, whom it mostly still is, or "the ministry" was."""
        here = self._reading.sentence_index[token.i]
        for start in range(max(here - _PRONOUN_LOOK_BACK, 0), here):
            for other in self._reading.sentences[start]:
                is_same = _words("pronoun").get(other.lower_) == sense
                if other.dep_ not in (*SUBJECTS, "ROOT") or not (
                    is_same or (with_nouns and self._is_known_noun(other, sense))
                ):
                    continue
                if other.i not in self._known:
                    self._known[other.i] = self.of(other)
                if (party := self._known[other.i]) is not None:
                    yield Antecedent(other.i, start, party, party.kind, frozenset(), is_subject=True)

    def _is_known_noun(self, token: Token, sense: str) -> bool:
        """Whether a noun that tells no nation itself is of the kind for which a pronoun stands."""
        if token.pos_ != "NOUN" or (noun := party_noun(token)) is None or noun.kind not in _KINDS[sense]:
            return False
        return _fits(token, sense) and self._stated.of(token) is None

    def _subject_above(self, token: Token, sense: str) -> tuple[bool, Party | None]:
        """The subject of a clause above in the same sentence: "Poland said it would", "Uganda sent its troops".

        Returns whether these subjects settle it, and the party; a missile that "lost its fuel" settles it with None.
        """
        current, via_conjunction, above, acting = token, False, set(token.ancestors), _acting_on(token)
        first: Party | None = None
        while current.head != current:
            via_conjunction = via_conjunction or current.dep_ == "conj"
            current = current.head
            for child in current.children:
                is_owner = child.dep_ == "poss" and current.pos_ in ("NOUN", "PROPN")
                if child.i in acting:
                    continue
                if not (child.dep_ in SUBJECTS or is_owner) or child.i >= token.left_edge.i or child in above:
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
        if _words("pronoun").get(noun.lower_) == sense:
            return True, self.of(noun)
        if noun.pos_ not in ("NOUN", "PROPN") or not _fits(noun, sense):
            return False, None
        found = self._told.at.get(noun.i)
        if found is None:
            owner = next((c for c in noun.children if c.dep_ == "poss" and c.i in self._told.at), None)
            if owner is not None and sense == "thing":
                return True, self._told.at[owner.i].party  # "Yerevan's share, says its ministry"
            return sense != "person", self.of(noun) if noun.lemma in party_nouns() else None
        if found.kind not in _KINDS[sense]:
            return False, None
        is_one_of_two = sense != "many" and any(c.dep_ == "conj" for c in noun.children)
        return True, None if is_one_of_two else found.party

    def _speaker(self, token: Token) -> Party | None:
        """Who says "we": the one to whom the words are attributed."""
        source = next(self._statements.sources(token), None)
        if source is None or source.speaker.i == token.i:
            return None
        found = self._stated.of(source.speaker) or self.of(source.speaker)
        return found.referred("speaker") if found else None

    def _former_or_latter(self, token: Token, sense: str) -> Party | None:
        if not _is_definite(token):
            return None
        pair = self._group(token, 2)
        found = sorted(pair, key=lambda p: p.start)
        return found[0 if sense == "former" else -1].referred("former_latter") if found else None

    def _definite(self, token: Token, noun: PartyNoun) -> Party | None:
        lemma, kind = token.lemma, noun.kind
        members = self._members(token)
        if kind == "country" and token.tag_ == "NNS":
            return None  # "the islands" are no country
        if kind == "country" and members is not None:
            wanted = _KINDS["thing"]
            near = [c for c in self._told.before(token, wanted, _SAME_NOUN_LOOK_BACK) if c.code in members]
            best = self._told.best(near, token)
            return best.party.referred("country_class") if best and best.party else None
        if kind in ("person", "institution"):
            kinds = (kind, "body") if kind == "institution" else (kind,)
            alike = {lemma, _words("alike").get(lemma, lemma)}
            before = self._told.before(token, kinds, _SAME_NOUN_LOOK_BACK)
            before = [c for c in before if noun.scope != "again" or self._bears(c, token)]
            same = [c for c in before if c.party and alike & {*c.nouns, *map(_words("alike").get, c.nouns)}]
            if same:
                best = self._told.best(same, token)
                return replace(best.party.referred("same_noun"), kind=kind) if best and best.party else None
            if kind == "person":
                return self._holder(token)
            if noun.scope == "again":
                return None
        bodies = country_classes("noun").get(lemma) if kind == "body" else None
        near = [c for c in self._told.before(token, _KINDS[kind]) if bodies is None or c.code in bodies]
        if kind in ("institution", "country"):
            near += [c for sense in ("thing", "person") for c in self._referring_before(token, sense, with_nouns=False)]
        if kind == "institution":
            near = [c for c in near if is_country(c.code)]
        if ruled := country_classes("rule").get(lemma):
            near = [c for c in near if c.code in ruled] or near
        if kind == "country":
            near += [c for c in self._told.places_before(token) if c.code not in {n.code for n in near}]
            acting = self._acting_over(token)
            near = [c for c in near if c.code not in acting and is_country(c.code)]
            if any(c.lower_ == "host" for c in token.children):
                near = [c for c in near if not c.is_subject]  # "the host nation" is where somebody else is
        best = self._told.best(near, token)
        return best.party.referred("definite_noun") if best and best.party else None

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
        offices = _offices(token)
        near = [c for c in self._told.before(token, ("person",)) if c.party and self._holds(c, offices)]
        if not near and _is_title(token):
            acting = self._told.before(token, ("country", "institution"), _TITLE_LOOK_BACK)
            near = [c for c in acting if c.party and (c.is_subject or c.is_scene) and is_country(c.party.code)]
        best = self._told.best(near, token)
        return replace(best.party.referred("title"), kind="person") if best and best.party else None

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
        told = [p.code for h in heads for t in h.subtree if t.i < token.left_edge.i and (p := self._stated.named(t))]
        return frozenset((*told, *(p.code for h in heads if h.pos_ == "PRON" and (p := self.of(h)) is not None)))

    def _members(self, token: Token) -> frozenset[str] | None:
        """The codes of the countries that a noun and its adjectives admit, or None where they admit any."""
        form = country_classes("noun").get(token.lemma)
        region = self._stated.class_before(token)
        return form & region if form and region else form or region

    def _group(self, token: Token, size: int) -> list[Party]:
        """The last so many that one sentence names together, or that follow one another from sentence to sentence."""
        near = [c for c in self._told.before(token, _KINDS["many"]) if c.party and not self._is_where(c)]
        told: dict[str, Party] = {}
        for sentence in dict.fromkeys(c.sentence for c in near):
            here = [c for c in reversed(near) if c.sentence == sentence]
            subjects = {c.code: c.party for c in here if c.is_subject and c.party}
            own = subjects if len(subjects) == size else coordinated(here, size, self._reading.doc)
            own = own or {c.code: c.party for c in here if c.party}
            if len(own) == size:
                told = own
                break
            told = {**own, **told}
            if len(told) >= size:
                break
        return [p.referred("pair") for p in told.values()] if len(told) == size else []

    @staticmethod
    def _is_bare(noun: Token) -> bool:
        """Whether a noun stands with nothing but its article: "the allies"."""
        return _is_definite(noun) and all(c.dep_ == "det" for c in noun.children if c.i < noun.i)

    def _pair_before(self, token: Token) -> list[Party]:
        """The two whom the sentence before names together and alone: "Oslo and Riga signed. The neighbours ..." """
        near = [c for c in self._told.before(token, _KINDS["many"], 1) if c.party and not self._is_where(c)]
        here = [c for c in reversed(near) if near and c.sentence == near[0].sentence]
        pair = coordinated(here, 2, self._reading.doc)
        return [p.referred("pair") for p in pair.values()] if len({c.code for c in here}) == 2 else []

    def _is_where(self, candidate: Antecedent) -> bool:
        """Whether a place is only where something happens: "met in Brussels"."""
        token = self._reading.doc[candidate.index]
        return token.dep_ == "pobj" and token.head.lower_ in _words("where")

    def _subjects_before(self, token: Token) -> list[Party]:
        """The subjects named together to which "they" refers, where they are several."""
        near = [c for c in self._told.before(token, _KINDS["many"]) if c.is_subject and c.party]
        last = [c for c in reversed(near) if c.sentence == near[0].sentence]
        sizes = range(len(last), 1, -1)
        found = next((told for size in sizes if (told := coordinated(last, size, self._reading.doc))), {})
        return [p.referred("pair") for p in found.values()]


def _is_definite(token: Token, *, bare: bool = False) -> bool:
    """Whether a phrase speaks of something known; "parliament" does so without an article, others do not."""
    determiners = [c.lower_ for c in token.children if c.dep_ in ("det", "poss")]
    return any(d in _DEFINITE for d in determiners) or (bare and not determiners and token.tag_ in ("NN", "NNP"))


def _stands_alone(number: Token) -> bool:
    """Whether a number speaks of parties by itself: "the three agreed", "both want it", not "three ships"."""
    if number.dep_ in ("nummod", "compound", "quantmod", "det", "predet", "preconj"):
        return False
    return number.lower_ == "both" or _is_definite(number)


def _fits(candidate: Token, sense: str) -> bool:
    """Whether a pronoun agrees with a noun in number: soldiers are no "it", a spokesman or a president no "they"."""
    if sense == "many":
        return candidate.tag_ in ("NNS", "NNPS")
    return candidate.tag_ not in (("NNS", "NNPS") if sense == "person" else ("NNS",))


def _acting_on(pronoun: Token) -> frozenset[int]:
    """The subject of the verb that a pronoun is an object of, for which it cannot stand: "London told them"."""
    if pronoun.dep_ not in ("dobj", "dative", "pobj") or pronoun.tag_ == "PRP$" or pronoun.lower_.endswith("self"):
        return frozenset()
    verb = pronoun.head if pronoun.dep_ != "pobj" else pronoun.head.head
    if verb.pos_ not in ("VERB", "AUX") or (pronoun.dep_ == "pobj" and pronoun.head.lower_ not in _UPON):
        return frozenset()
    return frozenset(c.i for c in verb.children if c.dep_ in SUBJECTS)


def _is_title(token: Token) -> bool:
    """Whether a noun is the office of one who speaks for a country: "the president", "the foreign minister"."""
    told = _words("title").get(token.lemma)
    return told == "alone" or (told == "of" and any(c.lower_ in _words("portfolio") for c in token.children))


def _offices(noun: Token) -> frozenset[str]:
    """The classes of persons who hold an office: "the president", "the foreign minister", "the minister"."""
    known = _words("office")
    before = [c.lower_ for c in noun.children if c.dep_ in ("compound", "amod")]
    told = next((known[p] for w in (*before, "") if (p := f"{w} {noun.lemma}".strip()) in known), "")
    return frozenset(told.split("|")) if told else frozenset()


def _speaks_behind(token: Token) -> bool:
    """Whether a pronoun tells who says what stands before it: "..., it said"."""
    verb = token.head
    if token.dep_ not in SUBJECTS:
        return False
    is_behind = any(t.dep_ == "ccomp" and t.i < token.i for t in verb.children)
    if token.i and token.nbor(-1).text == ";":  # "Turkey stops the procedure; it accuses them"
        return False
    return verb.dep_ == "parataxis" or (is_saying(verb) and is_behind)


def _is_impersonal(token: Token) -> bool:
    """Whether an "it" stands for nothing: "it rains", "it is likely that", "it was reported that"."""
    if token.dep_ == "expl" or token.head.lemma in _words("verb"):
        return True
    if token.dep_ not in SUBJECTS:
        return False
    told = {c.dep_ for c in token.head.children}
    return ("acomp" in told and bool(told & {"ccomp", "xcomp", "csubj"})) or (
        token.dep_ == "nsubjpass" and bool(told & {"ccomp", "csubj"})
    )
