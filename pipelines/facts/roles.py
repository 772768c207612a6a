"""Who does what to whom, by the dependency parse: the arguments of a verb or of the noun that stands for it.

The shapes are general (passives, control, relative and participial clauses, coordination, nominalisations); which
argument is a supplier or a host is told by each family.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses
from pipelines.annotation.language.parsed import once_a_token

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

_SUBJECT = ("nsubj", "csubj", "expl")
_PASSIVE_SUBJECT = ("nsubjpass", "csubjpass")
_SUBJECTS = frozenset((*_SUBJECT, *_PASSIVE_SUBJECT))
_PASSIVE = frozenset(("auxpass", *_PASSIVE_SUBJECT))
_JOINED = frozenset(("conj", "appos", "npadvmod"))
_MODIFIER = ("poss", "compound", "amod", "nmod", "nounmod")
_VERBAL = ("VERB", "AUX")
_DEPTH = 6  # clauses that a subject is looked for upwards


@dataclass(slots=True)
class Arguments:
    """The arguments of a predicate, as tokens that govern their phrases.

    Attributes:
        agents: who acts.
        themes: what is acted on (object; subject of a passive; the of-phrase of a noun).
        datives: to whom, without a preposition.
        obliques: (preposition, token) of the prepositional phrases.
        modifiers: what stands before a noun: possessors, adjectives, compounds.
    """

    agents: list[Token] = field(default_factory=list)
    themes: list[Token] = field(default_factory=list)
    datives: list[Token] = field(default_factory=list)
    obliques: list[tuple[str, Token]] = field(default_factory=list)
    modifiers: list[Token] = field(default_factory=list)

    def by(self, *prepositions: str) -> list[Token]:
        """The tokens of the phrases with one of the prepositions."""
        if not self.obliques:
            return []
        return [token for preposition, token in self.obliques if preposition in prepositions]


def is_verb(token: Token) -> bool:
    """Whether a token is a verb or a participle that heads a clause."""
    return token.pos_ in _VERBAL or (token.tag_ in ("VBN", "VBG", "VBD") and token.dep_ not in ("amod", "compound"))


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it to the right."""
    found = [token]
    for child in token.children:
        if child.dep_ not in _JOINED or _stands_apart(child):
            continue
        if child.dep_ == "conj" or (child.dep_ in ("appos", "npadvmod") and _begins_list(token, child)):
            found += conjuncts(child)
        elif child.dep_ == "appos" and token.pos_ == "NOUN":  # "the envoy, Ann Lee, and Iran's minister"
            found += [t for c in child.children if c.dep_ == "conj" and c.pos_ == "NOUN" for t in conjuncts(c)]
    return found


def _stands_apart(name: Token) -> bool:
    """Whether a name is denied: "but not Chad"."""
    return name.pos_ == "PROPN" and any(c.dep_ == "neg" for c in name.children)


def _begins_list(first: Token, second: Token) -> bool:
    """Whether the second name of a list is parsed as an apposition to the first: "Chad, Niger and Mali"."""
    names = ("PROPN",)
    if first.pos_ not in names or second.pos_ not in names:
        return False
    if second.i > 0 and second.left_edge.i > 0 and second.doc[second.left_edge.i - 1].text != ",":
        return False
    return any(c.dep_ == "conj" and c.pos_ in names for c in second.children)


@once_a_token
def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive, reduced ones ("tanks sent by Poland") among them."""
    relations = {c.dep_ for c in verb.children}
    if not _PASSIVE.isdisjoint(relations):
        return True
    if "agent" in relations and "aux" not in relations and _is_set_off(verb):
        return True
    if verb.dep_ == "conj" and (verb.tag_ == "VBN" or _is_handed(verb)) and is_verb(verb.head):
        if relations.isdisjoint(("aux", "nsubj")):
            return is_passive(verb.head)  # "was summoned and handed a note"
    return (
        verb.tag_ == "VBN"
        and "nsubj" not in relations  # "the embargo that the Council imposed"
        and (verb.dep_ in ("acl", "relcl", "amod", "advcl") or "agent" in relations)
        and not any(c.dep_ == "aux" and (c.lemma_ == "have" or c.lower_ == "having") for c in verb.children)
    )


def _is_set_off(verb: Token) -> bool:
    """Whether a participle between commas is taken for the main verb: "The jets, bought second-hand by Lima, fly"."""
    return verb.tag_ in ("VBN", "VBD") and verb.i > 0 and verb.doc.tokens[verb.i - 1].text == ","


def _is_handed(verb: Token) -> bool:
    """Whether a participle that the parser takes for the past is told of who gets something: "summoned and handed"."""
    return verb.tag_ == "VBD" and verb.lemma_ in ("hand", "give", "serve")


def prepositional(token: Token) -> list[tuple[str, Token]]:
    """(preposition, object) of the phrases that hang on a token; phrases on phrases ("from stocks in") stay apart."""
    found: list[tuple[str, Token]] = []
    for child in token.children:
        if child.dep_ not in ("prep", "agent", "dative") or child.lower_ == "according":  # who is quoted takes no part
            continue
        if child.pos_ in ("ADP", "SCONJ", "PART", "ADV", "VERB"):
            for grandchild in child.children:
                if grandchild.dep_ in ("pobj", "pcomp"):
                    found += [(child.lower_, t) for t in conjuncts(grandchild)]
                elif grandchild.dep_ == "prep":  # "out of", "from within"
                    for pobj in grandchild.children:
                        if pobj.dep_ == "pobj":
                            found += [(grandchild.lower_, t) for t in conjuncts(pobj)]
    return found


def subjects(verb: Token, depth: int = _DEPTH) -> list[Token]:
    """The subject of a verb (of a passive: what is acted on), found upwards where the clause has none of its own."""
    own = [c for c in verb.children if c.dep_ in _SUBJECTS]
    for helper in verb.children:
        if helper.children and helper.dep_ in ("aux", "auxpass"):  # "where Oman is mediating" hangs it there
            own += [c for c in helper.children if c.dep_ in _SUBJECTS]
    if own:
        before = [c for c in own if c.i < verb.i and c.dep_ != "expl"]
        subject = before[-1] if before else own[0]  # of two the nearer: the first is a dateline or a heading
        if before[:-1] and any(c.dep_ == "cc" for c in before[-2].children):  # "Chad as well as Niger"
            return [*conjuncts(before[-2]), *conjuncts(subject)]
        if subject.tag_ in ("WDT", "WP") or (subject.lower_ == "that" and verb.dep_ == "relcl"):
            if verb.dep_ == "ccomp" and verb.head.lemma_ == "be":  # "it was Oslo that stepped in"
                return [t for c in verb.head.children if c.dep_ == "attr" for t in conjuncts(c)]
            return conjuncts(verb.head) if verb.dep_ == "relcl" else _noun_before(subject)
        return conjuncts(subject)
    if dated := _behind_date(verb):
        return conjuncts(dated)
    if bare := [
        c for c in verb.children if c.dep_ == "npadvmod" and c.pos_ == "PROPN" and c.left_edge.i == verb.sent.start
    ]:
        return bare if bare[0].i + 1 == verb.i else []  # "Nauru dropped": the parser takes a rare name for a time
    if depth == 0 or verb.head == verb:
        return []
    if verb.dep_ == "conj" and (lost := _behind_semicolon(verb)) is not None:
        return conjuncts(lost)
    head, dep = verb.head, verb.dep_
    if dep in ("acl", "relcl") and not is_verb(head):
        if verb.tag_ in ("VBN", "VBG"):
            return conjuncts(head)
        owners = _possessor(head)  # "Kenya's plan to send"
        return owners or (subjects(head.head, depth - 1) if is_verb(head.head) else [])
    if dep in ("xcomp", "ccomp") and is_verb(head):
        objects = [c for c in head.children if c.dep_ in ("dobj", "dative") and c.i < verb.i]
        if objects and head.lemma_ not in ("promise", "pledge", "vow"):
            return conjuncts(objects[0])
        return subjects(head, depth - 1)
    if dep == "pcomp":
        governor = head.head
        accused = [c for c in governor.children if c.dep_ == "dobj"] if head.lower_ == "of" else []
        if accused and is_verb(governor):
            return conjuncts(accused[0])  # "accused Havana of keeping 20,000 men there"
        return (
            subjects(governor, depth - 1)
            if is_verb(governor)
            else _possessor(governor) or subjects(governor.head, depth - 1)
        )
    if dep == "advcl" and verb.tag_ == "VBG":  # "Kenya sent 144 more, the ministry said, bringing the total to 600"
        said = [c for c in head.children if c.dep_ == "ccomp" and c.i < head.i < verb.i]
        head = said[-1] if said else head
    if dep in ("conj", "advcl", "xcomp", "ccomp", "dep", "parataxis") or is_verb(head):
        return subjects(head, depth - 1)
    if dep == "prep" or head.dep_ == "prep":
        return subjects(head.head, depth - 1)
    return []


def _behind_date(verb: Token) -> Token | None:
    """The subject that the parser takes for a part of the date before it: "On 3 March Chad cut ties"."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    fronted = (c for c in verb.children if c.dep_ == "prep" and c.i < verb.i)
    named = (c for p in fronted for c in p.children if c.dep_ == "pobj" and c.pos_ == "PROPN")
    return next((c for c in named if any(t.text in senses("date_words") for t in c.children if t.i < c.i)), None)


def _noun_before(pronoun: Token) -> list[Token]:
    """The name right before a relative pronoun whose clause the parser hangs on a verb: "to Mali, which bought"."""
    before = pronoun.doc.tokens[max(pronoun.i - 2, 0) : pronoun.i]
    is_beside = len(before) == 2 and before[1].text == "," and before[0].pos_ == "PROPN"
    return conjuncts(before[0]) if is_beside else []


def _behind_semicolon(verb: Token) -> Token | None:
    """The subject behind a semicolon that the parser takes for a part of what stands before: "; Peru has done so"."""
    tokens = verb.doc.tokens
    start = next((t.i + 1 for t in reversed(tokens[verb.head.i : verb.i]) if t.text == ";"), None)
    if start is None or not any(c.dep_ == "aux" and c.tag_ in ("VBZ", "VBP", "VBD", "MD") for c in verb.children):
        return None
    return next((t for t in tokens[start : verb.i] if t.pos_ in ("NOUN", "PROPN") and t.head.i < start), None)


def _possessor(noun: Token) -> list[Token]:
    return [c for c in noun.children if c.dep_ == "poss"]


@once_a_token
def arguments(predicate: Token) -> Arguments:
    """The arguments of a verb, or of a noun that stands for an action."""
    return _verb_arguments(predicate) if is_verb(predicate) else _noun_arguments(predicate)


def _verb_arguments(verb: Token) -> Arguments:
    found = Arguments()
    found.obliques = prepositional(verb)
    passive = is_passive(verb)
    (found.themes if passive else found.agents).extend(subjects(verb))
    for child in verb.children:
        if child.dep_ in ("dobj", "attr", "oprd"):
            found.themes += conjuncts(child)
        elif child.dep_ == "dative" and child.pos_ != "ADP":
            found.datives += conjuncts(child)
    found.agents += found.by("by") if passive else []
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    if _is_headline(verb):  # "Sweden to get howitzers"
        found.agents = conjuncts(verb.head)
        found.themes += [c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and not is_verb(c)]
    elif _is_told_of_object(verb, objects) and not passive:
        found.themes += conjuncts(verb.head)  # "the tanks that Poland bought"
    if verb.dep_ == "conj" and is_verb(verb.head) and not found.obliques:
        found.obliques = [(p, t) for p, t in prepositional(verb.head) if p in ("to", "from")]
    return found


def _is_told_of_object(verb: Token, objects: list[Token]) -> bool:
    """Whether a relative clause tells of what its verb acts on, not of where or when: "the tanks that it bought"."""
    if verb.dep_ != "relcl" or any(c.tag_ == "WRB" for c in verb.children):
        return False
    return all(c.tag_ in ("WDT", "WP") or c.lower_ == "that" for c in objects)


def _is_headline(verb: Token) -> bool:
    """Whether an infinitive stands for the future of a headline's subject, which the parser takes for its noun."""
    return (
        verb.tag_ == "VB"
        and verb.dep_ in ("relcl", "acl")
        and verb.head.dep_ == "ROOT"
        and verb.head.pos_ == "PROPN"
        and any(c.lower_ == "to" and c.i == verb.head.i + 1 for c in verb.children)
    )


def _noun_arguments(noun: Token) -> Arguments:
    found = Arguments()
    found.obliques = prepositional(noun)
    found.themes = found.by("of")
    found.agents = found.by("by")
    found.modifiers = [t for c in noun.children if c.dep_ in _MODIFIER for t in conjuncts(c)]
    return found


def purposes(verb: Token) -> list[Token]:
    """The infinitives that tell what something is done for: "flew out to join them"; "the weeks to come" are none."""
    clauses = (c for c in verb.children if c.dep_ in ("xcomp", "advcl") and c.tag_ == "VB" and c.lemma_ != "come")
    return [c for c in clauses if any(g.lower_ == "to" for g in c.children)]


def governors(token: Token) -> Iterator[Token]:
    """The content words above a token, nearest first, up to the root of its sentence."""
    while token.head != token:
        token = token.head
        yield token


@once_a_token
def clause_of(token: Token) -> Token:
    """The verb of the main or coordinated clause in which a token stands; two sentences joined by ";" are two."""
    while token.head != token:
        if is_verb(token) and token.dep_ in ("conj", "ccomp", "parataxis"):
            low, high = sorted((token.i, token.head.i))
            if token.dep_ == "conj" or any(t.text == ";" for t in token.doc[low:high]):
                return token
        token = token.head
    return token
