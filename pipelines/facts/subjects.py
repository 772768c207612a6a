"""The subject of a verb, also where its clause has none of its own or the parser hangs it elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.coreference.shapes import controller
from pipelines.annotation.cues import senses
from pipelines.facts.coordination import conjuncts
from pipelines.facts.verbs import is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

SUBJECTS = frozenset(("nsubj", "csubj", "expl", "nsubjpass", "csubjpass"))
_DEPTH = 6  # clauses that a subject is looked for upwards


def subjects(verb: Token, depth: int = _DEPTH) -> list[Token]:
    """The subject of a verb (of a passive: what is acted on), found upwards where the clause has none of its own."""
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    for helper in verb.children:
        if helper.children and helper.dep_ in ("aux", "auxpass"):  # "where Oman is mediating" hangs it there
            own += [c for c in helper.children if c.dep_ in SUBJECTS]
    if own:
        return _meant_by(own, verb)
    if bare := [
        c for c in verb.children if c.dep_ == "npadvmod" and c.pos_ == "PROPN" and c.left_edge.i == verb.sent.start
    ]:
        return bare if bare[0].i + 1 == verb.i else []  # "Nauru dropped": the parser takes a rare name for a time
    if depth == 0 or verb.head == verb:
        return []
    if verb.dep_ == "conj" and (lost := _behind_semicolon(verb)) is not None:
        return conjuncts(lost)
    return _from_above(verb, depth - 1)


def _meant_by(own: list[Token], verb: Token) -> list[Token]:
    """Whom the subjects that hang on a verb stand for: of two the nearer, of a relative pronoun its noun."""
    before = [c for c in own if c.i < verb.i and c.dep_ != "expl"]
    subject = before[-1] if before else own[0]  # the first of two is a dateline or a heading
    if before[:-1] and any(c.dep_ == "cc" for c in before[-2].children):  # "Chad as well as Niger"
        return [*conjuncts(before[-2]), *conjuncts(subject)]
    is_relative = subject.tag_ in ("WDT", "WP") or (subject.lower_ == "that" and verb.dep_ == "relcl")
    if not is_relative:
        return conjuncts(subject)
    if verb.dep_ == "ccomp" and verb.head.lemma_ == "be":  # "it was Oslo that stepped in"
        return [t for c in verb.head.children if c.dep_ == "attr" for t in conjuncts(c)]
    return (_one_of(verb.head) or conjuncts(verb.head)) if verb.dep_ == "relcl" else _noun_before(subject)


def _without_verb(verb: Token) -> Token | None:
    """The name of which a headline without a verb tells: "Oslo open to sending them", "Oslo against sending them"."""
    over = verb.head.head if verb.dep_ == "pcomp" else verb.head
    name = over.head if over.dep_ == "amod" and over.i > over.head.i else over
    is_headline = name.pos_ == "PROPN" and name.dep_ == "ROOT" and name.left_edge.i == name.sent.start
    return name if is_headline and (verb.dep_ == "pcomp" or over is not name) else None


def _from_above(verb: Token, depth: int) -> list[Token]:
    """The subject that a verb without one shares with what it hangs on, as its relation to that tells."""
    head, dep = verb.head, verb.dep_
    if (name := _without_verb(verb)) is not None:
        return conjuncts(name)
    if dep in ("acl", "relcl") and not is_verb(head):
        if verb.tag_ in ("VBN", "VBG"):
            return conjuncts(head)
        if senses("policy_stances").get(head.lemma) == "appeal":
            return _who_does(head, depth)  # "turned down a German request to hand them on" is not told of Germany
        owners = _possessor(head) or _author(head) or _nation(head)  # "Kenya's plan to send", "a decision by Kenya to"
        return owners or _who_does(head, depth)
    if dep in ("xcomp", "ccomp") and is_verb(head):
        told = controller(verb)
        is_step = told is not None and told.pos_ == "NOUN" and senses("policy_stances").get(told.lemma) == "appeal"
        return conjuncts(told) if told is not None and not is_step else subjects(head, depth)  # "rebuffed appeals to"
    if dep == "pcomp":
        governor = head.head
        accused = [c for c in governor.children if c.dep_ == "dobj"] if head.lower_ == "of" else []
        if not is_verb(governor):
            return _possessor(governor) or _who_does(governor, depth)
        judged = accused[0] if accused else controller(verb)  # "accused Havana of keeping men there"
        return conjuncts(judged) if judged is not None else subjects(governor, depth)
    if dep == "advcl" and verb.tag_ == "VBG":  # "Kenya sent 144 more, the ministry said, bringing the total to 600"
        said = [c for c in head.children if c.dep_ == "ccomp" and c.i < head.i < verb.i]
        head = said[-1] if said else head
    if dep in ("conj", "advcl", "xcomp", "ccomp", "dep", "parataxis") or is_verb(head):
        return subjects(head, depth)
    if dep == "prep" or head.dep_ == "prep":
        return subjects(head.head, depth)
    return []


def _who_does(noun: Token, depth: int) -> list[Token]:
    """Who does something with what a noun names: also "the idea of sending them was dismissed by Kenya"."""
    if not is_verb(noun.head):
        return subjects(noun.head, depth) if noun.dep_ == "pobj" else []
    return _author(noun.head) if noun.dep_ == "nsubjpass" else subjects(noun.head, depth)


def _noun_before(pronoun: Token) -> list[Token]:
    """The name right before a relative pronoun whose clause the parser hangs on a verb: "to Mali, which bought"."""
    before = pronoun.doc.tokens[max(pronoun.i - 2, 0) : pronoun.i]
    is_beside = len(before) == 2 and before[1].text == "," and before[0].pos_ == "PROPN"
    return conjuncts(before[0]) if is_beside else []


def _one_of(several: Token) -> list[Token]:
    """Who is said to be one of those of whom a clause tells: "Nauru is one of the states that keep their envoys"."""
    one = several.head.head if several.dep_ == "pobj" and several.head.lower_ in ("of", "among") else several
    is_one = one != several and one.lower_ == "one" and one.dep_ == "attr"
    return subjects(one.head) if is_one and is_verb(one.head) else []


def _behind_semicolon(verb: Token) -> Token | None:
    """The subject behind a semicolon that the parser takes for a part of what stands before: "; Peru has done so"."""
    tokens = verb.doc.tokens
    start = next((t.i + 1 for t in reversed(tokens[verb.head.i : verb.i]) if t.text == ";"), None)
    if start is None or not any(c.dep_ == "aux" and c.tag_ in ("VBZ", "VBP", "VBD", "MD") for c in verb.children):
        return None
    return next((t for t in tokens[start : verb.i] if t.pos_ in ("NOUN", "PROPN") and t.head.i < start), None)


def _possessor(noun: Token) -> list[Token]:
    return [c for c in noun.children if c.dep_ == "poss"]


def _nation(noun: Token) -> list[Token]:
    """The adjective that tells whose a plan is: "Kenyan plans to send"."""
    if noun.lemma not in senses("policy_stances"):
        return []
    named = (c for c in noun.children if c.dep_ in ("amod", "compound", "nmod") and c.text[0].isupper())
    return [c for c in named if c.text not in senses("date_words")][:1]


def _author(noun: Token) -> list[Token]:
    by = (c for c in noun.children if c.dep_ in ("prep", "agent") and c.lower_ == "by")
    return [t for c in by for g in c.children if g.dep_ == "pobj" for t in conjuncts(g)]
