"""Whom an act concerns, as its own sentence tells: a target, somebody helped, a partner.

What the sentence does not tell is borrowed in discourse.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses
from pipelines.annotation.gazetteers.lexicon import is_state
from pipelines.annotation.parties.phrases import Party
from pipelines.facts.policy.actors.states import BODIES, is_state_or_body
from pipelines.facts.policy.actors.told import predicates
from pipelines.facts.policy.acts.hosts import is_eviction
from pipelines.facts.policy.acts.kinds import kinds_of
from pipelines.facts.policy.concerned.missions import served_by_mission
from pipelines.facts.policy.concerned.payees import payees
from pipelines.facts.policy.concerned.phrase_parties import misread_datives, parties_in, phrase_of
from pipelines.facts.roles import arguments, conjuncts, governors, is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.acts import Act

_AGAINST = ("against", "on", "upon", "from", "with", "to", "at", "in", "into", "of", "for", "over")
_UPON = tuple(p for p in _AGAINST if p != "with")  # with whom they are imposed is no target
_FOR = ("to", "for", "towards", "toward", "with", "into", "in", "between", "of", "on", "across", "over")
_NARROW = {
    "un_action": ("against", "on", "to"),
    **dict.fromkeys(("sanctions", "asset_freeze", "trade_measure", "export_controls", "arms_embargo"), _UPON),
    "strike": tuple(p for p in _AGAINST if p not in ("with", "from")),  # with whose help it is done
    "weapons_use_permission": ("to", "for", "by"),
    "treaty_action": ("with",),
    "mediation": ("between", "in", "with", "for", "on", "over", "to"),
    "air_defence_support": ("over", "for", "to", "of", "in"),
    "exercise": ("around", "near", "off", "against"),
}
_ALONE = frozenset(
    ("air_defence_support", "un_action", "treaty_action", "exercise", "troop_withdrawal", "base_access", "mediation")
)  # no side from the clause at large
_THEMES = frozenset(("strike", "recognition", "sanctions", "arms_supply", "other", "mediation", "troop_withdrawal"))
_ARGUMENTS = ("pobj", "poss", "amod", "compound", "nmod", "dative")
_HOSTED = frozenset(("troop_deployment", "training"))  # whose other side at large is told by a place alone
_SENT = _HOSTED | {"troop_withdrawal"}
_ON_COMPANIES = frozenset(("sanctions", "asset_freeze"))  # that hit a company's country
_SHOT = ("missile", "intruder")  # kinds of what is shot down: whose it is tells nobody who is helped
_DEEP = ("mission", "snapback")  # kinds of what the Council decides on that tell by themselves for whom
_MADE_BY = ("amod", "compound", "nmod", "npadvmod", "punct")
_IN = ("in", "on", "at")
_AWAY = (" from", " out of")
_STATES = ("organisation", "country")
_REASONS = ("over", "for", "at")
_TOPICS = ("on", "about", "over", "of")  # "talks on a partnership with Russia": the parser hangs it on the topic
_CLAUSES = ("relcl", "acl", "advcl")
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
        return _partners(act, codes, context)
    found = _told(act, codes, context)
    if act.instrument in ("mediation", "ceasefire_proposal"):
        # "Kinshasa and the M23": the parties of one mediation are one side
        return sorted(found, key=lambda p: not is_state(p.code))[:1]
    return found[:_MOST]


def _accused(act: Act, codes: set[str], context: Context) -> list[Party]:
    """Who is accused in the same breath: "froze its aid, accusing Kampala of fraud"."""
    verbs = [act.token, *(t for t in governors(act.token) if is_verb(t))]
    clauses = [c for v in verbs for c in v.children if c.dep_ == "advcl" and c.lemma_ in ("accuse", "blame")]
    return parties_in([t for c in clauses for t in arguments(c).themes], codes, context)


def _addressed(act: Act, codes: set[str], context: Context) -> list[Party]:
    """Who is told of what is done to him: "warned Minsk that it would shut the border"."""
    turns = senses("policy_turns")
    verbs = (t for t in governors(act.token) if is_verb(t) and turns.get(t.lemma_.lower()) == "address")
    told = (arguments(v) for v in verbs)
    return parties_in([t for a in told for t in (*a.datives, *a.themes)], codes, context)[:1]


def _told(act: Act, codes: set[str], context: Context) -> list[Party]:
    is_mandate = act.instrument == "un_action" and act.cue.scope in _DEEP
    narrow = None if is_mandate else _NARROW.get(act.instrument)
    wanted = narrow or (_FOR if act.direction == "beneficiary" else _AGAINST)
    labels = (*_STATES, "location") if act.instrument == "recognition" else _STATES  # "recognised Beijing"
    if act.object is not None and (named := _named(act.object, codes, context, labels)):
        return named
    if act.object is not None and act.cue.scope in ("people", "counted"):
        if people := parties_in([act.object], codes, context):
            return people  # "ordered out 23 Britons"
    if act.instrument == "sanctions" and act.object is not None and act.cue.scope in ("person", "entity"):
        if hit := parties_in(arguments(act.object).modifiers, codes, context):
            return hit  # "blacklisted a Chinese refinery for the oil that it buys from Iran"
    if act.instrument == "training" and act.object is not None:
        if taught := parties_in([act.object, *arguments(act.object).modifiers], codes, context):
            return taught  # and not where they are taught
    if act.rule == "permission" and act.object in arguments(act.token).themes:
        return []  # "they may not be flown over Russian soil"
    if act.instrument in (*_SENT, "un_action") and (served := served_by_mission(act, codes, context)):
        return served
    arms = _given(act)
    datives = [t for token in (act.token, act.object) if token is not None for t in arguments(token).datives]
    for group in filter(None, _groups(act, wanted, context)):
        tokens = [t for t in group if t != arms and not (_is_author(t, act) or _is_meeting(t))]
        found = parties_in(tokens, codes, context, with_companies=act.instrument in _ON_COMPANIES)
        if not found:
            continue
        is_mission = act.instrument in _SENT and group[0] not in datives and not is_eviction(act)
        if not (is_mission and BODIES.issuperset(p.code for p in found)):
            return found  # a mission of the Union is where soldiers are sent or leave from, not to whom
    is_ending = act.token.lemma_.lower() in senses("policy_endings")
    if (
        act.instrument == "treaty_action" and act.object is not None and is_ending
    ):  # "the accord that lets in French jets"
        below = [t for t in act.object.subtree if t.head != act.object and t.dep_ in _ARGUMENTS]
        return parties_in([t for t in below if t.dep_ != "pobj" or t.head.lower_ not in _IN], codes, context)[:1]
    if act.instrument in _ALONE and not is_mandate:
        return []
    if act.object is not None and act.instrument not in _HOSTED:
        below = [t for t in phrase_of(act.object) if t != act.object and context.reading.mention_at(t.i)]
        is_make = arms is not None or act.instrument == "export_controls"
        below = [t for t in below if not is_make or t.dep_ not in _MADE_BY]
        if act.instrument == "condemnation":  # "a protest over the deliveries to Yerevan"
            below = [t for t in below if not any(p.lower_ in _REASONS for p in _between(t, act.object))]
        found = parties_in(below, codes, context)
        if found:
            return found[:1]
    if accused := _accused(act, codes, context):
        return accused
    if act.direction == "target" and (addressed := _addressed(act, codes, context)):
        return addressed
    clause = next(iter(predicates(act)), act.token)
    inside = [t for t in clause.subtree if t.dep_ in _ARGUMENTS and (m := context.reading.mention_at(t.i)) and m.code]
    inside = [t for t in inside if next((v for v in t.ancestors if is_verb(v)), clause) == clause]
    inside = [t for t in inside if not _is_author(t, act) and not _is_meeting(t)]
    inside = [t for t in inside if not any(p.lower_ in _BESIDE for p in _between(t, clause))]
    inside = [t for t in inside if arms is None or t.dep_ not in _MADE_BY or arms not in t.ancestors]
    if act.instrument in _HOSTED:
        inside = [t for t in inside if t.dep_ == "pobj" and t.head.lower_ in _FOR]
    inside.sort(key=lambda t: abs(t.i - act.token.i))
    return parties_in(inside, codes, context)[:1]


def _is_meeting(token: Token) -> bool:
    """Whether it tells at whose meeting something was said: "spoke of sanctions at the NATO summit"."""
    noun = token.head if token.dep_ in _MADE_BY else token
    return senses("policy_turns").get(noun.lemma) == "gathering"


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


def _given(act: Act) -> Token | None:
    """The arms that an act hands over: whose make they are is no side of it."""
    return act.object if act.instrument == "arms_supply" and act.cue.scope == "arms" else None


def _groups(act: Act, wanted: Sequence[str], context: Context) -> Iterator[list[Token]]:
    """The phrases in which the other side may stand, the likeliest first; what a verb is about comes last."""
    reasons: list[list[Token]] = []
    if act.token.head.lemma_ == "help" and act.direction == "beneficiary":
        yield [*arguments(act.token.head).themes, *arguments(act.token).agents]  # who is helped to do it
    homeward = [c for c in act.token.children if c.dep_ in ("advmod", "prt")]  # "came home from Mali"
    places = homeward if act.instrument == "troop_withdrawal" else []
    described = [act.token.head] if act.token.dep_ == "amod" else []  # "Qatari-brokered talks between"
    for token in dict.fromkeys((act.token, *described, act.object, *predicates(act)[:1], *places)):
        if token is None:
            continue
        told, verbal = arguments(token), is_verb(token)
        yield _lent(token, act)
        if token == act.token and act.direction == "beneficiary" and act.cue.phrase.endswith(" with"):
            yield [t for t in told.themes if t != act.object]  # "supplies Kabul with power through Uzbekistan"
        if token == act.token and act.direction == "target" and act.cue.phrase.endswith(_AWAY):
            yield [t for t in told.themes if t != act.object]  # "removed Turkey from the programme"
        yield [*told.datives, *misread_datives(token, act.object, context)]
        for preposition in wanted:
            if preposition == "of" and token == act.object and act.cue.scope in _SHOT:
                continue  # "shot down dozens of Iranian drones"
            is_own = token in (act.token, act.object, *described)
            if act.instrument == "mediation" and not is_own and preposition != "between":
                continue  # "with troops on the way and mediation continuing, the dispute is"
            if verbal and preposition in _REASONS and act.direction == "target":
                reasons.append(told.by(preposition))  # "stopped its exports to Turkey over the war in Karabakh"
            else:
                yield told.by(preposition)
        is_given = act.direction == "beneficiary" and act.rule == "noun"  # "American weapons" are not for America
        is_given = is_given or token == _given(act)  # nor is what is told of "its Soviet-era helicopters"
        is_sky = token == act.object and act.cue.scope == "airspace"
        if not verbal and not is_given and (is_sky or _NARROW.get(act.instrument, _UPON) == _UPON):
            yield told.modifiers
        elif verbal and (act.instrument in _THEMES or act.token in told.agents):
            yield [t for t in told.themes if t != act.object]  # "the embargo covers Darfur"
    yield from reasons
    yield from payees(act)
    if act.instrument == "military_aid_funding" and act.object is not None:  # "pays for the tanks that Oslo sends to"
        sending = [c for c in act.object.children if c.dep_ in ("relcl", "acl")]
        yield [t for c in sending for t in (*arguments(c).datives, *arguments(c).by("to", "for"))]
    if act.object is not None and "membership" in kinds_of(act.object, context):  # "approved Sweden's accession"
        yield [t for t in arguments(act.object).modifiers if t.dep_ == "poss"]
        yield [t for t in arguments(act.token).themes if t != act.object]  # "was granted candidate status"
        within = (t for t in arguments(act.object).by("of", "in", "to") if context.reading.mention_at(t.i) is not None)
        yield [t for t in within if "bloc" in kinds_of(t, context)]  # "froze its membership of the bloc"
    yield from _told_to_council(act)


def _told_to_council(act: Act) -> Iterator[list[Token]]:
    """Of whom a text before a council is, or what it is told: "told the Council that Iran was in breach"."""
    if act.instrument != "un_action" or act.object is None:
        return
    if act.cue.scope == "bloc":
        clauses = [c for c in act.token.children if c.dep_ == "ccomp"]
        yield [g for c in clauses for g in c.children if g.dep_ in ("nsubj", "nsubjpass")]
    clauses = [c for c in act.object.subtree if c.dep_ in _CLAUSES and is_verb(c)]  # "a text that calls on Rwanda"
    yield [t for c in clauses for t in arguments(c).by("on", "upon", "against")]
    roles = ((c, trigger_table("policy_roles").at(c)) for c in clauses)
    blaming = [c for c, role in roles if role is not None and role.sense == "measure"]
    yield [t for c in blaming for t in arguments(c).themes]  # "a text condemning Russia's referendums"


def _lent(verb: Token, act: Act) -> list[Token]:
    """Who is let have or do something: "let Kyiv have its jets", "allows American troops on its soil"."""
    is_permission = act.rule == "permission"
    clauses = [c for c in verb.children if c.dep_ == "ccomp"] if is_permission or verb.lemma_ == "let" else []
    let = [g for c in clauses for g in c.children if g.dep_ in ("nsubj", "nsubjpass")]
    is_stay = is_permission and act.instrument == "base_access" and not let
    return let or ([m for t in arguments(verb).themes for m in arguments(t).modifiers] if is_stay else [])


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


def _is_with_unknown(act: Act, context: Context) -> bool:
    """Whether talks are with somebody unknown, and others only sit by: "with the union, with Oslo as guarantor"."""
    told = [t for token in (act.token, act.object) if token is not None for t in arguments(token).by("with")]
    return len(told) > 1 and context.parties.of(min(told, key=lambda t: t.i)) is None


def _partners(act: Act, codes: set[str], context: Context) -> list[Party]:
    """The other side of what is done together: "cooperation with Japan", "met with Duda to discuss cooperation"."""
    if act.instrument == "talks" and _is_with_unknown(act, context):
        return []
    clauses = [c for c in act.token.children if c.dep_ in ("relcl", "acl") and is_verb(c)]
    topics = arguments(act.object or act.token).by(*_TOPICS) if act.instrument == "talks" else []
    for token in (act.token, act.object, *topics, *clauses, *governors(act.token)):
        if token is None:
            continue
        beside = arguments(token).by("with", "between", "alongside")
        if token.dep_ == "relcl" and any(t.tag_ == "WDT" for t in beside):
            beside = [*beside, token.head]  # "Moscow, with which a pact was signed"
        told = [context.parties.of(t) for t in (*beside, *arguments(token).datives)]
        told += [context.parties.of(t) for t in arguments(token).themes if token.lemma_ == "join"]
        told += [context.parties.of(t) for t in arguments(token).by("to")] if token in (act.token, act.object) else []
        if act.instrument == "talks" and token in (act.token, act.object):  # "offered Iran talks"
            told += [context.parties.stated(t) for t in arguments(token).modifiers]
        others = {p.code: p for p in told if p is not None and p.code not in codes and p.kind != "company"}
        if others:
            return list(others.values())[:_MOST]
    return []
