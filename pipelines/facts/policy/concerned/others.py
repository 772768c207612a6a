"""Whom an act concerns, as its own sentence tells: a target, somebody helped, a partner.

What the sentence does not tell is borrowed in discourse.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses, words
from pipelines.annotation.gazetteers.lexicon import is_state
from pipelines.annotation.parties.phrases import Party
from pipelines.facts.likewise.gaps import gap_around
from pipelines.facts.policy.actors.states import BODIES, is_state_or_body
from pipelines.facts.policy.acts.hosts import is_eviction
from pipelines.facts.policy.acts.kinds import kinds_of
from pipelines.facts.policy.acts.predicates import predicates
from pipelines.facts.policy.concerned.candidates import FOR, REASONS, candidates, given_arms, is_mandate, is_stage
from pipelines.facts.policy.concerned.missions import served_by_mission
from pipelines.facts.policy.concerned.partners import partners_of
from pipelines.facts.policy.concerned.phrase_parties import MADE_BY, is_meeting, parties_in, phrase_of
from pipelines.facts.policy.words import ends, turn_of
from pipelines.facts.roles import arguments, conjuncts, governors, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.acts import Act

_ALONE = frozenset(
    ("air_defence_support", "un_action", "treaty_action", "exercise", "troop_withdrawal", "base_access", "mediation")
)  # no side from the clause at large
_ACCUSING = words("policy_words", "accusing")
_ARGUMENTS = ("pobj", "poss", "amod", "compound", "nmod", "dative")
_HOSTED = frozenset(("troop_deployment", "training"))  # whose other side at large is told by a place alone
_SENT = _HOSTED | {"troop_withdrawal"}
_ON_COMPANIES = frozenset(("sanctions", "asset_freeze"))  # that hit a company's country
_IN = ("in", "on", "at")
_STATES = ("organisation", "country")
_BESIDE = frozenset("as like unlike than because amid".split())  # what follows is compared, or a circumstance
_MOST = 4  # other sides of one act


def others_of(act: Act, actors: Sequence[Party], context: Context) -> list[Party]:
    """Whom an act concerns, where the sentence tells it: phrases of the act, of its object, its verb, its clause."""
    codes = {a.code for a in actors}
    if act.instrument in ("un_action", "sanctions"):
        codes |= {"UN"}  # where it is done, or whose they are
    if act.rule == "vote":
        return []  # "voted against it"
    if act.direction == "mutual":
        return partners_of(act, codes, context)[:_MOST]
    found = _told(act, codes, context)
    if act.instrument in ("mediation", "ceasefire_proposal"):
        if act.instrument == "mediation":
            found = [p for p in found if p.code not in BODIES]  # they mediate
        # "Kinshasa and the M23": the parties of one mediation are one side
        return sorted(found, key=lambda p: not is_state(p.code))[:1]
    return found[:_MOST]


def _told(act: Act, codes: set[str], context: Context) -> list[Party]:
    if found := _of_object(act, codes, context):
        return found
    if act.rule == "permission" and act.object in arguments(act.token).themes:
        return []  # "they may not be flown over Russian soil"
    if act.instrument in (*_SENT, "un_action") and (served := served_by_mission(act, codes, context)):
        return served
    if found := _of_phrases(act, codes, context):
        return found
    if act.instrument in _ALONE and not is_mandate(act):
        return _of_ended_treaty(act, codes, context)
    for read in (_below_object, _accused, _addressed, _of_clause):
        if found := read(act, codes, context):
            return found
    return []


def _of_object(act: Act, codes: set[str], context: Context) -> list[Party]:
    """The states or bodies that the object of an act is itself, or whose it is."""
    noun = act.object
    if noun is None:
        return []
    labels = (*_STATES, "location") if act.instrument == "recognition" else _STATES  # "recognised Beijing"
    if named := _named(noun, codes, context, labels):
        return named
    is_sent_home = act.instrument == "diplomatic_expulsion" or act.cue.scope in ("people", "counted")
    if is_sent_home and (people := parties_in([noun], codes, context)):
        return people  # "ordered out 23 Britons in response to the strikes on Yemen"
    if act.instrument == "sanctions" and act.cue.scope in ("person", "entity"):
        # "blacklisted a Chinese refinery for the oil that it buys from Iran"
        return parties_in([m for t in conjuncts(noun) for m in arguments(t).modifiers], codes, context)
    if act.instrument == "training":  # who is taught, and not where
        return parties_in([noun, *arguments(noun).modifiers], codes, context)
    # whose rule is recognised, and not over whom
    return parties_in(arguments(noun).modifiers, codes, context) if act.instrument == "recognition" else []


def _of_phrases(act: Act, codes: set[str], context: Context) -> list[Party]:
    """Whom the first phrase that tells somebody tells."""
    arms = given_arms(act)
    datives = [t for token in (act.token, act.object) if token is not None for t in arguments(token).datives]
    for group in filter(None, candidates(act, context)):
        tokens = [
            t for told in group for t in _served(told) if t not in (act.token, arms)
        ]  # "calls for mediation by the Union"
        tokens = [t for t in tokens if not (_is_author(t, act) or is_meeting(t, act.object))]
        found = parties_in(tokens, codes, context, with_companies=act.instrument in _ON_COMPANIES)
        if not found:
            continue
        is_mission = act.instrument in _SENT and group[0] not in datives and not is_eviction(act)
        if not (is_mission and BODIES.issuperset(p.code for p in found)):
            return found  # a mission of the Union is where soldiers are sent or leave from, not to whom
    return []


def _served(noun: Token) -> list[Token]:
    """For whom a scheme is, whoever runs it: "gave 20 million to the Czech scheme for shells for Ukraine"."""
    if noun.lemma not in words("policy_words", "scheme"):
        return [noun]
    goods = arguments(noun).by("for")
    return [*(t for g in goods for t in arguments(g).by("for", "in", "to")), *goods] or [noun]


def _of_ended_treaty(act: Act, codes: set[str], context: Context) -> list[Party]:
    """Whom a paper that is ended is told to be about: "the accord that lets in French jets"."""
    if act.instrument != "treaty_action" or act.object is None or not ends(act.token):
        return []
    below = [t for t in act.object.subtree if t.head != act.object and t.dep_ in _ARGUMENTS]
    return parties_in([t for t in below if t.dep_ != "pobj" or t.head.lower_ not in _IN], codes, context)[:1]


def _below_object(act: Act, codes: set[str], context: Context) -> list[Party]:
    """Who is named somewhere in the phrase of the object; not in what is only objected to."""
    if act.object is None or act.instrument in _HOSTED:
        return []
    below = [t for t in phrase_of(act.object) if t != act.object and context.reading.mention_at(t.i)]
    if given_arms(act) is not None or act.instrument == "export_controls":
        below = [t for t in below if t.dep_ not in MADE_BY]
    if act.instrument == "condemnation":  # "a protest over the deliveries to Yerevan"
        below = [t for t in below if not any(p.lower_ in REASONS for p in _between(t, act.object))]
    return parties_in(below, codes, context)[:1]


def _accused(act: Act, codes: set[str], context: Context) -> list[Party]:
    """Who is accused in the same breath: "froze its aid, accusing Kampala of fraud"."""
    verbs = [act.token, *(t for t in governors(act.token) if is_verb(t))]
    clauses = [c for v in verbs for c in v.children if c.dep_ == "advcl" and c.lemma_ in _ACCUSING]
    return parties_in([t for c in clauses for t in arguments(c).themes], codes, context)


def _addressed(act: Act, codes: set[str], context: Context) -> list[Party]:
    """Who is told of what is done to him: "warned Minsk that it would shut the border"."""
    if act.direction != "target":
        return []
    verbs = (t for t in governors(act.token) if is_verb(t) and turn_of(t) == "address")
    told = (arguments(v) for v in verbs)
    return parties_in([t for a in told for t in (*a.datives, *a.themes)], codes, context)[:1]


def _of_clause(act: Act, codes: set[str], context: Context) -> list[Party]:
    """Who is named nearest in the clause of an act, where nothing else tells."""
    arms, clause = given_arms(act), next(iter(predicates(act)), act.token)
    inside = [t for t in clause.subtree if t.dep_ in _ARGUMENTS and (m := context.reading.mention_at(t.i)) and m.code]
    inside = [t for t in inside if next((v for v in t.ancestors if is_verb(v)), clause) == clause]
    inside = [t for t in inside if not _is_author(t, act) and not is_meeting(t, act.object)]
    beside = _BESIDE | {"with"} if act.direction == "target" else _BESIDE  # with whose help it is done
    beside = beside | {"at"} if act.instrument == "asset_freeze" else beside  # in whose bank the money lies
    inside = [t for t in inside if not any(p.lower_ in beside for p in _between(t, clause))]
    inside = [t for t in inside if not (t.head.head == clause and is_stage(t.head.lower_, clause, act))]
    inside = [t for t in inside if gap_around(t) is None]  # "offered $5 billion and the Emirates $3 billion"
    inside = [t for t in inside if arms is None or t.dep_ not in MADE_BY or arms not in t.ancestors]
    if act.instrument in _HOSTED:
        inside = [t for t in inside if t.dep_ == "pobj" and t.head.lower_ in FOR]
    inside.sort(key=lambda t: abs(t.i - act.token.i))
    return parties_in(inside, codes, context)[:1]


def _is_author(token: Token, act: Act) -> bool:
    """Whether it only tells whose plan for a truce it is: "accepted the American offer"."""
    if act.instrument != "ceasefire_proposal" or token.dep_ not in ("amod", "poss", "compound"):
        return False
    return senses("policy_stances").get(token.head.lemma) == "proposed" or token.head.lemma_ == "plan"


def _between(token: Token, clause: Token) -> Iterator[Token]:
    """The words over a token, up to its clause."""
    for above in token.ancestors:
        if above == clause:
            return
        yield above


def _named(noun: Token, codes: set[str], context: Context, labels: Sequence[str]) -> list[Party]:
    """The states or bodies that an object is itself: "assist Sweden and Finland", "leave the CSTO"."""
    if noun.lemma == "group":  # "the BRICS group"
        noun = next((c for c in noun.children if c.dep_ == "compound" and "bloc" in kinds_of(c, context, 0)), noun)
    mentions = [context.reading.mention_at(t.i) for t in conjuncts(noun)]
    named = (m for m in mentions if m is not None and m.code and m.label in labels)
    told = [m for m in named if is_state_or_body(str(m.code))]  # who leaves a court acts against nobody
    if not told or mentions[0] not in told:
        return []
    return [Party(str(m.code), m.start, m.end, "name", "body") for m in told if m.code not in codes]
