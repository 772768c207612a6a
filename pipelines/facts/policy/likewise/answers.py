"""How states respond to a mission to which others send soldiers, or from which they withdraw them.

"Chile will not go", "Benin has yet to decide", "Grenada has declared itself ready", "Croatia is going home", "India
will stay": the words stand in seeds/cues/policy_answers. By themselves they mean anything; they are answers where
nothing but a time or a reason follows them, and the act that the document told last is one of soldiers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue, cues, words
from pipelines.facts.policy.actors.states import acting
from pipelines.facts.policy.acts.acts import Act
from pipelines.facts.policy.discourse import Telling
from pipelines.facts.policy.stances.conditions import is_condition
from pipelines.facts.policy.stances.stance import Stance, read_stance
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import is_verb, subjects

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context

RULE = "taking part"
_MISSIONS = ("troop_deployment", "troop_withdrawal")
_REACH = 5  # sentences back to the mission
_NEAR = 7  # tokens from a verb to the last word of its phrase: "notify the council of its interest"
_ANY = frozenset("its their his her the a an any".split())
_THEIRS = ("theirs", "ours")
_BESIDE = frozenset("too also either yet now still alone anyway however altogether immediately soon again".split())
_CLAUSES = frozenset(
    "after before until till since because while when as despite over without unless once although though and but or "
    "nor".split()
)
_PREPOSITIONS = frozenset("in on at for from by of to about".split())  # before a time, a place or the mission itself
_FREE = words("policy_words", "mission_or_time")
_PLACES = ("date", "country", "location", "facility")
_OPEN = ("weigh", "weigh yet", "offer")
_STANCES = {"weigh": "considering", "weigh yet": "considering", "offer": "proposed", "refuse": "ruled_out"}


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], Cue]]]:
    """First word -> the phrases that begin with it, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for cue in cues("policy_answers"):
        first, *rest = cue.phrase.split()
        found.setdefault(first, []).append((tuple(rest), cue))
    return {first: sorted(options, key=lambda o: -len(o[0])) for first, options in found.items()}


def answers(tellings: Sequence[Telling], context: Context) -> list[Telling]:
    """Who answers how to the missions of a document, as acts of the same kind or of leaving."""
    told = list(tellings)
    known = {t.act.token.i for t in tellings}
    for token in context.reading.doc.among(frozenset(_phrases())):
        if token.i in known or not is_verb(token) or is_condition(token):
            continue
        if _is_made_to(token) or _is_compared(token):
            continue
        cue = next((cue for rest, cue in _phrases()[token.lemma] if _is_whole(token, rest, context)), None)
        mission = _mission_before(token, tellings, context) if cue is not None else None
        if cue is not None and mission is not None and (answer := _answer(token, cue, mission, told, context)):
            told.append(answer)
    return told[len(tellings) :]


def _answer(token: Token, cue: Cue, mission: Telling, told: Sequence[Telling], context: Context) -> Telling | None:
    """The answer as an act; of who was told to act himself an open one says nothing new."""
    stance = _stance(token, cue, mission)
    barred = {o.code for o in mission.others}
    taking_part = {p.code for t in told if t.act.instrument in _MISSIONS for p in t.actors}
    if cue.sense in _OPEN:
        barred |= taking_part
    actors = [p for p in _answering(token, context) if p.code not in barred and cue.scope in ("", p.kind)]
    if stance is None or not actors:
        return None
    leaves = cue.sense in ("home", "stay") or mission.act.instrument == "troop_withdrawal"
    leaves = leaves or (cue.sense == "go" and actors[0].code in taking_part)  # who is there goes home
    extras = {**mission.act.cue.extras, **({"direction": "target"} if leaves else {})}
    cue = cue._replace(sense="troop_withdrawal" if leaves else "troop_deployment", extras=extras)
    others = [] if leaves else [replace(o, rule="act before") for o in mission.others]
    return Telling(Act(token, token.i, token.i + 1, cue, None, stance.code, RULE), stance, actors, others)


def _stance(token: Token, cue: Cue, mission: Telling) -> Stance | None:
    """The stance that an answer tells, or None where it tells nothing new of the mission."""
    if code := _STANCES.get(cue.sense):
        if cue.sense == "weigh yet" and not _is_yet_to_come(token):
            return None
        if cue.sense != "weigh yet" and verdict(token).negated:
            return Stance("ruled_out", (token,), cue.cue_id) if cue.sense == "offer" else None
        return Stance(code, (token,), cue.cue_id)
    stance = read_stance(token, "adopted")
    if stance is None or cue.sense == "home":
        return stance
    if cue.sense == "go":
        return stance if stance.code != "adopted" else None
    if mission.act.instrument != "troop_withdrawal" and stance.code not in ("considering", "ruled_out"):
        return None  # that somebody stays is an answer only where others leave
    code = {"considering": "considering", "ruled_out": "adopted"}.get(stance.code, "ruled_out")
    return replace(stance, code=code)


def _is_made_to(verb: Token) -> bool:
    """Whether others have or keep somebody from doing it: "it is hard to get them to leave"."""
    is_asked = verb.dep_ == "ccomp" and any(c.lower_ == "to" for c in verb.children if c.dep_ == "aux")
    return is_asked or (verb.dep_ == "pcomp" and verb.head.lower_ == "from")


def _is_compared(verb: Token) -> bool:
    """Whether it only tells how far somebody went before: "further than Rome had been willing to go"."""
    clauses = (verb, *(t for t in verb.ancestors if is_verb(t)))
    return any(c.lower_ == "than" for t in clauses for c in (*t.children, t.head) if c.i < verb.i)


def _is_yet_to_come(verb: Token) -> bool:
    """Whether a decision is told to be open: "has yet to decide", "has not decided yet"."""
    above = verb.head if verb.dep_ == "xcomp" else verb
    words = {c.lower_ for c in (*verb.children, *above.children)}
    return "yet" in words or (above.lemma_ == "remain" and verb.dep_ == "xcomp") or "n't" in words or "not" in words


def _answering(token: Token, context: Context) -> list[Party]:
    """Whose answer it is, by name: the subject, of a verb above where it shares that one's; of "theirs", who speaks."""
    verb = token
    while not subjects(verb) and verb.head != verb and verb.dep_ in ("xcomp", "conj"):
        verb = verb.head
    told = subjects(verb)
    if any(t.lower_ in _THEIRS for t in told):
        told = next((above for t in verb.ancestors if (above := subjects(t))), [])
    named = [t for t in told if context.reading.mention_at(t.i) is not None or t.pos_ == "PRON"]
    return acting(named, context)  # and not its "members", or its "president"


def _mission_before(token: Token, tellings: Sequence[Telling], context: Context) -> Telling | None:
    """The mission that an answer is to, where the act told last is one of soldiers: of the kind that is told most."""
    index = context.reading.sentence_index
    before = [t for t in tellings if t.act.token.i < token.i]
    if not before or index[token.i] - index[before[-1].act.token.i] > _REACH:
        return None
    missions = [t for t in before if t.act.instrument in _MISSIONS]
    if before[-1] not in missions:
        return None
    kinds = Counter(t.act.instrument for t in missions)
    most = max(_MISSIONS, key=lambda kind: kinds[kind])
    return next(t for t in reversed(missions) if t.act.instrument == most)


def _is_whole(verb: Token, rest: Sequence[str], context: Context) -> bool:
    """Whether the words of a phrase follow its verb, and nothing that would give it another meaning follows them."""
    tokens, at = context.reading.doc.tokens, verb.i + 1
    for word in rest:
        near = tokens[at : min(at + _NEAR, verb.sent.end)]
        found = next((t for t in near if word in (t.lemma, t.lower_) or (word == "its" and t.lower_ in _ANY)), None)
        if found is None or (word != rest[-1] and found.is_punct):
            return False
        if any(t.is_punct or t.tag_ == "VBG" for t in tokens[at : found.i]):
            return False  # "went on shelling homes"
        at = found.i + 1
    return _is_open(at, verb, context)


def _is_open(at: int, verb: Token, context: Context) -> bool:
    """Whether a clause ends at a token, or goes on with no more than a time, a reason or what the mission is called."""
    doc = context.reading.doc
    while at < verb.sent.end:
        token, mention = doc[at], context.reading.mention_at(at)
        if mention is not None and mention.label == "date":
            return True
        if token.lower_ in _PREPOSITIONS:
            below = [c for c in token.children if token.lower_ != "by" or c.lemma in _FREE or _is_day(c, context)]
            return any(_is_place_or_time(t, context) for c in below for t in c.subtree)
        if token.lower_ not in _BESIDE:
            return token.is_punct or token.text.isspace() or token.lower_ in _CLAUSES
        at += 1
    return True


def _is_day(token: Token, context: Context) -> bool:
    mention = context.reading.mention_at(token.i)
    return mention is not None and mention.label == "date"  # and not who prepared it


def _is_place_or_time(token: Token, context: Context) -> bool:
    mention = context.reading.mention_at(token.i)
    return token.lemma in _FREE or (mention is not None and mention.label in _PLACES)
