"""What a number counts by its own phrase: "300 Polish soldiers", "tens of thousands of men", "500 of them"."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from pipelines.annotation.speech.saying import is_saying
from pipelines.facts.arms.weapons.items import find_items
from pipelines.facts.triggers import trigger_table
from pipelines.facts.troops.counts.anybody import make_up_a_force
from pipelines.facts.troops.counts.bare_numbers import is_dealt_out
from pipelines.facts.troops.counts.count import Count
from pipelines.facts.troops.counts.no_counts import counts_nothing
from pipelines.facts.troops.counts.people import counted_sense
from pipelines.facts.troops.moves import STRONG, triggers_over
from pipelines.facts.troops.words import UNITS, force_lemma, force_nouns, is_military, sense_of, setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Number
    from pipelines.facts.context import Context

_ANAPHORS = ("them", "these", "those", "whom", "which", "own", "ours", "theirs", "his", "hers")
_RELATIVES = ("whom", "which")
_NAMED = ("country", "location", "nationality", "organisation", "armed_group", "military_unit")
_PHRASE = 5  # tokens of a noun and the words before it
_BARE = ("NUM", "NOUN", "ADJ", "PROPN", "ADV", "DET")  # parts of speech of a number without a noun
_QUOTES = ('"', "'", "''", "”", "’", "»")


def count_of(number: Number, context: Context) -> Count | None:
    """What a number counts, with what its own phrase and the words around it tell, or None for no forces."""
    if counts_nothing(number, context):
        return None
    doc = context.reading.doc
    if (people := _people_behind(number, context)) is not None:
        return Count(number, people, "personnel", "phrase")
    tokens = doc[number.start : number.end]
    last = next((t for t in reversed(tokens) if t.like_num or t.tag_ == "CD"), tokens[-1])
    heads = [t.head for t in tokens if t.head.i >= number.end or t.head.i < number.start]
    counted = _counted_noun(number, heads, context)
    if counted is not None:
        if (count := _of_noun(number, counted, context)) is not None:
            return count
        if not _leaves_open(counted, context):
            return None
    is_quoted = number.end + 1 < len(doc) and doc[number.end].text in _QUOTES  # "tens of thousands" of soldiers
    end = number.end + is_quoted
    follows = doc[end] if end < len(doc) else None
    if follows is not None and follows.lower_ == "of":
        return _of_those(number, follows, last, context)
    if (reckoned := _numbered(number, context) or _reckoned(last, context)) is not None:
        return Count(number, reckoned, "personnel", "phrase")
    outer = heads[-1] if heads else last
    if follows is not None and "strong" in doc[number.start : number.end + 3].text and follows.text in ("-", "strong"):
        return Count(number, _strong(number, outer, last, context), "personnel", "phrase")
    body = force_lemma(outer.head)
    if any(c.lemma in setting("civil_body") for c in outer.head.children):
        return None  # "a trade mission of forty"
    if _is_behind_of(outer, number) and (body in force_nouns() or body in setting("mission_body")):
        return _of_body(number, outer.head, last, context)
    if any(c.dep_ == "relcl" and _is_of_forces(c) for c in last.children):
        return Count(number, last, "personnel", "ellipsis")  # "on top of the two thousand who left in June"
    if _is_of_no_forces(number, outer, last, context):
        return None
    is_bare = last.pos_ in _BARE and (counted is None or counted.i < number.start)
    if is_bare or (counted is not None and _is_name(counted, context)):
        return Count(number, last, "personnel", "ellipsis")
    return None


def _counted_noun(number: Number, heads: list[Token], context: Context) -> Token | None:
    """The noun behind a number that it belongs to by the parse."""
    counted = next((h for h in heads if h.i >= number.end and h.pos_ in ("NOUN", "PROPN", "ADJ")), None)
    if counted is None and number.qualifier is not None and context.reading.doc[number.start].head.i >= number.end:
        counted = _behind(number, context)  # "approx 1200 Italian soldiers": the parser lost the number
    if counted is not None and counted.dep_ in ("nmod", "compound", "amod") and counted.head.i > counted.i:
        return counted.head  # "fifty Guatemalan policemen"
    joined = next((c for c in counted.children if c.dep_ == "conj"), None) if counted is not None else None
    if joined is not None and counted is not None and counted.tag_ == "NNP" and joined.tag_ == "NNS":
        return joined if sense_of(joined, context) == "personnel" else counted  # "350 Army and Air Force personnel"
    return counted


def _strong(number: Number, outer: Token, last: Token, context: Context) -> Token:
    """The force that is so many strong: "a 500-strong battalion", "the battalion, 500 strong"."""
    if outer.i >= number.end:
        return outer
    doc = context.reading.doc
    beside = doc[number.start - 2] if number.start > 1 and doc[number.start - 1].text == "," else last
    return beside if sense_of(beside, context) is not None or _is_name(beside, context) else last


def _is_behind_of(outer: Token, number: Number) -> bool:
    return outer.i < number.start and outer.lower_ == "of"


def _of_body(number: Number, body: Token, last: Token, context: Context) -> Count | None:
    """A number behind "of" that tells how many a body of forces has: "a contingent of 500"."""
    if is_dealt_out(body, context):
        return None
    if any(c.dep_ in ("relcl", "acl") for c in last.children):
        return Count(number, last, "personnel", "phrase")  # "the vanguard of the 1,000 that it pledged"
    is_person = force_nouns().get(force_lemma(body)) == "person"
    return Count(number, body, "personnel", "phrase") if not is_person else None


def _is_of_no_forces(number: Number, outer: Token, last: Token, context: Context) -> bool:
    """Whether a bare number is one of something else than forces."""
    if _is_behind_of(outer, number) and outer.head.pos_ in ("NOUN", "PROPN"):
        return True  # "a nation of 11 million"
    if last.head.i == number.start - 1 and last.head.pos_ == "PROPN" and not _is_name(last.head, context):
        return True  # "Panzerbrigade 45"
    # "held the fort in the 800"
    return last.dep_ == "pobj" and last.head.lower_ == "in" and any(c.lower_ == "the" for c in last.children)


def _behind(number: Number, context: Context) -> Token | None:
    """The noun that the words right behind a number lead up to."""
    behind = context.reading.doc[number.end : number.end + _PHRASE]
    words = list(takewhile(lambda t: t.pos_ in ("ADJ", "NOUN", "PROPN"), behind))
    return words[-1] if words and words[-1].pos_ == "NOUN" else None


def _people_behind(number: Number, context: Context) -> Token | None:
    """The people of a nation right behind a number, whatever the parser joins: "600 Czechs and 700 Germans"."""
    doc = context.reading.doc
    people = doc[number.end] if number.end + 1 < len(doc) else None
    if people is None or people.tag_ not in ("NNS", "NNPS") or not people.text.endswith(("s", "men")):
        return None
    mention = context.reading.mention_at(people.i)
    is_whole = mention is not None and mention.label == "nationality" and mention.end == people.i + 1
    return people if is_whole and people.nbor().pos_ not in ("NOUN", "PROPN") else None


def _phrase(number: Number, noun: Token, sense: str) -> Count:
    return Count(number, noun, sense if sense in UNITS else "personnel", "phrase")


def _of_noun(number: Number, noun: Token, context: Context) -> Count | None:
    """A number of the noun behind it, where that is one for forces."""
    doc = context.reading.doc
    sense = counted_sense(noun, context)
    if sense is not None and _is_sized(number, noun):
        return Count(number, noun, "personnel", "phrase")
    if sense is not None:
        return _phrase(number, noun, sense) if sense != "body" else None
    if noun.lemma_ in setting("anybody") and make_up_a_force(noun, context):
        return Count(number, noun, "personnel", "phrase")
    if noun.lemma_ in setting("anybody") and _is_moved(noun):
        return Count(number, noun, "personnel", "ellipsis")  # "has offered 2,000 people"
    if noun.lemma_ == "contributor" and doc[number.end].lower_ in ("the", "a"):
        return Count(number, noun, "personnel", "phrase")  # "Ghana, with 873 the fourth-largest contributor"
    return None


def _is_sized(number: Number, noun: Token) -> bool:
    """Whether a number is the size of what it stands before: "a 500-strong force", "an 80-member police team"."""
    doc = noun.doc
    word = doc[number.end + (doc[number.end].text == "-")].lower_
    if word in ("strong", "man"):
        return True
    if word not in setting("sized") or doc[number.end].text != "-":
        return False
    body = force_lemma(noun)
    is_body = body in setting("mission_body") or body in setting("standing_body")
    return is_body or force_nouns().get(body) in UNITS or is_military(noun)


def _leaves_open(noun: Token, context: Context) -> bool:
    """Whether the noun behind a number is not what it counts: "1,100 more", "500 this year", "Kenya 144"."""
    is_other = noun.dep_ == "npadvmod" or noun.lemma_ in ("more", "strong", "contributor") or _is_name(noun, context)
    return is_other and sense_of(noun, context) != "body"


def _of_those(number: Number, of: Token, last: Token, context: Context) -> Count | None:
    """A number of what stands behind "of": "thousands of soldiers", "500 of them"."""
    for noun in (c for c in of.children if c.dep_ == "pobj"):
        if any(i.head.i == noun.i and i.system is not None for i in find_items(context.reading)):
            return None  # "eight of the 40 F-35A fighters"
        sense = counted_sense(noun, context)
        if sense is not None and sense != "body":
            return _phrase(number, noun, sense)
        if noun.lower_ in _ANAPHORS:
            is_loose = noun.lower_ in _RELATIVES and not _is_after_force(number, context)
            return Count(number, last, "personnel", "ellipsis") if not is_loose else None
    return _part(number, context)


def _part(number: Number, context: Context) -> Count | None:
    """A number of those whose whole number stands behind it: "the first 120 of 450 Rwandan soldiers"."""
    end = number.end + 1
    things = {i.number for i in find_items(context.reading)}  # "the last two of six Su-30SME fighters"
    behind = next((n for n in context.reading.numbers if n.start == end and n not in things), None)
    whole = count_of(behind, context) if behind is not None else None
    return replace(whole, number=number) if whole is not None and whole.way == "phrase" else None


def _is_moved(noun: Token) -> bool:
    """Whether people are what is sent or offered."""
    if noun.dep_ not in ("dobj", "nsubjpass"):
        return False
    over = next((t for t in triggers_over(noun) if t.token == noun.head), None)
    return over is not None and over.sense in ("send", "op") and over.cue.phrase not in setting("no_sending")


def _is_of_forces(clause: Token) -> bool:
    """Whether a clause on a bare number makes it one of people who serve: "who left", "that it already has there"."""
    trigger = trigger_table("troop_triggers").at(clause)
    return any(t.lower_ == "who" for t in clause.children) or (trigger is not None and trigger.sense in STRONG)


def _reckoned(number: Token, context: Context) -> Token | None:
    """Whose number it is: "puts the North Koreans in Kursk at 10,900", "estimates the force's strength at 2,500"."""
    if number.dep_ != "pobj" or number.head.lower_ != "at":
        return None
    verb = next((t for t in number.ancestors if is_saying(t)), None)
    if verb is None:
        return None
    counted = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    if counted is None and verb.dep_ == "acl":
        counted = verb.head  # "the rebels' own fighters, estimated at 3,000"
    if counted is not None and counted.lemma in setting("amount"):
        inner = (t for c in counted.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj")
        owner = (c for c in counted.children if c.dep_ == "poss")
        counted = next(inner, next(owner, None))
    return counted if counted is not None and sense_of(counted, context) in ("personnel", "body") else None


def _numbered(number: Number, context: Context) -> Token | None:
    """The forces of whom a verb right before a number tells how many they are, which the parser may take for a noun."""
    doc = context.reading.doc
    numbering = doc[number.start - 1] if number.start > 1 else None
    if numbering is None or numbering.lemma not in setting("numbering") or numbering.nbor(-1).pos_ == "DET":
        return None
    before = doc[numbering.sent.start : numbering.i]
    return next((t for t in reversed(list(before)) if sense_of(t, context) is not None), None)


def _is_after_force(number: Number, context: Context) -> bool:
    """Whether the noun right before a number is one for forces: "soldiers, 500 of whom"."""
    before = context.reading.doc[max(0, number.start - 3) : number.start]
    return any(
        sense_of(t, context) is not None and _is_plain(t, context) for t in before if t.pos_ in ("NOUN", "PROPN")
    )


def _is_plain(token: Token, context: Context) -> bool:
    mention = context.reading.mention_at(token.i)
    return mention is None or mention.label != "nationality"


def _is_name(token: Token, context: Context) -> bool:
    mention = context.reading.mention_at(token.i)
    return mention is not None and mention.label in _NAMED and mention.code is not None
