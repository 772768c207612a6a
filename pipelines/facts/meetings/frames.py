"""Who meets by each kind of word: the sides of a trigger, where it tells at least two.

What the sides of a verb are (who receives, who travels) stands here; whom a phrase stands for in participants.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipelines.annotation.cues import cues, words
from pipelines.facts.meetings.participants import Participant, place_side, sides
from pipelines.facts.roles import Arguments, arguments, governors, is_passive, is_verb, subjects
from pipelines.facts.triggers import Trigger, trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

_TOGETHER = ("with", "between", "among")
_TO = ("to", "in", "for", "at")
_BY = ("by", "over", "via", "on")
_ASIDE = ("after", "during", "following", "before", "at", "in")
_STEPS = 4  # words between a noun and the verb whose subject takes part


@dataclass
class Frame:
    """A meeting as one trigger tells it.

    Attributes:
        trigger: the word.
        predicate: the verb over it, or the trigger itself: where dates and places hang.
        sides: who takes part.
        destination: for visits, where to.
        meeting_format: a code of ref.meeting_format that the word itself tells, or None.
    """

    trigger: Trigger
    predicate: Token
    sides: list[Participant] = field(default_factory=list)
    destination: Participant | None = None
    meeting_format: str | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the sides, in the order of the alphabet."""
        return tuple(sorted({s.code for s in self.sides}))


def find_frame(token: Token, context: Context) -> Frame | None:
    """The frame at a token, with the sides that its sentence tells (perhaps fewer than two), or None."""
    trigger = trigger_table("meeting_triggers").at(token)
    if trigger is None or trigger.cue.scope == "word":
        return None
    frame = Frame(trigger, token, meeting_format=trigger.cue.extras["format"] or None)
    if is_verb(token):
        told = arguments(token)
        read = {"meet": _meet, "host": _host, "visit": _visit, "travel": _travel, "talk": _talk, "phone": _phone}
        read[trigger.sense](frame, told, context)
        return frame
    mention = context.reading.mention_at(token.i)
    if (mention is not None and mention.label != "date") or (token.lemma == "talk" and token.tag_ != "NNS"):
        return None
    frame.predicate = next((t for t in governors(token) if is_verb(t)), token)
    {"event": _event, "visit": _visit_noun, "call": _call}[trigger.sense](frame, arguments(token), context)
    return frame


def _two(frame: Frame, one: list[Participant], other: list[Participant]) -> None:
    """Both sides, where each is told."""
    if one and other:
        frame.sides = [*one, *other]


def _meet(frame: Frame, told: Arguments, context: Context) -> None:
    token = frame.trigger.token
    if is_passive(token):
        return
    agents, objects = sides(told.agents, context), sides([*told.themes, *told.by("with")], context)
    things = [t for t in told.themes if not t.is_date and t != token.head]
    if things and not sides(things, context):
        return  # "met the deadline", "met fierce resistance"
    frame.sides = [*agents, *objects]


def _host(frame: Frame, told: Arguments, context: Context) -> None:
    agents = told.by("by") if is_passive(frame.trigger.token) else told.agents
    _two(frame, sides(agents, context), _persons(sides(told.themes, context)))


def _visit(frame: Frame, told: Arguments, context: Context) -> None:
    places = [p for t in told.themes if (p := place_side(t, context))]
    _go(frame, sides(told.agents, context), places)


def _travel(frame: Frame, told: Arguments, context: Context) -> None:
    if not any(_is_purpose(t) for t in told.by("for", "on")):
        return
    _go(frame, sides(told.agents, context), [p for t in told.by("to", "in", "for") if (p := place_side(t, context))])


def _is_purpose(noun: Token) -> bool:
    """Whether one travels for a meeting whose other side is the host: it names no side itself."""
    found = trigger_table("meeting_triggers").at(noun)
    if found is None or found.sense == "call" or found.cue.extras["format"] == "summit":
        return False
    return not arguments(noun).by(*_TOGETHER, "of")


def _go(frame: Frame, visitors: list[Participant], places: list[Participant]) -> None:
    visitors = _persons(visitors)
    places = [p for p in places if p.code not in {v.code for v in visitors}]
    if visitors and places:
        frame.sides, frame.destination = [*visitors, *places], places[0]


def _talk(frame: Frame, told: Arguments, context: Context) -> None:
    agents = sides(told.agents, context)
    others = sides(told.by("with", "to") if frame.meeting_format else told.by("with"), context)
    if frame.meeting_format and not others:  # "spoke by telephone with": the parser hangs it on the telephone
        others = sides([t for medium in told.by(*_BY) for t in arguments(medium).by("with", "to")], context)
    if frame.trigger.token.lemma_ in words("meeting_words", "conversing"):
        agents, others = _persons(agents), _persons(others)
    together = frame.meeting_format or told.by("in", "at") or frame.trigger.token.lemma_ == "discuss"
    if not others and len(agents) > 1 and together:
        frame.sides = agents  # "Scholz and Putin spoke by phone"
        return
    _two(frame, agents, others)


def _phone(frame: Frame, told: Arguments, context: Context) -> None:
    clauses = (c for c in frame.trigger.token.children if not any(g.lower_ == "to" for g in c.children))
    if any(c.dep_ in ("oprd", "ccomp", "xcomp", "acomp", "attr") for c in clauses):
        return  # "called Putin a killer", but "called him to ask for restraint"
    if not is_passive(frame.trigger.token):
        _two(frame, _persons(sides(told.agents, context)), _persons(sides(told.themes, context)))


def _event(frame: Frame, told: Arguments, context: Context) -> None:
    own = sides([*told.by(*_TOGETHER), *told.by("of")], context)
    together = bool(told.by(*_TOGETHER))
    modifiers = [m for t in told.modifiers for m in (t, *(c for c in t.children if c.dep_ in ("compound", "nmod")))]
    before = sides([t for t in told.modifiers if t.dep_ != "amod"], context) + _nations(modifiers, context)
    if len({p.code for p in before}) > 1 or (before and together):
        own = [*before, *own]
    if len({p.code for p in own}) < 2 or (together and len(told.by(*_TOGETHER)) == 1):
        own = [*_leaders_of(frame, context, together), *own]
    frame.sides = own


def _nations(modifiers: list[Token], context: Context) -> list[Participant]:
    """ "Russian-Chinese talks", "US-Iran talks": the states named before the noun."""
    found = []
    for token in modifiers:
        mention = context.reading.mention_at(token.i)
        if mention is not None and mention.code and mention.label in ("nationality", "country"):
            found.append(Participant(mention.code, mention.start, mention.end, "party:modifier", False))
    return found


def _leaders_of(frame: Frame, context: Context, together: bool) -> list[Participant]:
    """The subjects of the verb by which a noun is held ("held talks", "arrived for a meeting with")."""
    below, verb, is_aside = frame.trigger.token, None, False
    for _, token in zip(range(_STEPS), governors(below), strict=False):
        if is_verb(token):
            verb = token if below.dep_ in ("dobj", "prep", "pobj", "agent", "dative") else None
            break
        is_aside = is_aside or token.lower_ in _ASIDE
        below = token
    if verb is None:
        return []
    if is_aside and together:  # "said after talks with"
        return _persons(sides(subjects(verb), context))
    state = trigger_table("meeting_states").at(verb)
    travels = trigger_table("meeting_triggers").at(verb)
    if state is None and (travels is None or travels.sense not in ("travel", "visit")):
        return []
    if (state is not None and state.sense not in ("held", "ongoing")) and not together:
        return []  # "Russia and China called for talks"
    if is_passive(verb):
        return []
    return sides(subjects(verb), context)


def _visit_noun(frame: Frame, told: Arguments, context: Context) -> None:
    token = frame.trigger.token
    own = [t for t in told.modifiers if t.dep_ == "poss"]
    visitors = sides([*own, *told.by("of", "by")], context)
    if not visitors and not own and is_verb(frame.predicate) and token.dep_ in ("pobj", "dobj"):
        light = trigger_table("meeting_states").at(frame.predicate)
        if token.dep_ == "pobj" or light is not None:
            visitors = sides(subjects(frame.predicate), context)
    places = [p for t in told.by("to") if (p := place_side(t, context))]
    _go(frame, visitors, places)


def _call(frame: Frame, told: Arguments, context: Context) -> None:
    _event(frame, told, context)
    by_phone = has_medium(frame.trigger.token)
    if not by_phone and (frame.trigger.token.lemma_ != "call" or not told.by("with", "between")):
        frame.sides = []
        return
    if not by_phone and not all(s.is_person for s in frame.sides):
        frame.sides = []
        return
    frame.meeting_format = "phone_call"


def has_medium(token: Token) -> bool:
    """Whether a word of the telephone stands with a noun ("phone call", "talks by video")."""
    media = {c.phrase for c in cues("meeting_triggers") if c.scope == "word"}
    near = [*token.children, *(g for c in token.children if c.dep_ == "prep" for g in c.children)]
    return any(t.lower_ in media or t.lemma in media for t in near)


def _persons(found: list[Participant]) -> list[Participant]:
    return [p for p in found if p.is_person]
