"""Who acts, as the act's own sentence tells: by the arguments of the act and of the verbs over it.

What the sentence does not tell is borrowed in discourse.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses
from pipelines.facts.policy.actors.owners import OF_OWN, makers_of, owners_of, sent_together
from pipelines.facts.policy.actors.states import acting, acts_for_itself
from pipelines.facts.policy.actors.subjects import subjects_of
from pipelines.facts.policy.acts.acts import is_presupposed, tells_origin
from pipelines.facts.policy.acts.hosts import LEARNING, hosts_of, is_eviction, put_out_of, summoning, where_taught
from pipelines.facts.policy.acts.kinds import WHENCE
from pipelines.facts.policy.acts.licences import exporters_state
from pipelines.facts.policy.acts.themes import is_told_before
from pipelines.facts.policy.acts.withheld import donors
from pipelines.facts.roles import arguments, conjuncts, is_passive, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.acts import Act

_BY_FORCES = frozenset("strike exercise humanitarian_aid air_defence_support troop_deployment".split())
_LEFT = ("country", "position")  # kinds of object that are left, and nothing that its owner moves
_GIVEN = frozenset("humanitarian_aid financial_aid arms_supply".split())  # what may come from who is no subject
_PUT_OUT = ("diplomatic_expulsion", "un_action")  # what the one does from whose land or council somebody has to go


def actors_of(act: Act, context: Context) -> list[Party]:
    """Who acts, where the sentence tells it: the owner or agent of a noun, the subject or agent of the verb."""
    if givers := donors(act, context):
        return givers
    verb, noun = act.token, act.object
    if act.rule in ("noun", "nominal") and is_presupposed(verb):
        owned = arguments(verb)
        if not acting([*owned.modifiers, *owned.by("by", "of")], context):
            return []  # "summoned the envoy in protest at sanctions" is not told of who imposed them
    told = subjects_of(act, context, with_forces=act.instrument in _BY_FORCES)
    is_moved = noun is not None and act.instrument in OF_OWN and act.cue.scope not in _LEFT
    if is_moved and noun in arguments(verb).agents and (not told or tells_origin(act)):
        return _senders(act, context) or told
    if act.instrument == "training" and not told and noun is not None and _is_task(noun, context):
        return acting(arguments(noun).modifiers, context)  # "an EU training mission was launched"
    if act.instrument == "training" and is_verb(verb) and (not told or verb.lemma_ in LEARNING):
        return where_taught(act, context)
    if act.instrument == "base_access" and all(p.rule == "reference" for p in told):
        told = hosts_of(act, context) or told
    if is_moved and not told and noun is not None and is_told_before(noun, verb):
        return acting(arguments(noun).modifiers, context) or acting(arguments(noun.head).agents, context)
    is_evicted, is_left = is_eviction(act), act.cue.scope in WHENCE  # "its withdrawal from Mali"
    if is_evicted:
        told = _evicting(act, told, context)
    elif is_moved and not is_left and (act.rule == "nominal" or (not told and is_passive(verb))):
        owners = sent_together(act, context)
        if owners and not (told and all(p.rule == "reference" for p in owners)):
            return owners  # "the withdrawal of Moscow's contingent", "Turkish drones were delivered"
    if not told and is_passive(verb):
        told = _beside_passive(act, context)
    elif not told and is_verb(verb) and act.instrument in _GIVEN:
        told = acting(_from(verb) or _from(noun), context)  # "a plane brought tents from Oman"
    if not is_verb(verb):
        return owners_of(act, told, context)
    if not told and (places := _where_weighed(verb)):
        return acting(places, context)
    if noun is not None and (act.rule == "licence" or (not told and act.instrument == "humanitarian_aid")):
        return _givers(act, told, context)
    return told


def _is_task(noun: Token, context: Context) -> bool:
    """Whether it is a mission that trains, which belongs to the body that sends it."""
    return noun.lemma == "mission" and bool(acting(arguments(noun).modifiers, context))


def _where_weighed(verb: Token) -> list[Token]:
    """The seat in which something is weighed: "there is talk in Berne of sending tanks"."""
    noun = verb.head.head
    is_weighed = verb.dep_ == "pcomp" and noun.pos_ == "NOUN"
    return arguments(noun).by("in") if is_weighed and senses("policy_stances").get(noun.lemma) == "considering" else []


def _from(word: Token | None) -> list[Token]:
    return arguments(word).by("from") if word is not None else []


def _senders(act: Act, context: Context) -> list[Party]:
    """Who sends forces that go by themselves: "units are on their way from Spain", "units of its mission left"."""
    ways = [act.token, *arguments(act.token).by("on")]
    senders = acting([t for way in ways for t in _from(way)], context)
    if senders and act.instrument == "troop_deployment":
        return senders
    return acting(arguments(act.object).by("of"), context, with_forces=True) if act.object is not None else []


def _evicting(act: Act, told: list[Party], context: Context) -> list[Party]:
    """Who sends others away: "Mali, where the French were thrown out"."""
    noun = act.object
    if noun is not None and not any(c.tag_ == "PRP$" for c in noun.children):
        gone = {p.code for p in acting([noun], context, with_forces=True)}  # whom "the junta" cannot be taken for
        told = [p for p in told if p.code not in gone]
    is_where = act.token.dep_ == "relcl" and any(c.lower_ == "where" for c in act.token.children)
    return acting(conjuncts(act.token.head), context) if is_where and not told else told


def _beside_passive(act: Act, context: Context) -> list[Party]:
    """Who has it done where a passive has no agent: who has an envoy summoned, from whose land somebody has to go."""
    if act.instrument == "condemnation" and is_verb(act.token):
        return summoning(act, context)
    is_barred = act.instrument == "sanctions" and act.cue.scope in ("person", "visa")
    if is_eviction(act) and (sending := _sending_away(act.token, context)):
        return sending
    if act.instrument in _PUT_OUT or is_barred or is_eviction(act):
        return acting(put_out_of(act.token), context)
    if act.instrument == "refugee_support":  # "was given asylum in the Mexican embassy"
        where = [t for told in (act.token, act.object) if told is not None for t in arguments(told).by("in", "at")]
        named = (context.parties.stated(t) for t in where)
        return [p for p in named if p is not None and acts_for_itself(p)]
    if act.object is not None and (act.direction == "own" or _is_own_base(act)):
        return acting(
            arguments(act.object).modifiers, context
        )  # "the Spanish ambassador was called home", "five Philippine bases are to be opened"
    return []


def _sending_away(verb: Token, context: Context) -> list[Party]:
    """Who sends others away, where the parser hangs it on what they have to do: "were asked to leave by the junta"."""
    return acting([t for c in verb.children if c.dep_ in ("xcomp", "ccomp") for t in arguments(c).by("by")], context)


def _is_own_base(act: Act) -> bool:
    """Whether bases are opened to somebody by whoever has them."""
    is_told = act.direction == "beneficiary" and bool(arguments(act.token).by("to", "for"))
    return act.instrument == "base_access" and is_told


def _givers(act: Act, told: list[Party], context: Context) -> list[Party]:
    """Who gives relief, or the leave to export: from whom it comes, whose it is where it is only brought."""
    noun = act.object
    if givers := acting([*_from(act.token), *_from(noun)], context):
        return givers
    if told or noun is None:
        return told
    if act.rule == "licence" and (states := exporters_state(act, context)):
        return states
    return makers_of(noun, context) if act.cue.scope == "moving relief" or is_passive(act.token) else []
