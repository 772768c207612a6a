"""Whom an act concerns where its own words do not say: the adversary or recipient that the document speaks of.

Every mention of a state, body or group is a candidate. It counts the more, the nearer it stands to the act; it counts
double where its own words show it in the part that is looked for ("sanctions against Belarus", "Belarus's crackdown"
for a target, "aid for Moldova", "the invasion of Ukraine" for a beneficiary; words in seeds/cues/policy_roles), and
little where they show the opposite or merely who speaks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

from pipelines.annotation.cues import words
from pipelines.annotation.parties.phrases import Party
from pipelines.annotation.parties.words import NAMELESS
from pipelines.annotation.speech.saying import is_saying
from pipelines.facts.policy.actors.states import is_state_or_body, seated
from pipelines.facts.policy.acts.wars import is_armed_in_war
from pipelines.facts.policy.concerned.phrase_parties import is_meeting
from pipelines.facts.roles import is_passive, is_verb
from pipelines.facts.subjects import SUBJECTS
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Mention
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.acts import Act

BLAMED, HELPED = "blamed", "helped"
_LABELS = ("country", "nationality", "location", "facility", "organisation", "armed_group", "person", "military_unit")
_OWNERS = ("poss", "amod", "compound", "nmod")
_ON = ("on", "against", "upon", "at", "toward", "towards")
_OF = ("of", "in", "on", "against", "around", "into", "over", "upon")
_FOR = ("for", "to", "of", "in", "with")
_IN = ("in", "at", "near")
_HOSTED = frozenset("troop_deployment training strike un_action mediation ceasefire_proposal troop_withdrawal".split())
_WHERE = 0.4
_FROM = ("by", "from")
_TO = ("to", "for")
_OBJECTS = ("dobj", "dative")
_BACK = (1.0, 0.7, 0.5, 0.35, 0.25)  # weight of a mention so many sentences before the act
_AHEAD = 0.4  # of that weight, where the mention stands behind the act's sentence
_FAR = 0.1
_LEAD = 0.4  # of a mention in the title or the first sentence
_FIT, _MISFIT, _SPEAKS, _ACTS = 2.0, 0.3, 0.4, 0.3
_WEIGHTS = {"person": 0.7, "organisation": 0.7, "military_unit": 0.7, "armed_group": 0.5}
_LEADS = 2  # first sentences
_IN_LEAD = 1.0
_IN_TITLE = 6.0
_IN_MANY = words("policy_words", "in many names")
_LONG = 4  # letters of a word by which the title names somebody
_DATELINE = 0.2
_STAGE = 6.0  # of a candidate's share of all places that the document names
_AGAIN = 0.3  # of the weight of each further mention
_ARMED = 4.0  # times as much for a state at war, where money for arms or a soldier's skill is given
_ARMING = frozenset(
    "military_aid_funding training weapons_use_permission air_defence_support intelligence_sharing".split()
)
_ACTING = 0.7  # times as much for who does the same himself
_ALIKE = 0.5  # of what similar acts speak for a candidate
_MOST_AGAIN = 1.0
_LEAST = 0.4  # a candidate of less weight is a guess


class _Candidate(NamedTuple):
    """A mention of a candidate: its sentence, whether it only tells where something happens, its weight by part."""

    mention: Mention
    code: str
    sentence: int
    is_where: bool
    fits: dict[str | None, float]


def role_of(token: Token) -> str | None:
    """Whether the words around a name show its bearer as blamed or helped, or None."""
    table, head, relation = trigger_table("policy_roles"), token.head, token.dep_
    if relation in _OWNERS:
        found = table.at(head)
        if found is not None and not is_verb(head):
            return (
                BLAMED
                if found.sense == "aggression"
                else HELPED
                if relation == "poss" and found.sense == "help"
                else None
            )
        return role_of(head) if head.dep_ in (*SUBJECTS, *_OBJECTS, "pobj") else None  # "Russian forces invaded"
    if relation == "pobj":
        return _behind(head)
    if relation in (*SUBJECTS, *_OBJECTS) and is_verb(head) and (found := table.at(head)) is not None:
        if relation == "nsubj" and not is_passive(head):
            return {"aggression": BLAMED, "plea": HELPED}.get(found.sense)
        if found.sense == "gift":
            return HELPED if relation == "dative" else None
        return BLAMED if found.sense == "measure" else HELPED
    return None


def _behind(preposition: Token) -> str | None:
    """The part of who stands behind a preposition: "war on", "sanctions against", "support for", "imposed on"."""
    over, word = preposition.head, preposition.lower_
    found = trigger_table("policy_roles").at(over)
    if found is None or (is_verb(over) and found.sense != "gift"):
        return BLAMED if word == "against" else None
    sense = found.sense
    if sense == "aggression":
        return BLAMED if word in _FROM else HELPED if word in _OF else None
    if sense == "measure":
        return BLAMED if word in _ON else None
    return HELPED if word in _FOR and not (is_verb(over) and word not in _TO) else None


def concerned(
    act: Act,
    part: str | None,
    excluded: Collection[str],
    acting: Collection[str],
    context: Context,
    told: Mapping[str, float],
) -> Party | None:
    """The party of the document that an act concerns most likely, or None where none is told near enough.

    Args:
        act: the act.
        part: BLAMED for a target, HELPED for a beneficiary, None for a partner.
        excluded: codes that cannot be it: who acts.
        acting: codes of who is told to act in the same way, and may all the same be whom the act answers.
        told: code -> how much similar acts speak for it.
    """
    weights: dict[str, list[float]] = defaultdict(list)
    best: dict[str, tuple[float, Mention]] = {}
    may_be_where = act.instrument not in _HOSTED
    here = context.reading.sentence_index[act.token.i]
    for mention, code, sentence, is_where, fits in _candidates(context):
        if code in excluded:
            continue
        weight = _nearness(here, sentence) * fits[part]
        if may_be_where and is_where:
            weight *= _WHERE
        weights[code].append(weight)
        if code not in best or weight > best[code][0]:
            best[code] = weight, mention
    stage = _stage(context)
    is_arming = part == HELPED and act.instrument in _ARMING
    scores = {
        code: max(found)
        + min(_AGAIN * (sum(found) - max(found)), _MOST_AGAIN)
        + _STAGE * stage.get(code, 0.0)
        + _ALIKE * told.get(code, 0.0)
        for code, found in weights.items()
    }
    for code in scores:
        scores[code] *= _ARMED if is_arming and is_armed_in_war(code, context.published) else 1.0
        scores[code] *= _ACTING if code in acting else 1.0
    chosen = max(scores, key=lambda c: (scores[c], c), default=None)
    if chosen is None or scores[chosen] < _LEAST:
        return None
    mention = best[chosen][1]
    return Party(chosen, mention.start, mention.end, "concerned", "country")


def _candidates(context: Context) -> list[_Candidate]:
    """The candidates of a document, in its order."""
    known: dict[str, list[_Candidate]] = context.reading.doc.memory(_candidates)
    if "all" not in known:
        known["all"] = [
            _candidate(m, m.code, context)
            for m in context.reading.of_label(*_LABELS)
            if m.code
            and (m.label == "armed_group" or is_state_or_body(m.code))
            and m.entity_class not in NAMELESS
            and not _is_seat_of_body(m, context)
            and not is_meeting(context.reading.head(m.start, m.end), None)  # "at a summit in Vilnius"
        ]
    return known["all"]


def _is_seat_of_body(mention: Mention, context: Context) -> bool:
    """Whether a name is that of a city that stands for the organisation that sits there: Brussels, for the Union."""
    party = Party(str(mention.code), mention.start, mention.end, "concerned", "country")
    return seated(party, context).code != mention.code


def _candidate(mention: Mention, code: str, context: Context) -> _Candidate:
    token = context.reading.head(mention.start, mention.end)
    role, weight = role_of(token), _weight(mention, token, context)
    fits: dict[str | None, float] = dict.fromkeys((None, BLAMED, HELPED), weight)
    if role is not None and context.dateline(mention.start) != mention:
        own = _WEIGHTS.get(mention.label, 1.0)
        fits |= {part: own * (_FIT if role == part else _MISFIT) for part in (BLAMED, HELPED)}
    sentence = context.reading.sentence_index[mention.start]
    return _Candidate(mention, code, sentence, token.dep_ == "pobj" and token.head.lower_ in _IN, fits)


def _stage(context: Context) -> dict[str, float]:
    """Code -> its share of what the document speaks of; its title and its first sentences count more."""
    known = context.reading.doc.memory(_stage)
    if "all" not in known:
        doc = context.reading.doc
        weights: dict[str, float] = defaultdict(float)
        for _, code, sentence, _, fits in _candidates(context):
            weights[code] += fits[None]
            if sentence < _LEADS:
                weights[code] += _IN_LEAD
        title = re.findall(r"[\w.-]+", context.title)
        named = [(code, doc[mention.start : mention.end]) for mention, code, *_ in _candidates(context)]
        bearers: dict[str, set[str]] = defaultdict(set)
        for code, span in named:
            for token in span:
                bearers[token.text].add(code)
        in_many = _IN_MANY | {word for word, codes in bearers.items() if len(codes) > 1}  # "Korea", of two states
        words, whole = {w for w in title if len(w) >= _LONG} - in_many, f" {' '.join(title)} "
        titled = {c for c, span in named if f" {span.text} " in whole or {t.text for t in span} & words}
        for code in titled:
            weights[code] += _IN_TITLE
        known["all"] = {c: w / sum(weights.values()) for c, w in weights.items()}
    found: dict[str, float] = known["all"]
    return found


def _nearness(act: int, mention: int) -> float:
    """How much a mention in a sentence counts for an act in another."""
    back = act - mention
    weight = _BACK[abs(back)] if abs(back) < len(_BACK) else _FAR
    if back < 0:
        weight *= _AHEAD
    return max(weight, _LEAD) if mention == 0 else weight


def _weight(mention: Mention, top: Token, context: Context) -> float:
    """How much a mention counts that shows its bearer in no part: little where the document only gives its words."""
    weight = _WEIGHTS.get(mention.label, 1.0)
    if context.dateline(mention.start) == mention:
        return weight * _DATELINE
    while top.dep_ in (*_OWNERS, "appos", "conj") and top.head != top:
        top = top.head
    if top.dep_ == "nsubj" and is_verb(top.head):
        return weight * (_SPEAKS if is_saying(top.head) else _ACTS)
    return weight
