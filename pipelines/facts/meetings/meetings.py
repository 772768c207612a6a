"""Meetings of a document: a word for meeting, its two or more sides, the state, when, where and on what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.annotation.speech.attribution import Attribution
from pipelines.facts.draft import Draft, Place
from pipelines.facts.meetings.frames import Frame, find_frame, has_medium
from pipelines.facts.meetings.participants import LEVELS, Participant, level_of
from pipelines.facts.meetings.state import State, read_state
from pipelines.facts.meetings.topics import category, find_topic
from pipelines.facts.roles import arguments, governors, is_verb, prepositional, subjects
from pipelines.facts.triggers import trigger_table
from pipelines.facts.when import put_dates

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Mention
    from pipelines.facts.context import Context

FAMILY = "diplomatic_meetings"
_WEIGHT = 0.8
_BORROWED = 0.75  # of a draft's weight, where its sides are those of the meeting told of before
_LOOK_BACK = 4  # sentences
_ACTS = ("cancelled", "refused", "proposed")
_LONGEST = 31  # days of a date that a meeting told of before is given
_AT = ("in", "at", "near", "outside")
_PLACES = ("country", "location", "facility")
_DEFINITE = ("the", "this", "that", "these", "those", "their")


def find_meetings(context: Context) -> list[Draft]:
    """The meetings of a document, one draft a place where one is told, in its order."""
    attribution = Attribution(context.reading, context.parties)
    found: list[Draft] = []
    for trigger in trigger_table("meeting_triggers").among(context.reading.doc):
        token, frame = trigger.token, find_frame(trigger.token, context)
        if frame is None or _is_sport(frame):
            continue
        weight = _WEIGHT
        if len(frame.codes) < 2:
            if not (_refers_back(frame) and (before := _before(found, token, context))):
                continue
            draft = _referring(frame, before)
            weight *= _BORROWED
        else:
            draft = Draft(FAMILY, token.i)
            _put_sides(draft, frame, context)
        state = read_state(token)
        if state is None:
            continue
        draft.weight = weight
        _put_rest(draft, frame, state, context, attribution)
        found.append(draft)
    return found


def _is_sport(frame: Frame) -> bool:
    """Whether states meet on a pitch: words of sport in the sentence, and nobody named who governs."""
    sentence = frame.trigger.token.sent
    return not any(s.is_person for s in frame.sides) and any(
        t.sent is sentence for t in sentence.doc.among(words("sport_words", "contest"))
    )


def _refers_back(frame: Frame) -> bool:
    """ "The talks lasted three hours", "the two leaders will meet again": a meeting whose sides were told before."""
    token = frame.trigger.token
    if frame.codes:
        return False
    if is_verb(token):
        return frame.trigger.sense == "meet" and any(
            t.lemma in words("meeting_words", "met_before")
            and (t.pos_ == "PRON" or t.tag_ == "NNS" or t.lower_ in ("both", "two"))
            for t in subjects(token)
        )
    return token.dep_ in ("nsubj", "nsubjpass", "dobj") and any(
        c.dep_ in ("det", "poss") and c.lower_ in _DEFINITE for c in token.children
    )


def _before(found: list[Draft], token: Token, context: Context) -> Draft | None:
    sentence = context.reading.sentence_index
    if found and sentence[token.i] - sentence[found[-1].anchor] <= _LOOK_BACK:
        return found[-1]
    return None


def _referring(frame: Frame, before: Draft) -> Draft:
    """A draft with the sides of the meeting told before."""
    token = frame.trigger.token
    draft = Draft(FAMILY, token.i)
    draft.take(before, "participants", "persons", "meeting_level", "meeting_format")
    draft.places["participants"] = [
        *before.places["participants"],
        Place(token.i, token.i + 1, frame.trigger.cue.cue_id, "cue"),
    ]
    return draft


def _put_sides(draft: Draft, frame: Frame, context: Context) -> None:
    doc, sides = context.reading.doc, frame.sides
    draft.put("participants", list(frame.codes), *(Place(s.start, s.end, s.rule) for s in sides))
    named = {s.name: s for s in sorted(sides, key=lambda s: s.name or (0, 0)) if s.name}
    if named:
        names = list(dict.fromkeys(doc[start:end].text for start, end in named))
        draft.put("persons", names, *(Place(start, end, "name") for start, end in named))
    leveled = [s for s in sides if s.level]
    if leveled:
        highest = min(leveled, key=lambda s: LEVELS.index(str(s.level)))
        draft.put("meeting_level", highest.level, _level_place(highest))
    else:  # "a meeting of foreign ministers"
        for noun in arguments(frame.trigger.token).by("of", "between", "among"):
            if (level := level_of(noun)) is not None:
                draft.put("meeting_level", level, Place(noun.i, noun.i + 1, "meeting_levels"))
    code, place = _format(frame)
    draft.put("meeting_format", code, place)


def _level_place(side: Participant) -> Place:
    start, end = side.name or (side.start, side.end)
    return Place(start, end, "meeting_levels")


def _format(frame: Frame) -> tuple[str, Place]:
    token = frame.trigger.token
    place = Place(token.i, token.i + 1, frame.trigger.cue.cue_id, "trigger")
    if frame.meeting_format == "phone_call" or has_medium(token):
        return "phone_call", place
    summit = next((t for t in (token, *token.subtree) if t.lemma == "summit"), None)
    if summit is not None and abs(summit.i - token.i) <= 3:
        return "summit", Place(summit.i, summit.i + 1, frame.trigger.cue.cue_id, "trigger")
    if len(frame.codes) > 2:
        return "multilateral", place
    return frame.meeting_format or "bilateral", place


def _put_rest(draft: Draft, frame: Frame, state: State, context: Context, attribution: Attribution) -> None:
    token, doc = frame.trigger.token, context.reading.doc
    topic = find_topic(dict.fromkeys((token, frame.predicate)))
    if topic is not None:
        place = Place(*topic, "topic")
        draft.put("topic_text", doc[slice(*topic)].text, place)
        draft.put("topic_category", category(*topic, doc), place)
    said = token if is_verb(token) else frame.predicate
    put_dates(draft, said, ("date_from", "date_to"), context, is_ahead=state.code not in ("held", "ongoing"))
    if draft.get("date_from") and (_is_of_another(draft, frame) or (draft.weight < _WEIGHT and _is_wide(draft))):
        draft.drop("date_from", "date_to")
    _put_place(draft, frame, topic, context)
    code = state.code
    if code in ("held", "ongoing") and _is_ahead(draft, context):
        code = "planned"
    cues = [
        Place(
            c.i,
            c.i + 1,
            frame.trigger.cue.cue_id if c == token else "meeting_states",
            "trigger" if c == token else "cue",
        )
        for c in state.cues
    ]
    draft.put("meeting_status", code, *cues)
    speaker = attribution.speaker(token)
    if speaker is not None:
        draft.put("attributed_to", speaker.label, Place(speaker.start, speaker.end, speaker.found_by))
    certainty = State(code, state.cues, state.is_denied).certainty(speaker is not None)
    draft.put("certainty", certainty, *cues)


def _is_of_another(draft: Draft, frame: Frame) -> bool:
    """Whether a date is that of the refusal or cancellation: "called off on Monday", but not "put off for Monday"."""
    token, start = frame.trigger.token, draft.places["date_from"][0].start
    operator = trigger_table("meeting_states").at(frame.predicate)
    if frame.predicate == token or operator is None or operator.sense not in _ACTS:
        return False
    date = token.doc[start]
    return not token.is_ancestor(date) and token.doc[start - 1].lower_ != "for"


def _is_wide(draft: Draft) -> bool:
    """Whether a date is longer than a meeting told of before can be: "the third round this year"."""
    first, last = draft.get("date_from"), draft.get("date_to")
    return bool(first and last and (last - first).days > _LONGEST)


def _is_ahead(draft: Draft, context: Context) -> bool:
    """Whether the meeting is dated after publication: "meets Xi on Friday"."""
    return bool(context.published and (day := draft.get("date_from")) and day > context.published)


def _put_place(draft: Draft, frame: Frame, topic: tuple[int, int] | None, context: Context) -> None:
    if frame.destination is not None:
        to = frame.destination
        at = Place(to.start, to.end, to.rule)
        draft.put("place_country", to.code, at)
        draft.put("place", context.reading.doc[to.start : to.end].text, at)
        return
    taken = [(s.start, s.end) for s in frame.sides] + ([topic] if topic else [])
    mention = _place_of(frame, taken, context)
    if mention is not None:
        at = Place(mention.start, mention.end, "place")
        draft.put("place_country", mention.code, at)
        draft.put("place", context.reading.doc[mention.start : mention.end].text, at)


def _place_of(frame: Frame, taken: list[tuple[int, int]], context: Context) -> Mention | None:
    """The place of the trigger's clause that hangs on it, on its verb or on a side; the nearest."""
    token, reading = frame.trigger.token, context.reading
    clause = frame.predicate if is_verb(frame.predicate) else None
    travels = _travels_over(token)
    found = []
    for mention in reading.of_label(*_PLACES):
        head = reading.head(mention.start, mention.end)
        if head.sent != token.sent or head.dep_ != "pobj":
            continue
        if head.head.lower_ == "to" and head.head.head in travels:  # "flew to Vienna to meet"
            return mention
        if head.head.lower_ not in _AT:
            continue
        if any(start < mention.end and mention.start < end for start, end in taken):
            continue
        verb = next((t for t in head.ancestors if is_verb(t)), None)
        if verb in (clause, token) or any(t == head for _, t in prepositional(token)):
            found.append(mention)
    return min(found, key=lambda m: abs(m.start - token.i), default=None)


def _travels_over(token: Token) -> list[Token]:
    """The verbs of travelling over a trigger, whose destination is where they meet."""
    table = trigger_table("meeting_triggers")
    return [t for t in governors(token) if is_verb(t) and (g := table.at(t)) is not None and g.sense == "travel"]
