"""Soldiers who are somewhere, where nobody chooses to send or keep them: "has 500 soldiers there".

And what is sent with its crew, and not given away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.weapons.items import classes_over
from pipelines.facts.policy.acts.kinds import kinds_of
from pipelines.facts.policy.acts.wars import is_armed_in_war
from pipelines.facts.policy.words import turn_of
from pipelines.facts.roles import arguments, governors, is_passive, is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.acts import Act

_KEEPING = words("policy_words", "keeping")
_BIDDING, _GOING_AWAY = words("policy_words", "bidding"), words("policy_words", "leaving")
_UNDERGOING = words("policy_words", "undergoing")
_CREWED = ("aircraft", "ship")  # what is sent with its crew; vehicles are given away


def tells_presence(verb: Token) -> bool:
    """Whether a verb tells no more than that soldiers are there: "has 500 in Chad", "keeps 500 in Chad"."""
    return verb.lemma_ == "have" or _is_keeping(verb)


def is_count(act: Act) -> bool:
    """Whether an act only counts who is somewhere anyway: "keeps 1,500 soldiers in Niger"."""
    if not _is_keeping(act.token) or act.object is None:
        return False
    has_helper = any(c.dep_ in ("aux", "neg") for c in act.token.children)
    return not has_helper and any(c.dep_ == "nummod" for c in act.object.children)


def are_pupils(men: Token, verbs: Sequence[Token]) -> bool:
    """Whether men go somewhere to learn: "eight pilots arrived in Denmark", "will travel to Lyon for a course"."""
    if not words("policy_words", "pupil").isdisjoint(t.lemma for t in (men, *arguments(men).by("of"))):
        return True
    courses, learning = words("policy_words", "course"), words("policy_words", "learning")
    clauses = [c for verb in verbs for c in verb.children if c.dep_ in ("advcl", "xcomp", "acl", "conj")]
    if any(t.lemma_ in learning for t in (*verbs, *clauses, *(c for c in men.children if c.dep_ == "acl"))):
        return True  # "came to learn how to fly them"
    if any(
        t.lemma in ("training", *courses)
        for v in (*verbs, *clauses)
        if v.lemma_ in _UNDERGOING
        for t in arguments(v).themes
    ):
        return True
    return any(t.lemma in courses for token in (men, *verbs) for t in arguments(token).by("for", "on"))


def is_bound(men: Token, verbs: Sequence[Token], *, is_of_body: bool, is_ahead: bool) -> bool:
    """Whether a number only tells how many there may be or will be left: "the treaty allows 800", "will leave 24,000".

    What a body's council allows it has decided on. Who is asked to leave is not sent anywhere, either.
    """
    ceiling = words("policy_words", "strength") if is_of_body else words("policy_words", "ceiling")
    left = words("policy_words", "left over") if is_ahead else ()
    verbs = [v.head if v.dep_ == "aux" else v for v in verbs]  # "would fall to 2,500"
    if any(v.lemma_ in ceiling or (v.lemma_ in left and men not in arguments(v).agents) for v in verbs):
        return True
    told = [t for v in verbs for t in (v, v.head, *v.children) if is_passive(t) and t.lemma_ in _BIDDING]
    return is_ahead and any(c.lemma_ in _GOING_AWAY for t in told for c in t.children if c.dep_ in ("xcomp", "ccomp"))


def stood_once(verb: Token) -> bool:
    """Whether soldiers only stood somewhere: "2,000 were stationed there a year ago"."""
    standing = verb.lemma_ == "station" or turn_of(verb) == "stand"
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    return standing and bool(helpers & {"was", "were", "had"})


def is_own_force(act: Act, others: Sequence[Party], context: Context) -> bool:
    """Whether ships or aircraft are sent to act there and not given away: "sent three Rafales" to an ally at peace."""
    if act.instrument != "arms_supply" or turn_of(act.token) != "move":
        return False
    if act.cue.phrase.endswith(" for") or arguments(act.token).datives:
        return False  # "ordered two corvettes" for its navy, "sent it four boats"
    if act.token.dep_ == "acl" and any(_is_taking_over(t) for t in governors(act.token.head)):
        return False  # "took delivery of two aircraft flown in by the air force"
    is_manned = any(_is_manned(t, context) for t in arguments(act.token).themes)
    return is_manned and not any(is_armed_in_war(o.code, context.published) for o in others)


def _is_taking_over(verb: Token) -> bool:
    """Whether a verb tells that what was bought or given is taken over: "took delivery of"."""
    told = trigger_table("arms_triggers").at(verb) if is_verb(verb) else None
    return told is not None and told.sense == "buy"


def _is_manned(sent: Token, context: Context) -> bool:
    """Whether what is sent is a ship, an aircraft or a unit with its crew: "three Rafales", "two Patriot batteries"."""
    if "troops" in kinds_of(sent, context):
        return True
    mention = context.reading.mention_at(sent.i)
    if mention is None or mention.label != "military_platform":
        return False
    named = mention.entity_id or ""
    is_class = named.startswith("weapon_classes:")
    classes = classes_over(named.partition(":")[2] if is_class else mention.entity_class)
    return bool(classes) and classes[-1] in _CREWED and "drone" not in classes


def _is_keeping(verb: Token) -> bool:
    return verb.lemma_ in _KEEPING and verb.tag_ in ("VBZ", "VBP")
