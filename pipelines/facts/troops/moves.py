"""The words around a noun for forces that say that they move, stay or leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import cues
from pipelines.annotation.language.parsed import once_a_token
from pipelines.annotation.speech.saying import is_saying
from pipelines.facts.leave import is_letting
from pipelines.facts.roles import conjuncts, governors, is_object, is_verb
from pipelines.facts.triggers import Trigger, trigger_table
from pipelines.facts.troops.words import setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

MOVES = ("send", "go", "keep", "host", "be", "withdraw", "reduce", "leave")
MOVING = ("send", "go", "withdraw", "leave")
STRONG = ("send", "go", "keep", "host", "withdraw", "reduce", "leave", "op")
_WHITHER = frozenset(("to", "into", "onto", "there", "where", "inside", "across"))
_OF_NUMBER = ("about", "around", "over", "between", "and")  # words that may stand in a number
_LONGEST = 6  # tokens of a number and its qualifiers
_BREAKS = ("advcl", "relcl", "parataxis", "ccomp")


@once_a_token
def triggers_over(noun: Token) -> list[Trigger]:
    """The deployment words over a noun, nearest first, then those of the clauses on it ("soldiers sent by Kenya")."""
    return [_homed(t) for t in _triggers_over(noun)]


def _homed(trigger: Trigger) -> Trigger:
    """ "Is home to" tells who hosts, and not who has come home; who returns, and not to somewhere, does come home."""
    ways = {c.lower_ for c in trigger.token.children}
    if trigger.cue.phrase == "return" and ("from" in ways or not ways & _WHITHER):
        return Trigger(trigger.token, next(c for c in cues("troop_triggers") if c.phrase == "return home"))
    if trigger.cue.phrase == "recruit" and _for_service(trigger.token):
        return Trigger(trigger.token, next(c for c in cues("troop_triggers") if c.phrase == "hire"))
    if trigger.cue.phrase != "be home":
        return trigger
    home = next((c for c in trigger.token.children if c.lower_ == "home"), None)
    if home is None or not any(c.lower_ == "to" for c in home.children):
        return trigger
    return Trigger(trigger.token, next(c for c in cues("troop_triggers") if c.phrase == "host"))


def _for_service(recruiting: Token) -> bool:
    """Whether people are taken to serve somewhere: "were recruited to fight in Ukraine"."""
    ends = (c for c in recruiting.children if c.dep_ in ("xcomp", "advcl") and c.tag_ == "VB")
    return any(c.lemma_ in setting("soldiering") for c in ends)


def _triggers_over(noun: Token) -> list[Trigger]:
    table = trigger_table("troop_triggers")
    last = conjuncts(noun)[-1]  # "600 soldiers and 150 policemen available"
    told = [*noun.children, *(c for c in last.children if c.i > last.i)]
    found = [t for c in dict.fromkeys(told) if c.dep_ == "amod" and (t := table.at(c)) and t.sense == "op"]
    if _is_whole(noun) and (own := told_of(noun)):
        return [*found, *own]  # "moved, the first of 9,000 who are to leave": the move is not theirs
    below, joined = noun, False
    subject_of = _subject_of(noun)
    for token in governors(noun):
        found += _first_to(below, token)
        if _is_share(below):
            break
        trigger = table.at(token) if below.dep_ != "dative" else None
        is_object = below == noun and noun.dep_ in ("dobj", "nsubjpass")
        if trigger is not None and trigger.sense == "send" and not is_object and token.lemma in setting("naming"):
            trigger = None  # "gave a figure of 7,000 soldiers", "gave no details on the 400"
        found += [Trigger(c, t.cue) for c in _awaited(below, token) if (t := table.as_adjective(c)) is not None]
        sent = trigger is not None and trigger.sense == "send"  # "soldiers deployed to guard a port": what for
        if token == subject_of and not sent:  # "soldiers are expected to be sent"
            found += _controlled(token)
        elif noun.head == token and noun.dep_ == "dobj" and (trigger is None or trigger.sense == "op"):
            found += _controlled(token)  # "ordered its soldiers to leave"
        if trigger is not None and trigger.sense == "op" and is_saying(token) and _is_said(below, token):
            trigger = None
        if trigger is not None and trigger.sense == "refuse" and _is_of_claim(token):
            trigger = None
        if trigger is not None and trigger.sense in ("op", "refuse"):
            if not _is_told_apart(below):
                found.append(trigger)
        elif trigger is not None and not joined:
            found.append(trigger)
        joined = joined or (is_verb(token) and token.dep_ == "conj" and bool(found))
        if is_verb(token) and (token.dep_ in _BREAKS or _is_clause_of_its_own(token)) and not _is_content(token):
            break
        below = token
    return [*found, *clauses_on(noun)]


def _is_of_claim(refusing: Token) -> bool:
    """Whether what is turned down is a claim, and no move: "rejecting reports that 500 men had crossed"."""
    claims = (c for c in refusing.children if c.dep_ in ("dobj", "nsubjpass"))
    return any(c.lemma in setting("claimed") for c in claims)


def _is_said(below: Token, saying: Token) -> bool:
    """Whether a verb only tells what has its own tense: "told parliament that 156 are there", "40 sent, MPs told"."""
    if below.dep_ == "ccomp":
        return True
    return below.dep_ == "nsubj" and any(c.dep_ == "nsubj" and c.i > below.i for c in saying.children)


def is_homeward(token: Token) -> bool:
    """Whether a verb tells of going back whence one came: "return", "fly back", "bring home"."""
    return is_verb(token) and (token.lemma_ == "return" or any(c.lower_ in ("back", "home") for c in token.children))


def told_of(noun: Token) -> list[Trigger]:
    """The words of the clauses on a noun, or on the part of it that is counted: "the first of 400 promised"."""
    part = clauses_on(noun.head.head) if _is_whole(noun) else []
    return [*clauses_on(noun), *(t for t in part if t.sense == "op" and t.token.i > noun.i)]


def _awaited(noun: Token, verb: Token) -> list[Token]:
    """What tells that a subject is still to come: "the first 100 are due in Haiti"."""
    if noun.dep_ != "nsubj" or verb.lemma_ != "be":
        return []
    return [c for c in verb.children if c.dep_ == "acomp" and c.lower_ in setting("awaited")]


def _first_to(noun: Token, verb: Token) -> list[Trigger]:
    """What those do whom a noun tells, by the subject: "the first to leave will be 300 Danes"."""
    if noun.dep_ != "attr" or verb.lemma_ != "be":
        return []
    before = [c for c in verb.children if c.i < verb.i]
    moves = (c for c in before if c.dep_ == "csubj" and c.tag_ == "VBG")  # "returning home were 250 Danes"
    found = [t for c in moves if (t := trigger_table("troop_triggers").at(c)) is not None]
    return found + [t for c in before if c.dep_ == "nsubj" for t in clauses_on(c)]


def _subject_of(noun: Token) -> Token | None:
    """The verb whose subject a noun is, also where its number reads as a phrase: "between 2 and 3 soldiers are"."""
    if noun.dep_ in ("nsubj", "nsubjpass"):
        return noun.head
    preposition = noun.head
    if noun.dep_ == "pobj" and preposition.lower_ in ("between", "over", "around") and is_verb(preposition.head):
        verb = preposition.head
        numbered = preposition.i < noun.i < verb.i and any(t.like_num for t in noun.children)
        return verb if numbered and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children) else None
    return None


def _controlled(verb: Token) -> list[Trigger]:
    """The deployment words of the infinitives under a verb, whose subject its own subject or object is."""
    table = trigger_table("troop_triggers")
    clauses = [c for c in verb.children if c.dep_ in ("xcomp", "acomp", "ccomp", "oprd") and c.i > verb.i]
    clauses += [c for a in clauses if a.dep_ in ("acomp", "oprd") for c in a.children if c.dep_ == "xcomp"]
    infinitives = [c for c in clauses if not any(x.dep_ in ("nsubj", "nsubjpass") for x in c.children)]
    return [t for c in infinitives if (t := table.at(c)) is not None]


@once_a_token
def clauses_on(noun: Token) -> list[Trigger]:
    """The deployment words of the relative and participial clauses on a noun."""
    table = trigger_table("troop_triggers")
    found = []
    for clause in noun.children:
        if clause.dep_ in ("relcl", "acl") and (trigger := table.at(clause)) is not None:
            ends = [t for c in clause.children if c.dep_ == "xcomp" and (t := table.at(c)) is not None]
            if trigger.sense == "send" and any(t.sense in ("be", "keep") for t in ends):
                found.append(trigger)  # "deployed to guard the airport": they have been deployed
            found += ends
            found += [t for a in clause.children if a.dep_ == "acomp" for t in _controlled(a)]
            found.append(trigger)
    return found


def _is_content(verb: Token) -> bool:
    """Whether a clause is what somebody lets others do or refuses: "let 150 leave", "ruled out sending 150"."""
    return is_object(verb) or (verb.dep_ == "ccomp" and verb.tag_ == "VB" and is_letting(verb.head))


def _is_told_apart(verb: Token) -> bool:
    """Whether a joined verb has its own tense: "was approved for 2,500, but has never got beyond 1,000"."""
    if not is_verb(verb) or verb.dep_ != "conj" or not is_verb(verb.head):
        return False
    own = any(c.dep_ in ("aux", "auxpass") and c.lower_ != "to" for c in verb.children)
    return own or verb.tag_ in ("VBD", "VBZ", "VBP")


def _is_whole(noun: Token) -> bool:
    """Whether a noun is the whole of a part that is told: "the first of 9,000 men", "half of the 500"."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in setting("part")


def _is_clause_of_its_own(verb: Token) -> bool:
    """Whether a clause stands for a thing: "the first of what is to become a force of 2,500"."""
    return verb.dep_ == "pcomp" and any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _is_share(token: Token) -> bool:
    """Whether a token stands for the whole that something else is a part of: "of the 1,000 pledged, 700 came"."""
    return token.dep_ == "prep" and token.lower_ == "of" and token.head.i > token.i


def is_part_of_start(place: Token) -> bool:
    """Whether a place tells more of where a way begins: "from Vilseck in Bavaria to Romania"."""
    before = place.head.nbor(-1) if place.head.dep_ == "prep" and place.head.i else None
    if before is None or place.head.lower_ not in ("in", "near"):
        return False
    return before.dep_ == "pobj" and before.head.lower_ == "from" and is_start(before)


def is_start(place: Token) -> bool:
    """Whether a way begins at the object of "from": "1,000 men from Germany to Romania"."""
    ways = (*place.head.children, *place.head.head.children)
    return any(t.lower_ in ("to", "into") and t.dep_ == "prep" and t.i > place.i for t in ways)


def change_of(noun: Token) -> str | None:
    """Whether a number is the one "from" which another changes or the one "to" which it does, by the words beside it.

    "from 2,500 to fewer than 2,000".
    """
    doc, start = noun.doc, noun.i
    while start and noun.i - start < _LONGEST and _is_of_number(doc[start - 1]):
        start -= 1
    before = doc[start - 1].lower_ if start else ""
    behind = [t for t in doc[noun.i + 1 : noun.i + 1 + _LONGEST] if t.pos_ not in ("NOUN", "PROPN")]
    if before == "from" and behind and behind[0].lower_ == "to" and any(t.like_num for t in behind):
        return "before"
    now = any(t.lower_ in ("current", "present") for t in doc[start : noun.i])  # "cut by 9,500 from the current 34,500"
    if before == "from" and (now or _is_told_to_become(doc[start - 1])):
        return "before"  # "raised to 12,500 from a strength of 7,000"
    ahead = list(doc[max(0, start - 1 - _LONGEST) : max(0, start - 1)])
    if before == "to" and any(t.lower_ == "from" for t in ahead) and any(t.like_num for t in ahead):
        return "after"
    return None


def _is_told_to_become(start: Token) -> bool:
    """Whether the number from which something changes stands behind the one that it changes to."""
    clause = list(start.doc[start.sent.start : start.i])
    targets = [
        t for t in clause if t.lower_ == "to" and t.dep_ in ("prep", "dative", "aux", "quantmod") and t.i + 1 < start.i
    ]
    return any(any(x.like_num for x in start.doc[t.i + 1 : t.i + 4]) for t in targets)


def _is_of_number(token: Token) -> bool:
    if token.lemma in setting("amount") or token.lower_ == "of" or token.tag_ == "VBN":
        return True  # "a combined strength of"
    return token.like_num or token.pos_ in ("NUM", "ADJ", "ADV", "DET") or token.lower_ in _OF_NUMBER


def is_owning(trigger: Trigger) -> bool:
    """Whether a word tells no more than that forces are somebody's: as well at home as abroad."""
    return trigger.sense == "be" or trigger.token.lemma_ in setting("owning")
