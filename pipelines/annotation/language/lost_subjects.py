"""Subjects that the parser hangs elsewhere than on their verb, where something stands before or between the two.

Before a verb a phrase of time or place runs into its subject without a comma ("On 5 June Saudi Arabia broke off
ties") or takes it for one more name of its own ("At the summit in Vilnius, the minister announced"). A clause before
it takes it for one more object ("bought jets from Oslo and Kenya wants some"). Between the two stands who says so
("Norway, the ministry said on Monday, has imposed sanctions"). In each of these the verb is left without a subject;
it is given the one that the words before it show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import ParsedDoc, Token

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))
_VERBAL = ("VERB", "AUX")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_BARE = ("VB", "VBP")
_HELPING = ("aux", "auxpass")
_WITH_VERB = ("aux", "auxpass", "neg", "advmod")  # what stands right before a verb, behind its subject
_MAIN = frozenset(("ROOT", "ccomp", "advcl", "dep", "parataxis", "conj"))
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
_BESIDE = ("appos", "conj", "npadvmod", "dep")  # relations by which a subject is taken for a part of what is before it
# What a rare name before an aside is taken for.
_MISREAD = frozenset("npadvmod dep advcl dobj attr nmod".split())
_OBJECTS = ("pobj", "dobj")
_ASIDE = ("parataxis", "ccomp")
_RUNS_ON = ("conj", "ccomp", "dep", "advcl")  # relations of a verb to who says so between its subject and it
_NO_START = ("ADP", "CCONJ", "SCONJ", "PART", "PUNCT", "VERB", "AUX", "SPACE")
_CONJUNCTIONS = ("after", "before", "since", "until")
_WHEN_OR_WHERE = ("date", "location", "country")


def hang_lost_subjects(doc: ParsedDoc) -> None:
    """Give each verb of a document that has lost its subject the one that stands before it."""
    for verb in doc.tokens:
        if verb.tag_ == "MD" or verb.lemma_ in ("have", "be"):
            _join_parted(verb)
            _join_split(verb)
        if verb.tag_ == "VBD" and verb.dep_ == "conj":
            _hang_on_teller(verb)
        if verb.dep_ in _MAIN and verb.pos_ in _VERBAL and _lacks_subject(verb):
            _hang_lost(verb)


def _join_parted(helper: Token) -> None:
    """Hang an auxiliary on its verb where an aside stands between: "Norway will, the ministry said, impose"."""
    said = helper.head
    behind = helper.doc.tokens[helper.i + 1 : helper.i + 2]
    if helper.dep_ != "ccomp" or said.dep_ not in _ASIDE or not behind or behind[0].text != ",":
        return
    verb = said.head
    if said.i < verb.i and all(c.dep_ not in (*_HELPING, *_SUBJECTS) for c in verb.children):
        for child in [c for c in helper.children if c.i < helper.i]:
            helper.doc.hang(child, verb, child.dep_)
        helper.doc.hang(helper, verb, "aux")


def _join_split(helper: Token) -> None:
    """Hang an auxiliary on its verb where a time between them makes two clauses of one: "it would in June send"."""
    if helper.tag_ != "MD" or helper.dep_ == "aux":
        return
    beside = (c for c in helper.head.children if c.i > helper.i and c.dep_ == helper.dep_ and c.tag_ in _BARE)
    verb = next(beside, None)
    if verb is None or verb.left_edge.i != helper.i + 1 or _has_subject(verb):
        return
    for child in [c for c in helper.children if c.i < helper.i]:
        helper.doc.hang(child, verb, child.dep_)
    helper.doc.hang(helper, verb, "aux")


def _hang_on_teller(verb: Token) -> None:
    """Hang a past on the verb of telling whose infinitive it cannot go on: "told them they must leave and cut ties"."""
    told, said = verb.head, verb.head.head
    is_bare = told.tag_ == "VB" and any(c.tag_ == "MD" for c in told.children) and verb.lower_ != verb.lemma_
    if is_bare and told.dep_ == "ccomp" and said.tag_ == "VBD" and said.i < told.i and not _has_subject(verb):
        verb.doc.hang(verb, said, "conj")


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in _SUBJECTS for c in verb.children)


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(c.dep_ in _HELPING and c.tag_ in _FINITE for c in verb.children)


def _lacks_subject(verb: Token) -> bool:
    if not _is_finite(verb):
        return False
    helpers = [c for c in verb.children if c.dep_ in _HELPING]
    return all(c.dep_ not in _SUBJECTS for told in (verb, *helpers) for c in told.children)


def _hang_lost(verb: Token) -> None:
    start = min((c.i for c in verb.children if c.i < verb.i and c.dep_ in _HELPING), default=verb.i)
    while start > verb.sent.start and verb.doc[start - 1].dep_ in _WITH_VERB and verb.doc[start - 1].head is verb:
        start -= 1
    if start == verb.sent.start:
        return
    relation = "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.children) else "nsubj"
    said = _aside(verb, start)
    if said is not None:
        if said.is_ancestor(verb):
            verb.doc.hang(verb, said, "ccomp")
        verb.doc.hang(_named_before(said)[0], verb, relation)
        return
    if (joined := _joined_to_object(verb, start)) is not None:
        verb.doc.hang(joined, verb, relation)
        return
    if verb.dep_ == "conj" and all(c.dep_ != "prep" or c.i > verb.i for c in verb.children):
        return  # it has that of the verb before it
    name = (
        _behind_being(verb, start)
        or _behind_conjunction(verb, start)
        or _run_into(verb, start)
        or _taken_for_another(verb, start)
    )
    if name is not None:
        verb.doc.hang(name, verb, relation)


def _joined_to_object(verb: Token, start: int) -> Token | None:
    """A subject that is taken for one more object of the clause before: "got 14 from Oslo and Lima is getting 12"."""
    doc, last = verb.doc, verb.doc[start - 1]
    name = next((t for t in (last, *last.ancestors) if t.dep_ == "conj" and t.right_edge is last), None)
    if name is None or name.pos_ not in _NOMINAL or name.left_edge.i <= verb.sent.start:
        return None
    is_object = name.head.dep_ in _OBJECTS and name.head.pos_ in _NOMINAL and not verb.is_ancestor(name.head)
    return name if is_object and doc[name.left_edge.i - 1].dep_ == "cc" else None


def _aside(verb: Token, start: int) -> Token | None:
    """The verb of who says so in between, on which the subject before it hangs as well: "Oslo, he said, has"."""
    around = [c for c in verb.children if c.i < start and c.dep_ in _ASIDE]
    around += [verb.head] if verb.dep_ in _RUNS_ON and verb.head.i < start else []
    for said in around:
        named = _named_before(said)
        if len(named) > 1 and said.i < start and verb.doc[start - 1].text == "," and _is_set_off(named[0]):
            return said
    return None


def _named_before(said: Token) -> list[Token]:
    """What stands before a verb as its subject, or as a name that is taken for a time: "Oslo, he told us, has"."""
    return [
        c
        for c in said.children
        if c.pos_ in _NOMINAL and (c.dep_ in _SUBJECTS or (c.dep_ in _MISREAD and c.pos_ == "PROPN" and c.i < said.i))
    ]


def _is_set_off(name: Token) -> bool:
    """Whether a comma stands right behind a name."""
    last = name.right_edge
    return last.text == "," or last.nbor().text == ","


def _behind_being(verb: Token, start: int) -> Token | None:
    """The subject behind "for the time being", which is taken for what a time is: "for the time being Oslo will"."""
    found = (t for t in verb.doc.tokens[verb.sent.start : start] if t.dep_ in ("dobj", "attr") and t.pos_ in _NOMINAL)
    return next(
        (t for t in found if t.head.lower_ == "being" and t.head.dep_ == "acl" and t.right_edge.i == start - 1), None
    )


def _behind_conjunction(verb: Token, start: int) -> Token | None:
    """The subject of a clause of time whose conjunction is taken for a preposition: "after the guns fell silent"."""
    clauses = (c for c in verb.children if c.i < start and c.lower_ in _CONJUNCTIONS and c.dep_ == "prep")
    objects = (c for p in clauses for c in p.children if c.dep_ == "pobj" and c.right_edge.i == start - 1)
    return next(objects, None) if verb.dep_ == "advcl" else None


def _taken_for_another(verb: Token, start: int) -> Token | None:
    """A name behind a comma that is taken for one more of what stands before it, right before the verb or an aside."""
    doc, fronted = verb.doc, [c for c in verb.children if c.i < start]
    end = start - 1 if doc[start - 1].text == "," else start  # behind the subject with what is said of it
    found = [
        t
        for t in doc.tokens[verb.sent.start + 2 : end]
        if t.dep_ in _BESIDE
        and t.pos_ in _NOMINAL
        and doc[t.left_edge.i - 1].text == ","
        and any((c is t and t.pos_ == "PROPN") or c.is_ancestor(t) for c in fronted)
        and _reaches(t, end, is_set_off=end < start)
    ]
    return found[-1] if found else None


def _reaches(name: Token, end: int, *, is_set_off: bool) -> bool:
    """Whether nothing but an aside between commas stands between a name and the end of what is before its verb."""
    doc, right = name.doc, name.right_edge.i + 1
    if not is_set_off:
        return right == end
    return (right < end and doc[right].text == ",") or (right == end and any(t.text == "," for t in doc[name.i : end]))


def _run_into(verb: Token, start: int) -> Token | None:
    """The subject behind a time or place, of which it is taken for the rest: "In Moscow officials said"."""
    doc = verb.doc
    fronted = [c for c in verb.children if c.i < start and c.dep_ in ("prep", "npadvmod", "advmod")]
    for mention in reversed(doc.spans.get("mentions", ())):
        first = mention.end
        is_fronted = first < start and any(_is_over(c, mention.end - 1) for c in fronted)  # its "from" is of a date
        is_known = mention.label_ in _WHEN_OR_WHERE and mention.id_ != "model"  # which does not read each sentence
        if not is_fronted or not is_known or doc[first].pos_ in _NO_START:
            continue
        if doc[mention.start - 1].lower_ == "the" and doc[first].text.islower():
            continue  # "in the Riga suburbs soldiers"
        end = next((t.i for t in doc.tokens[first:start] if t.text == ","), start)
        names = [t for t in doc.tokens[first:end] if not first <= t.head.i < end]
        if len(names) == 1 and names[0].pos_ in _NOMINAL:
            if end == start or doc[start - 1].text == "," or names[0].right_edge.i == start - 1:
                return _parted(names[0], first)
    return None


def _is_over(word: Token, index: int) -> bool:
    other = word.doc[index]
    return other is not word and word.is_ancestor(other)


def _parted(name: Token, first: int) -> Token:
    """A name without the time or place before it, which is left where the two hung together."""
    doc = name.doc
    before = [c for c in name.children if c.i < first]
    last = doc[first - 1]
    place = next((c for c in before if c is last or c.is_ancestor(last)), None)
    if place is not None:
        doc.hang(place, name.head, name.dep_)
        for child in before:
            if child is not place:
                doc.hang(child, place, child.dep_)
    return name
