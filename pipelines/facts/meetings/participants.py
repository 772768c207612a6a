"""Who takes part in a meeting: the states and organisations behind a phrase, with the persons and their level.

A phrase counts only where it names a party or its head is somebody who meets (`seeds/cues/meeting_levels.csv`):
"Ukrainian negotiators" do, "Russian resistance" and "French tanks" don't.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses, words
from pipelines.annotation.parties.words import is_seat
from pipelines.facts.roles import conjuncts, prepositional

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.annotation.reading import Mention
    from pipelines.facts.context import Context

# the codes of ref.meeting_level, the highest first
LEVELS = ("head_of_state", "head_of_government", "head_of_organisation", "minister", "senior_official", "legislator",
          "delegation")  # fmt: skip
_NAMED = ("country", "nationality", "organisation", "person", "armed_group")
_PLACES = ("country", "location", "facility")
_MODIFIERS = ("amod", "compound", "nmod", "nounmod", "poss")
_PERSONS = ("he", "she", "him", "her")
_THINGS = ("it",)
_LONGEST_OFFICE = 4  # words


@dataclass(frozen=True)
class Participant:
    """A side of a meeting, as one phrase tells it.

    Attributes:
        code: state, organisation or armed group.
        start, end: tokens of the words that told the code.
        rule: how it was read.
        is_person: whether the phrase is of persons (by name, office or pronoun) and not of a state as such.
        level: a code of ref.meeting_level, or None.
        name: tokens of the person's name, or None.
    """

    code: str
    start: int
    end: int
    rule: str
    is_person: bool
    level: str | None = None
    name: tuple[int, int] | None = None


def sides(tokens: Iterable[Token], context: Context) -> list[Participant]:
    """The participants that phrases stand for, each governed by one of the tokens; one a code."""
    found: dict[str, Participant] = {}
    listed = [t for token in tokens for t in (token, *_misparsed(token, context))]
    for token in listed:
        for participant in _of_phrase(token, context):
            known = found.get(participant.code)
            if known is None or (participant.name and not known.name):
                found[participant.code] = participant
    return list(found.values())


def _misparsed(token: Token, context: Context) -> list[Token]:
    """What the parser hangs on a name though it is coordinated with it, or coordinated with an apposition.

    "president Donald Trump and the Chinese leader"; the second of "Biden, Ishiba and Yoon"; the first of "Trump and Xi
    Jinping".
    """
    mention = context.reading.mention_at(token.i)
    is_name = mention is not None and mention.label == "person"
    found = [t for c in token.children if c.dep_ == "appos" for t in conjuncts(c)[0 if is_name else 1 :]]
    if is_name:
        found += [
            c for c in token.children if c.dep_ in ("nmod", "compound") and any(g.dep_ == "cc" for g in c.children)
        ]
    return found


def level_of(noun: Token) -> str | None:
    """The level that an office tells, or None."""
    sense = _office_of(noun)
    return None if sense == "none" else sense


def place_side(token: Token, context: Context) -> Participant | None:
    """The state to which a place belongs, for "visited Warsaw"."""
    mention = context.reading.mention_at(token.i)
    if mention is None or mention.code is None:
        return None
    if mention.label in _PLACES or (mention.label == "organisation" and not _is_company(mention)):
        return Participant(mention.code, mention.start, mention.end, "party:place", False)
    return None


def _of_phrase(token: Token, context: Context) -> list[Participant]:
    reading = context.reading
    mention = reading.mention_at(token.i) or _begun_name(token, context)
    if token.lower_ in _PERSONS:
        party = context.parties.of(token)
        return [_person(party, token, context)] if party is not None and party.kind == "person" else []
    if token.lower_ in _THINGS:
        party = context.parties.of(token)
        if party is None or party.kind == "company":
            return []
        return [Participant(party.code, party.start, party.end, "party:reference", False)]
    if mention is not None and mention.label == "person":
        party = context.parties.of(token if mention.end > token.i else context.reading.doc[mention.end - 1])
        return [_person(party, token, context)] if party is not None and party.kind != "company" else []
    if mention is not None and mention.code and mention.label in _NAMED and token.dep_ != "amod":
        if _is_company(mention):
            return []
        return [Participant(mention.code, mention.start, mention.end, "party:name", False)]
    if mention is not None and mention.code and is_seat(mention):
        return [Participant(mention.code, mention.start, mention.end, "party:seat", False)]
    return _described(token, context) if _office_of(token) is not None else []


def _described(noun: Token, context: Context) -> list[Participant]:
    """Whom a noun like "ministers" is of: its adjectives, else its possessors, else its of-phrases, else the last."""
    sense, name = _office_of(noun), _name_beside(noun, context)
    level = None if sense == "none" else sense
    children = [c for c in noun.children if c.dep_ in _MODIFIERS]
    groups = [
        [t for c in children if c.dep_ != "poss" for t in _modifiers_of(c)],
        [t for c in children if c.dep_ == "poss" for t in conjuncts(c)],
        [t for preposition, t in prepositional(noun) if preposition in ("of", "from", "for")],
    ]
    for group in groups:
        owner = next((t for t in group if t.tag_ == "PRP$"), None) if sense != "none" else None
        if owner is not None and (party := context.parties.of(owner)):  # "its foreign minister"
            return [Participant(party.code, party.start, party.end, "party:reference", True, level, name)]
        named = [m for t in group if (m := context.reading.mention_at(t.i)) and m.code and not _is_company(m)]
        told = {str(m.code): m for m in named if m.label in (*_NAMED, "location")}
        if told:
            only = len(told) == 1
            return [
                Participant(code, m.start, m.end, "party:of", True, level, name if only else None)
                for code, m in told.items()
            ]
    if sense == "none" or noun.tag_ in ("NNS", "NNPS"):
        return []
    party = context.parties.of(noun)
    if party is None or party.kind != "person":
        return []
    return [Participant(party.code, party.start, party.end, f"party:{party.rule}", True, level, name)]


def _modifiers_of(child: Token) -> list[Token]:
    """A modifier with what is coordinated with it and what modifies it ("French and German foreign" ministers)."""
    return [t for c in conjuncts(child) for t in (c, *(g for g in c.children if g.dep_ in _MODIFIERS))]


def _person(party: Party, token: Token, context: Context) -> Participant:
    reading = context.reading
    at = token.i if token.lower_ not in _PERSONS else party.start
    mention = reading.mention_at(at) or _begun_name(token, context)
    name = None
    if mention is not None and mention.label == "person":
        is_titled = _office_of(reading.doc[mention.start]) is not None  # "President Yoon"
        name = (mention.start + is_titled, max(mention.end, at + 1))
    level = _level_in_words(token) or (
        senses("meeting_levels", "class").get(mention.entity_class or "") if mention is not None else None
    )
    return Participant(party.code, party.start, party.end, f"party:{party.rule}", True, level, name)


def _name_beside(noun: Token, context: Context) -> tuple[int, int] | None:
    """The name that explains an office: "Estonia's foreign minister, Margus Tsahkna"."""
    beside = noun.i + (2 if noun.i + 1 < len(noun.doc) and noun.doc[noun.i + 1].text == "," else 1)
    for index in (*(c.i for c in noun.children if c.dep_ == "appos"), beside):
        mention = context.reading.mention_at(index)
        if mention is not None and mention.label == "person":
            return mention.start, mention.end
    return None


def _begun_name(token: Token, context: Context) -> Mention | None:
    """The known person with whose name a longer one begins: "President Yoon" of "President Yoon Suk Yeol"."""
    if token.pos_ == "PROPN":
        for child in token.children:
            mention = context.reading.mention_at(child.i)
            if child.dep_ == "compound" and mention is not None and mention.label == "person" and mention.code:
                return mention
    return None


def _office_of(noun: Token) -> str | None:
    """The sense of the office that ends at a noun, the longest first."""
    for length in range(min(_LONGEST_OFFICE, noun.i + 1), 0, -1):
        told = [t.lower_ for t in noun.doc[noun.i - length + 1 : noun.i]] + [noun.lemma]
        if (sense := senses("meeting_levels", "office").get(" ".join(told))) is not None:
            return sense
    return None


def _level_in_words(name: Token) -> str | None:
    """The level that the words around a name tell: those before it, or the apposition after it."""
    before = [t for t in name.children if t.dep_ in ("compound", "nmod", "amod", "appos") and t.i < name.i]
    past = words("meeting_words", "past_office")
    if any(t.lower_ in past for t in (*before, *(g for t in before for g in t.children))):
        return None
    after = [t for t in name.children if t.dep_ == "appos"]
    found = [s for t in (*before, *after) if (s := _office_of(t)) not in (None, "none")]
    if name.dep_ == "appos" and (sense := _office_of(name.head)) not in (None, "none"):
        found.append(sense)
    return min((f for f in found if f), key=LEVELS.index, default=None) if len(found) < 2 else found[-1]


def _is_company(mention: Mention) -> bool:
    return (mention.entity_id or "").startswith("companies:")
