"""What a verb or noun acts on, as a frame asks for it: its object, or what stands behind a particle or preposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.annotation.language.parsed import once_a_token
from pipelines.facts.policy.acts.hosts import LEARNING
from pipelines.facts.policy.acts.kinds import LANDS, kinds_of
from pipelines.facts.policy.acts.object_words import LINKS, is_fighter, is_fighting, word_kinds
from pipelines.facts.roles import arguments, conjuncts, is_verb, prepositional, subjects

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

_ALONGSIDE = ("with", "alongside")
_BEHIND = ("prt", "prep", "advmod", "acomp", "oprd", "npadvmod", "dobj", "dative")
_AWAY = ("prt", "prep", "advmod")
_CLAUSES = ("xcomp", "ccomp", "advcl")
_ON_NOUNS = ("relcl", "acl")
_TOWARDS = ("at", "into", "against", "towards", "toward")  # "fired 500 drones at": the parser hangs it on what is fired
_TALKING = "discuss"
_FETCHING = words("policy_words", "fetching")
_HOMEWARDS = words("policy_words", "homewards")
_MINDED = words("policy_words", "minded")
_CREWED = frozenset(("troops", "arms"))
_THEY = ("they", "them")
_PLURAL = ("NNS", "NNPS")
_TOLD = ("nsubj", "nsubjpass", "dobj", "attr", "pobj", "conj", "appos")
_PRONOUNS = ("them", "it", "they", "own")


def themes(token: Token, rest: tuple[str, ...], context: Context) -> list[Token]:
    """The objects of a verb or noun: behind its preposition where the frame asks for one."""
    if not is_verb(token):
        return _of_noun(token, rest)
    told = arguments(token)
    counted = [c for c in token.children if c.dep_ == "advmod" and c.pos_ == "NUM"]  # "are expelling four"
    if token.lemma_ == "take" and any(t.lemma in _MINDED for t in told.by("into")):
        return []  # "took their safety into account"
    if not rest:
        clauses = [c for c in token.children if c.dep_ == "xcomp"]
        if token.lemma_ == "instruct" and clauses:
            return []  # who is told to do something is not taught
        return told.themes or counted or [c for c in clauses if is_fighting(c)]
    if (complement := _complement(token, rest)) is not None:
        own = [t for c in complement.children if c.dep_ == "nsubj" for t in conjuncts(c)]
        return [*told.themes, *told.datives, *own, *arguments(complement).themes]
    if token.lemma_ == "take" and "part" not in rest and any(theme.lower_ == "part" for theme in told.themes):
        return []  # "took part in the killing" takes nothing in
    return _behind_words(token, rest, counted, context)


def _of_noun(noun: Token, rest: tuple[str, ...]) -> list[Token]:
    """The objects of a noun: "expulsion of diplomats", "export curbs"."""
    if rest:
        return arguments(noun).by(rest[-1]) if len(rest) == 1 else []
    linked = [
        c
        for c in noun.children
        if c.dep_ in LINKS and c.pos_ != "VERB" and not (is_fighter(c) or c.lower_ == "military")
    ]  # "forced expulsion" is of no force, "rebel attacks" are made by rebels
    behind = arguments(noun).by("of", "to", "on")
    if not behind and noun.dep_ in ("dobj", "nsubjpass"):
        behind = arguments(noun.head).by("on")  # "tightened its curbs on exports": the parser hangs it on the verb
    clauses = [c for c in noun.children if c.dep_ in ("relcl", "acl") and is_verb(c)]
    behind += [t for c in clauses for t in arguments(c).by("on")]  # "the curbs it put in May on exports"
    return [*behind, *linked]


def _behind_words(token: Token, rest: tuple[str, ...], counted: list[Token], context: Context) -> list[Token]:
    """The objects of a verb that has all the words behind it that its frame asks for, else none."""
    if not _words_in_reach(token).issuperset(rest):
        return []  # so it is with most frames
    told = arguments(token)
    named = [
        t for t in _nouns_behind(token) if t.lemma in rest or _hyphenated(t) in rest
    ]  # "the aid of", "the go-ahead"
    hung = (c.lower_ for noun in named for c in noun.children if c.dep_ == "prep")
    if not {*_words_behind(token), *map(_hyphenated, named), *hung}.issuperset(rest):
        return []
    away = [c for c in token.children if c.dep_ in ("prt", "advmod")]  # "stayed away from the talks"
    away += told.themes if token.lemma == _TALKING else []  # "discussed the crisis with"
    behind = [noun for t in (token, *away, *named) for preposition, noun in prepositional(t) if preposition == rest[-1]]
    behind = [token.head if noun.tag_ == "WDT" and token.dep_ == "relcl" else noun for noun in behind]  # "to which"
    if token.lemma_ == "train" and rest[-1] in _ALONGSIDE:  # "trained officers with instructors" trains with nobody
        return [] if any(c.dep_ == "dobj" for c in token.children) else behind
    if rest == ("in",) and not _is_particle(token, context):
        return [t for t in behind if not _CREWED & set(kinds_of(t, context))]  # flown "in American aircraft"
    return [*told.themes, *counted, *behind]


@once_a_token
def _words_in_reach(verb: Token) -> frozenset[str]:
    """The words of a verb and of the nouns behind it, among which all must be that a frame asks for."""
    nouns = _nouns_behind(verb)
    hung = (c.lower_ for noun in nouns for c in noun.children if c.dep_ == "prep")
    return frozenset((*_words_behind(verb), *map(_hyphenated, nouns), *hung))


@once_a_token
def _nouns_behind(verb: Token) -> list[Token]:
    """The nouns with which a verb makes one phrase: "give the go-ahead for", "come to the aid of"."""
    below = [g for c in verb.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
    return [*(c for c in verb.children if c.dep_ == "dobj"), *below]


def _hyphenated(noun: Token) -> str:
    """A noun with the word that a hyphen ties to it, which the parser takes apart: "go-ahead"."""
    before = noun.doc.tokens[max(noun.i - 2, 0) : noun.i]
    return f"{before[0].lower_}-{noun.lower_}" if len(before) == 2 and before[1].text == "-" else noun.lemma


@once_a_token
def _words_behind(verb: Token) -> frozenset[str]:
    """The particles, prepositions and objects of a verb, and the word right behind it."""
    near = (c for c in verb.children if c.dep_ in _BEHIND)
    below = [g for c in verb.children if c.dep_ in _AWAY for g in c.children if g.dep_ in ("prep", "pobj")]
    words_below = [g.lower_ for c in verb.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pcomp"]
    deeper = [g for c in verb.children if c.dep_ in _BEHIND for g in _below(c)]  # "back to the table"
    words = [
        *words_below,
        *(c.lower_ for c in near),
        *(g.lower_ if g.dep_ == "prep" else g.lemma for g in (*below, *deeper)),
    ]
    made_of = (noun for theme in arguments(verb).themes for noun in arguments(theme).by("of"))
    words += [c.lower_ for noun in made_of for c in noun.children if c.dep_ == "prep"]  # "a wave of drones against"
    hung = ("with",) if verb.lemma == _TALKING else _TOWARDS
    words += [c.lower_ for theme in arguments(verb).themes for c in theme.children if c.lower_ in hung]
    words += [
        g.lower_ for c in verb.children if c.dep_ == "dobj" for g in c.children if g.dep_ == "amod"
    ]  # "green light"
    tokens = verb.doc.tokens
    words += ["co"] if [t.lower_ for t in tokens[max(verb.i - 2, 0) : verb.i]] == ["co", "-"] else []  # "co-produce"
    words += ["between" for theme in arguments(verb).themes for c in theme.children if c.lower_ == "between"]
    return frozenset((*words, tokens[verb.i + 1].lower_) if verb.i + 1 < len(tokens) else words)


def _below(way: Token) -> list[Token]:
    """What stands below a particle or preposition two words deep: "back to the table", "together in" one city."""
    beside = [g for g in way.children if g.dep_ == "advmod" and way.dep_ == "prep"]
    return beside + [
        h for g in way.children if g.dep_ == "prep" and way.dep_ in _AWAY for h in g.children if h.dep_ == "pobj"
    ]


def _complement(verb: Token, rest: tuple[str, ...]) -> Token | None:
    """The clause below a verb whose own verb a frame asks for: "told the troops to leave", "let Kyiv have jets"."""
    for child in _clauses_below(verb):
        if child.lemma in _FETCHING and not any(c.lower_ in _HOMEWARDS for c in child.children):
            continue  # "was told to bring forward the entry into service"
        if child.lemma == "go" and arguments(child).by("to", "into"):
            continue  # "asked for soldiers to go to Niger"
        if child.lemma == rest[-1]:
            if (rest[0] == "to") == any(c.lower_ == "to" for c in child.children if c.dep_ == "aux"):
                return child
    return None


@once_a_token
def _clauses_below(verb: Token) -> list[Token]:
    """The verbs of the clauses on a verb, and on what it acts on: "was given two days to leave"."""
    objects = (c for c in verb.children if c.dep_ in ("dobj", "npadvmod"))
    terms = (c for noun in objects for c in noun.children if c.dep_ in _ON_NOUNS)
    return [*(c for c in verb.children if c.dep_ in _CLAUSES), *terms]


def _is_particle(verb: Token, context: Context) -> bool:
    """Whether "in" belongs to a verb ("flew in two planes") and to no phrase behind it ("sent them in breach of")."""
    own = [c for c in verb.children if c.lower_ == "in"]
    if not own and verb.doc.tokens[verb.i + 1].lower_ != "in":
        return False  # "took command of a brigade in Latvia"
    behind = [g for c in own if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
    if behind and any(c.dep_ in ("dobj", "nsubjpass") for c in verb.children):
        return False
    mentions = [context.reading.mention_at(g.i) for g in behind]
    return not any(m is not None and m.label in (*LANDS, "date") for m in mentions)


def meant(noun: Token, verb: Token) -> Token:
    """What "them" or "its own" stands for behind a verb that is coordinated with one: "sent two and took them home"."""
    above = verb
    if noun.lower_ == "own" and any(c.dep_ == "nsubj" for c in verb.children):
        return noun  # that of somebody else
    while noun.lower_ in _PRONOUNS and noun.dep_ == "dobj" and above.dep_ == "conj" and is_verb(above.head):
        above = above.head
        if objects := [c for c in above.children if c.dep_ in ("dobj", "nsubjpass") and c.lower_ not in _PRONOUNS]:
            return objects[0]
    if noun.lower_ in _THEY and noun.dep_ in ("dobj", "nsubj", "nsubjpass"):
        return _soldiers_before(noun) or noun
    return noun


def is_told_before(noun: Token, verb: Token) -> bool:
    """Whether a noun is what a pronoun at a verb stands for, and told of in another clause."""
    is_far = noun.sent != verb.sent or (noun.i < verb.i and verb not in noun.ancestors)
    return is_far and any(c.lower_ in _THEY for c in verb.children)


def _soldiers_before(pronoun: Token) -> Token | None:
    """The soldiers for whom "them" stands: the last people or things told of in the plural, here or a sentence before.

    "Kenya sent 400 officers to Haiti in June. They will leave by December."
    """
    if pronoun.head.dep_ == "relcl" or _is_of_several(pronoun):
        return None
    first = pronoun.doc[pronoun.sent.start - 1].sent.start if pronoun.sent.start else 0
    for token in reversed(pronoun.doc.tokens[first : pronoun.i]):
        if token.lower_ in _THEY and token.sent != pronoun.sent:
            return None  # of whom that sentence tells, another does
        if token.tag_ in _PLURAL and token.dep_ in _TOLD:
            return token if "troops" in word_kinds(token.lemma) or "troops" in word_kinds(token.lower_) else None
    return None


def _is_of_several(pronoun: Token) -> bool:
    """Whether "they" stands for several who speak: "Mali and Niger announced that they were leaving"."""
    saying = (t for t in pronoun.ancestors if is_verb(t))
    told = (c for verb in saying for c in verb.children if c.dep_ == "nsubj" and c != pronoun)
    return any(c.dep_ == "conj" for subject in told for c in subject.children)


def taught_by(course: Token) -> list[Token]:
    """For whom a course is, the parser hangs the phrase on the course or on the verb that runs it; who learns."""
    if is_verb(course):
        pupils = arguments(course).agents or subjects(course)
        return pupils if course.lemma_ in LEARNING else []
    verbs = [course.head] if course.dep_ in ("dobj", "nsubjpass") else []
    return [t for token in (course, *verbs) for t in arguments(token).by("for")]
