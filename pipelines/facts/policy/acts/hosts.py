"""What a host does: in whose country bases lie or soldiers are taught, and who sends foreign soldiers away."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import cues, words
from pipelines.annotation.parties.phrases import Party
from pipelines.facts.policy.actors.states import acting
from pipelines.facts.policy.acts.kinds import LANDS, kinds_of
from pipelines.facts.roles import arguments, is_passive

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.acts import Act

LEARNING = words("policy_words", "learning")


def hosts_of(act: Act, context: Context) -> list[Party]:
    """In whose country the bases lie that a paper opens: "an agreement that lets them use seven bases in Colombia"."""
    if act.rule != "permission" or act.object is None:
        return []
    phrases = [arguments(t) for t in (act.object, act.object.head)]
    mentions = [context.reading.mention_at(t.i) for told in phrases for t in told.by("in", "at")]
    lands = (m for m in mentions if m is not None and m.code and m.label in LANDS)
    return [Party(str(m.code), m.start, m.end, "place", "country") for m in lands][:1]


def where_taught(act: Act, context: Context) -> list[Party]:
    """In whose country soldiers are taught, where nobody is told to teach.

    "Crews trained in France", "recruits completed their training in Lithuania".
    """
    verb, told = act.token, [act.token]
    if verb.lemma_ in LEARNING:
        clauses = [c for c in verb.children if c.dep_ == "xcomp"]
        told += [*clauses, *(t for c in (verb, *clauses) for t in (*arguments(c).themes, *arguments(c).by("at")))]
        told += [verb.head] if verb.dep_ == "advcl" else []  # "arrived in Denmark to learn to fly"
    elif act.rule == "noun" and act.token.dep_ == "dobj":
        verb = act.token.head
        told.append(verb)
        if not any("trainee" in kinds_of(t, context, 0) for t in arguments(verb).agents):
            return []
    elif not (is_passive(verb) or verb.dep_ in ("acl", "relcl")):
        return []
    told += [c for c in verb.children if c.dep_ == "xcomp"]  # "are being taught to fly them in Texas"
    grounds = [t for token in told for t in arguments(token).by("in", "at")]
    grounds += [t for ground in grounds for t in arguments(ground).by("in", "near")]  # "at a place in Sweden"
    mentions = (context.reading.mention_at(t.i) for t in grounds)
    places = [m for m in mentions if m is not None and m.code and m.label in LANDS]
    return [Party(str(m.code), m.start, m.end, "place", "country") for m in places]


def summoning(act: Act, context: Context) -> list[Party]:
    """Who summons an envoy: "to the foreign ministry in Manila", "the Peruvian envoy in Quito was summoned"."""
    hosts = [p for p in acting(arguments(act.token).by("to", "at", "in"), context) if p.kind == "institution"]
    return hosts or (acting(arguments(act.object).by("in", "to"), context) if act.object is not None else [])


def put_out_of(verb: Token) -> list[Token]:
    """What somebody is put out of: "ordered out of Burkina Faso", "told to leave Chad", "barred from entering Chad"."""
    clauses = [c for c in verb.children if c.dep_ in ("xcomp", "advcl") and c.tag_ == "VB"]
    terms = [c for c in verb.children if c.dep_ in ("dobj", "npadvmod")]
    clauses += [g for term in terms for g in term.children if g.dep_ in ("relcl", "acl")]  # "given two days to leave"
    clauses += [g for c in verb.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pcomp"]
    return [*arguments(verb).by("from", "of"), *(t for c in clauses for t in arguments(c).themes)]


def is_eviction(act: Act) -> bool:
    """Whether foreign soldiers are sent away, and not called home."""
    return act.instrument == "troop_withdrawal" and act.cue.phrase in _evictions()


def is_put_out(verb: Token) -> bool:
    """Whether a passive tells that a host sends soldiers away: "was sent away by the junta", "were expelled"."""
    if not is_passive(verb):
        return False
    told = {verb.lemma, *(f"{verb.lemma} {c.lower_}" for c in verb.children if c.dep_ in ("prt", "advmod"))}
    return not told.isdisjoint(_evictions())


@cache
def _evictions() -> frozenset[str]:
    """The verbs by which a host sends foreign soldiers away, as it does envoys: order out, tell to leave."""
    ejecting = {c.phrase for c in cues("policy_verbs") if c.sense == "eject"} - {"send home"}
    return frozenset({c.phrase for c in cues("policy_frames") if " to " in c.phrase} | ejecting)
