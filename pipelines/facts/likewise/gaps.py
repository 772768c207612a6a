"""Clauses that leave their verb out: "France sent 12, Germany 14", "Oman buys from Britain, and Kuwait from Italy".

The parser knows no such clause: it takes its name for one more object, its number for one more sum. What is found here
is hung on the verb that it leaves out, the name as a `gap` of it and the rest below the name, so that no rule takes it
for a part of the clause before; each family then reads from the gaps of a verb who does as its subject did, with what.

Such a clause stands behind a comma, a semicolon, "and" or "while", is a name with a number, a day, a weapon, a phrase
or something of its own behind it, and has a match in the clause with the verb. Where no more than "and" stands before
it and that clause names another party than its subject, the name matches that one: it is told as one more who receives
where that stands right behind the verb ("sold Accra 24 guns and Lomé 12"), and is left alone elsewhere ("sold jets to
Oman in May and Chad in June").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipelines.annotation.parties.words import is_seat
from pipelines.facts.roles import is_verb, subjects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Mention, Reading

_DOER, _RECEIVER = "gap", "gap:receiver"
_NAMES = ("country", "location", "organisation")
_BREAKS = frozenset((";", ",", "while", "whereas", "\u2013", "\u2014"))
_JOINTS = _BREAKS | {"and", "but"}
_ENDS = frozenset((*_JOINTS, ".", ":", "(", ")", "?", "!", "\n"))
_ABOUT = ("ADV", "DET", "ADJ", "ADP", "SCONJ")  # "some 1.6 billion", "a further 800", "more than 400"
_WEAPONS = ("weapon", "military_platform", "vehicle")
_ARTICLES = ("the", "a", "an")
_LEADING = 4  # tokens from a name to its number
_ON = ("in", "on")
_OWN = frozenset("its their that those hers his theirs".split())
_FINITE = ("VBD", "VBZ", "VBP", "MD", "VB")
_HELPING = ("aux", "auxpass", "amod")
_APART = ("conj", "relcl", "advcl", _DOER, _RECEIVER)  # relations of what belongs to another clause than its head


class Gap(NamedTuple):
    """A clause without a verb in tokens [name.start, end).

    Attributes:
        verb: the verb that it leaves out.
        kind: number, date, weapon, own, or the preposition of what stands behind the name.
        is_set_off: whether more than "and" stands before it or before the first of its list.
        relation: that of the name to the verb.
    """

    name: Mention
    end: int
    verb: Token
    kind: str
    is_set_off: bool
    relation: str

    @property
    def tokens(self) -> range:
        """Its tokens, with the article of its name."""
        start = self.name.start
        return range(start - (self.verb.doc[start - 1].lower_ == "the"), self.end)


def hang_gaps(reading: Reading) -> None:
    """Hang the clauses without a verb of a document on the verbs that they leave out."""
    last: Gap | None = None
    for mention in reading.mentions:
        is_people = (
            mention.label == "nationality" and mention.start > 0 and reading.doc[mention.start - 1].lower_ == "the"
        )
        is_name = mention.label in _NAMES or is_people
        if is_name and mention.code is not None and (last is None or mention.start >= last.end):
            gap = _gap(mention, last, reading)
            if gap is not None and not _is_over_verb(gap) and not (is_people and gap.kind == "weapon"):
                last = gap
                _hang(gap, reading)


def _is_over_verb(gap: Gap) -> bool:
    """Whether the parser hung the verb on the clause that leaves it out: to hang that on the verb would make a ring."""
    return any(over.i in gap.tokens for over in gap.verb.ancestors)


def gaps(token: Token) -> list[Token]:
    """The names of the clauses that leave out the verb of a word's clause, and stand where its subject stands."""
    return _hung(token, _DOER)


def receivers_in_gaps(token: Token) -> list[Token]:
    """The names of the clauses that leave out the verb of a word's clause, and stand where who receives stands."""
    return _hung(token, _RECEIVER)


def _hung(token: Token, relation: str) -> list[Token]:
    while True:
        below = [c for c in token.children if c.dep_ == "xcomp"]  # "has promised to give"
        for verb in (token, *below):
            if any(c.dep_ in (_DOER, _RECEIVER) for c in verb.children):
                return [c for c in verb.children if c.dep_ == relation]
        if token.head is token or token.dep_ in _APART:
            return []
        token = token.head


def gap_around(token: Token) -> Token | None:
    """The name of the clause without a verb in which a token stands, or None."""
    over = (t for t in (token, *token.ancestors) if t.dep_ in (_DOER, _RECEIVER))
    return next(over, None)


def _gap(name: Mention, last: Gap | None, reading: Reading) -> Gap | None:
    tokens = reading.doc.tokens
    joint = name.start - 1 - (name.start > 0 and tokens[name.start - 1].lower_ == "the")
    sentence = tokens[name.start].sent
    if joint <= sentence.start or tokens[joint].lower_ not in _JOINTS:
        return None
    if name.label == "location" and not is_seat(name):
        return None
    before = tokens[joint - 1].text
    first = last if last is not None and last.verb.sent == sentence and last.end in (joint, joint - 1) else None
    is_set_off = tokens[joint].lower_ in _BREAKS or before in _BREAKS
    is_set_off = is_set_off if first is None else first.is_set_off
    at = name.end
    if tokens[at : at + 1] and tokens[at].text == "," and ";" in (tokens[joint].text, before):
        at += 1  # "Latvia, two; Lithuania, four"
    read = _remnant(at, sentence.end, reading, is_set_off=is_set_off)
    verb = first.verb if first is not None else _verb_before(joint, sentence.start, reading)
    if read is None or verb is None:
        return None
    kind, behind = read
    end = _end_of_clause(behind, sentence.end, kind, reading)
    matched = _match(kind, verb, joint, reading)
    if matched is None and verb.dep_ == "advcl" and verb.tag_ == "VB":  # "sent two ships to guard the port, Oman one"
        verb = verb.head
        matched = _match(kind, verb, joint, reading)
    if end is None or matched is None:
        return None
    between = [m for m in _named(verb.i + 1, matched, reading) if m.code != name.code]
    if is_set_off or not between:
        return Gap(name, end, verb, kind, is_set_off, _DOER)
    other = between[0]
    if other.start - (tokens[other.start - 1].lower_ == "the") == verb.i + 1:
        return Gap(name, end, verb, kind, is_set_off, _RECEIVER)
    if kind == "date" and tokens[at].lower_ not in _ON:
        return Gap(name, end, verb, kind, is_set_off, _DOER)  # "and Bahrain a day later"
    return None


def _remnant(at: int, end: int, reading: Reading, *, is_set_off: bool) -> tuple[str, int] | None:
    """What stands right behind a name, and the token behind it."""
    tokens = reading.doc.tokens
    if at >= end:
        return None
    counted = next((e for s, e in _counts(reading).items() if at <= s < at + _LEADING and _leads(at, s, reading)), None)
    if counted is not None:
        return "number", counted
    for first in (at, at + 1):
        mention = reading.mention_at(first) if first < end else None
        if mention is not None and mention.label == "date" and (first == at or tokens[at].lower_ in _ON):
            return "date", mention.end
    if tokens[at].lower_ in (*_ARTICLES, *_OWN) and any(
        at < m.start < at + _LEADING for m in reading.of_label(*_WEAPONS)
    ):
        return "weapon", at + 1
    if is_set_off and (bare := reading.mention_at(at)) is not None and bare.label in _WEAPONS:
        return "weapon", bare.end  # "Turkey has delivered drones to Mali, and Russia helicopters"
    if tokens[at].pos_ == "ADP" and tokens[at].lower_ != "of":
        named = next(iter(_named(at + 1, min(at + 3, end), reading)), None)
        return (tokens[at].lower_, named.end) if named is not None else None
    return ("own", at + 1) if tokens[at].lower_ in _OWN else None


def _counts(reading: Reading) -> dict[int, int]:
    """First token -> the one behind the last, of the numbers and sums of a document."""
    known: dict[None, dict[int, int]] = reading.doc.memory(_counts)
    if None not in known:
        sums = reading.of_label("money", "quantity")
        known[None] = {n.start: n.end for n in reading.numbers} | {m.start: m.end for m in sums}
    return known[None]


def _leads(at: int, start: int, reading: Reading) -> bool:
    words = reading.doc[at:start]
    if len(words) > 1 and words[0].lower_ in _ARTICLES and words[-1].lower_ == "of":
        return True  # "a battalion of 700"
    return all(t.pos_ in _ABOUT for t in words)


def _named(start: int, end: int, reading: Reading) -> Sequence[Mention]:
    return [m for m in reading.within(reading.doc[start:end], *_NAMES) if m.code is not None]


def _end_of_clause(at: int, end: int, kind: str, reading: Reading) -> int | None:
    """Where a clause without a verb ends, or None where it has one; a number may have a participle behind it."""
    for token in reading.doc[at:end]:
        if token.lower_ in _ENDS or token.is_space:
            return token.i
        if is_verb(token) and (kind != "number" or token.tag_ in _FINITE):
            return None
    return end


def _verb_before(joint: int, start: int, reading: Reading) -> Token | None:
    """The verb of the clause that ends at a joint, where it has a subject of its own."""
    verb = next((t for t in reversed(reading.doc.tokens[start:joint]) if is_verb(t) and t.dep_ not in _HELPING), None)
    while verb is not None and verb.dep_ in ("relcl", "acl") and not _has_subject(verb):
        verb = next((t for t in verb.ancestors if is_verb(t) and start <= t.i < verb.i), None)
    return verb if verb is not None and any(t.i < verb.i for t in subjects(verb)) else None


def _has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own that is no relative pronoun."""
    return any(c.dep_ in ("nsubj", "nsubjpass") and c.tag_ not in ("WDT", "WP") for c in verb.children)


def _match(kind: str, verb: Token, joint: int, reading: Reading) -> int | None:
    """Where what stands behind the name has its match in the clause with the verb, or None."""
    tokens, span = reading.doc.tokens, range(verb.i + 1, joint)
    if kind == "number":
        found = [s for s in _counts(reading) if s in span]
    elif kind == "date":
        found = [m.start for m in reading.dates if m.start in span]
    elif kind == "weapon":
        found = [m.start for m in reading.of_label(*_WEAPONS) if m.start in span]
    elif kind == "own":
        found = [t.i for t in tokens[verb.i + 1 : joint] if t.lower_ in _OWN or t.lower_ == "of"]
    else:
        found = [t.i for t in tokens[verb.i + 1 : joint] if t.lower_ == kind and _named(t.i + 1, t.i + 4, reading)]
    return found[-1] if found else None


def _hang(gap: Gap, reading: Reading) -> None:
    """Make a name a gap of its verb, and hang on it what stands behind it; on the verb, what the parser hung on it."""
    doc, name = reading.doc, reading.head(gap.name.start, gap.name.end)
    inside = gap.tokens
    for token in doc[inside.start : inside.stop]:
        for child in [c for c in token.children if c.i not in inside]:
            doc.hang(child, gap.verb, child.dep_)
    doc.hang(name, gap.verb, gap.relation)
    for token in doc[inside.start : inside.stop]:
        if token is not name and token.head.i not in inside:
            doc.hang(token, name, token.dep_)
