"""Who acts, as the act's own sentence tells: by the arguments of the act and of the verbs over it.

What the sentence does not tell is borrowed in discourse.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses
from pipelines.annotation.gazetteers.lexicon import is_state
from pipelines.annotation.parties.phrases import Party
from pipelines.facts.likewise.companions import companions
from pipelines.facts.policy.actors.aligned import joining_measure
from pipelines.facts.policy.actors.orders import leaving, ordering
from pipelines.facts.policy.actors.states import acting, acts_for_itself, council_behind
from pipelines.facts.policy.acts.acts import is_presupposed
from pipelines.facts.policy.acts.hosts import LEARNING, hosts_of, is_eviction, put_out_of, summoning, where_taught
from pipelines.facts.policy.acts.kinds import WHENCE, kinds_of
from pipelines.facts.policy.acts.licences import exporters_state
from pipelines.facts.policy.acts.withheld import donors
from pipelines.facts.roles import arguments, conjuncts, governors, is_passive, is_verb, subjects

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.acts import Act

_BY_FORCES = frozenset("strike exercise humanitarian_aid air_defence_support troop_deployment".split())
_OF_OWN = frozenset("arms_supply troop_deployment troop_withdrawal".split())  # whose object is the actor's own
_LEFT = ("country", "position")  # kinds of object that are left, and nothing that its owner moves
_GIVEN = frozenset("humanitarian_aid financial_aid arms_supply".split())  # what may come from who is no subject
_PUT_OUT = ("diplomatic_expulsion", "un_action")  # what the one does from whose land or council somebody has to go
_EACH = ("each", "both", "all")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_PRONOUNS = frozenset("it they he she who which that there".split())
_LEVELS = 3  # verbs above an act whose subject is looked at


def predicates(act: Act) -> list[Token]:
    """The verbs that may tell who acts: the act's own, the one of a relative clause on it, those over it."""
    known: dict[tuple[int, str], list[Token]] = act.token.doc.memory(predicates)
    key = act.token.i, act.rule
    if key not in known:
        known[key] = _predicates(act)
    return known[key]


def _predicates(act: Act) -> list[Token]:
    if is_verb(act.token):
        return [act.token]
    above: list[Token] = []
    for token in governors(act.token) if not is_presupposed(act.token) else ():
        if act.rule == "noun" and act.start <= token.i < act.end:
            continue  # "persona non grata" has no verb in it, whatever the parser says
        if is_verb(token):
            above.append(token)
            if token.dep_ in ("relcl", "advcl", "parataxis") or any(c.dep_ in _SUBJECTS for c in token.children):
                break
    if act.rule == "permission":
        return above
    clauses = [c for c in act.token.children if c.dep_ in ("relcl", "acl") and is_verb(c)]
    inside = [c for c in clauses if not any(m.dep_ == "mark" for m in c.children)]
    if act.rule == "noun" and act.instrument == "un_action":
        inside = [c for c in inside if is_passive(c)]  # "resolution 1701, which ended the war"
    within = [c for c in inside if _is_where(c) and act.direction == "mutual" and above]
    return [*(c for c in inside if c not in within), *above, *within]  # "signed a pact under which its navy patrols"


def actors_of(act: Act, context: Context) -> list[Party]:
    """Who acts, where the sentence tells it: the owner or agent of a noun, the subject or agent of the verb."""
    if givers := donors(act, context):
        return givers
    told = _subjects_of(act, context, with_forces=act.instrument in _BY_FORCES)
    is_moved = act.object is not None and act.instrument in _OF_OWN and act.cue.scope not in _LEFT
    if is_moved and not told and act.object in arguments(act.token).agents:
        ways = [act.token, *arguments(act.token).by("on")]  # "units are on their way from Spain and Romania"
        senders = acting([t for way in ways for t in arguments(way).by("from")], context)
        if senders and act.instrument == "troop_deployment":
            return senders
        return acting(arguments(act.object).by("of"), context, with_forces=True)  # "units of the Union's mission left"
    if act.instrument == "training" and is_verb(act.token) and (not told or act.token.lemma_ in LEARNING):
        return where_taught(act, context)
    if (
        act.instrument == "base_access"
        and all(p.rule == "reference" for p in told)
        and (hosts := hosts_of(act, context))
    ):
        return hosts
    is_evicted = is_eviction(act)
    is_own = act.object is not None and any(c.tag_ == "PRP$" for c in act.object.children)
    if is_evicted and act.object is not None and not is_own:  # who "the junta" is taken for cannot be who is sent away
        gone = {p.code for p in acting([act.object], context, with_forces=True)}
        told = [p for p in told if p.code not in gone]
    if is_evicted and not told and act.token.dep_ == "relcl" and any(c.lower_ == "where" for c in act.token.children):
        return acting(conjuncts(act.token.head), context)  # "Mali, where the French were thrown out"
    is_left = act.cue.scope in WHENCE  # "its withdrawal from Mali"
    if is_moved and not (is_evicted or is_left) and (act.rule == "nominal" or (not told and is_passive(act.token))):
        owners = _sent_together(act, context)
        if owners and not (told and all(p.rule == "reference" for p in owners)):
            return owners  # "the withdrawal of Moscow's contingent", "Turkish drones were delivered"
    if not told and act.instrument == "condemnation" and is_verb(act.token) and is_passive(act.token):
        if hosts := summoning(act, context):
            return hosts
    is_barred = act.instrument == "sanctions" and act.cue.scope in ("person", "visa")
    if not told and (act.instrument in _PUT_OUT or is_evicted or is_barred) and is_passive(act.token):
        told = acting(put_out_of(act.token), context)
    if not told and act.instrument in _GIVEN and is_verb(act.token) and not is_passive(act.token):
        told = acting(
            arguments(act.token).by("from") or _from(act.object), context
        )  # "a plane brought tents from Oman"
    if is_verb(act.token):
        if not told and act.object is not None and act.direction == "own" and is_passive(act.token):
            return acting(arguments(act.object).modifiers, context)  # "the Spanish ambassador was called home"
        if act.object is not None and (act.rule == "licence" or (not told and act.instrument == "humanitarian_aid")):
            givers = acting([*arguments(act.token).by("from"), *arguments(act.object).by("from")], context)
            is_brought = act.cue.scope == "moving relief" or is_passive(act.token)
            told = told or (exporters_state(act, context) if act.rule == "licence" else [])
            return givers or told or (_makers(act.object, context) if is_brought else [])
        return told  # else "a plane brought tents from Jordan"
    return _owners_of(act, told, context)


def _owners_of(act: Act, told: list[Party], context: Context) -> list[Party]:
    """Whose an act is that a noun tells, beside who is told over it."""
    if told and (
        act.rule in ("payment", "assigned sum") or (act.token.dep_ == "dobj" and act.instrument == "sanctions")
    ):
        return told  # "adopted the Union's sanctions"
    own = arguments(act.token)
    if act.instrument == "asset_freeze" and act.rule == "noun":  # whose money is frozen freezes none
        return acting(
            [*own.by("by"), *(t for v in predicates(act)[:1] for c in v.children for t in arguments(c).by("by"))],
            context,
        )
    of_whom = [t for t in own.by("of") if "talks" not in kinds_of(t, context, 0)]  # "of the Congolese peace talks"
    if act.instrument == "mediation" and (mediators := acting([*of_whom, *_who_is(act.token)], context)):
        return mediators  # "through the mediation of Qatar", "the go-between was Oman"
    owners = acting([t for t in own.modifiers if t.dep_ == "poss" and t.tag_ != "PRP$"] + own.by("by"), context)
    if not owners and act.direction == "target" and own.by("against", "on"):
        owners = acting(own.by("of"), context)  # "sanctions of Switzerland against Belarus"
    rest = [t for t in own.modifiers if t.dep_ != "poss" or t.tag_ == "PRP$"]
    rest = rest if act.instrument != "energy_measure" else []  # Russian gas is not Russia's measure
    if _is_measure(act) and (joining := acting(joining_measure(act.token), context)):
        return joining  # "joined the sanctions that the Union imposed"
    owners = owners or owners_of_measure(act, context)
    found = owners or told or acting(rest, context)
    may_be_behind = _is_measure(act) or (act.instrument in _OF_OWN and not is_eviction(act))
    if not found and may_be_behind:  # "the pull-out of Ghanaian troops"
        found = acting(own.by("of"), context, with_forces=True)
    return found


def _who_is(noun: Token) -> list[Token]:
    """Who a noun is told to be: "the mediator was Angola's president"."""
    if noun.dep_ != "nsubj" or noun.head.lemma_ != "be":
        return []
    return [c for c in noun.head.children if c.dep_ in ("attr", "nsubj") and c != noun]


def _sent_together(act: Act, context: Context) -> list[Party]:
    """Whose soldiers are moved: of one state, or of each that a unit is made of ("a brigade of Poles and Danes")."""
    if act.object is None:
        return []
    is_moved = act.instrument != "arms_supply" and act.token.lemma_ != "station"  # who is stationed somewhere stands
    each = acting(arguments(act.object).by("of"), context) if is_moved else []
    return each if len(each) > 1 else acting([act.object], context, with_forces=True)


def _makers(cargo: Token, context: Context) -> list[Party]:
    """Whose aid it is that arrives or is brought: "40 tonnes of Turkish flour reached Mogadishu"."""
    goods = [cargo, *arguments(cargo).by("of")]
    goods += [g for t in goods for g in arguments(t).by("of")]
    return acting([m for t in goods for m in arguments(t).modifiers], context)


def owners_of_measure(act: Act, context: Context) -> list[Party]:
    """Whose measure it is to which something else is said or done: "in protest against British sanctions"."""
    if not _is_measure(act) or act.token.dep_ != "pobj" or act.token.head.lower_ == "of":
        return []
    return acting([t for t in arguments(act.token).modifiers if t.dep_ in ("amod", "conj")], context)


def _from(noun: Token | None) -> list[Token]:
    return arguments(noun).by("from") if noun is not None else []


def _is_measure(act: Act) -> bool:
    return act.rule == "noun" and act.instrument in ("sanctions", "trade_measure", "arms_embargo")


def _subjects_of(act: Act, context: Context, *, with_forces: bool) -> list[Party]:
    for verb in predicates(act):
        agents = (leaving(verb) if act.instrument == "arms_supply" else []) or _agents(verb)
        if act.rule == "noun" and act.token in agents:
            continue  # "the war and the sanctions have made spares dear": they are what acts, and not done by the war
        found = acting(agents, context, with_forces=with_forces)
        if not found and (agents or not is_passive(verb)):
            found = _behind(agents, verb, context)
        if not found:
            above = _over_relative(verb) if act.direction == "mutual" and not agents else []
            found = acting([*ordering(agents, verb), *_over_clause(verb), *above], context)
        if found:
            further = acting(companions(agents, verb), context)
            codes = {p.code for p in found}
            return [*found, *(p for p in further if p.code not in codes)]
    return []


def _agents(verb: Token) -> list[Token]:
    """Who does what a verb tells, as far as its clause and the one that it is coordinated with do."""
    each = [c for c in verb.children if c.dep_ == "nsubj" and c.lower_ in _EACH]
    if each and (whole := [c for c in verb.children if c.dep_ == "nsubj" and c not in each]):
        return conjuncts(whole[0])  # "Chad and Mali will each expel one"
    before = verb.doc[verb.i - 2] if verb.dep_ == "amod" and verb.i > 1 and verb.nbor(-1).text == "-" else None
    if before is not None:
        return [before]  # "Qatari-brokered talks"
    told = arguments(verb)
    if verb.lemma_ == "be" and any(senses("policy_payments").get(t.lemma_.lower()) == "giver" for t in told.agents):
        return [t for t in told.themes if t.pos_ == "PROPN"] or told.agents  # "the biggest contributor is Germany"
    cleft = [c for c in verb.children if c.dep_ in ("csubj", "csubjpass") and c.lemma_ == "do"]
    if cleft:  # "what Berne did do was put sanctions on"
        return subjects(cleft[0])
    if verb.tag_ == "VB" and verb.head.lemma_ == "help" and is_verb(verb.head) and not is_passive(verb.head):
        return arguments(verb.head).agents or subjects(verb.head)  # "offered to help Poland shoot down drones"
    if not is_passive(verb):
        return told.agents or subjects(verb)
    agents = told.by("by")
    if not agents and verb.dep_ == "conj" and is_verb(verb.head) and is_passive(verb.head):
        agents = arguments(verb.head).by("by")  # "its bid was halted by the Union, and grants have been frozen"
    clause = (
        verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ == "be" else verb
    )  # "at which they are to be taught"
    if not agents and clause.dep_ == "relcl" and clause.head.pos_ == "NOUN" and _is_where(clause):
        agents = [clause.head]  # "a French mission under which officers are taught"
    return agents


def _is_where(clause: Token) -> bool:
    """Whether a relative clause tells what goes on in its noun: "at which", "under which", "where"."""
    inside = (g for c in clause.children if c.dep_ == "prep" for g in c.children)
    return any(g.tag_ == "WDT" for g in inside) or any(c.lower_ == "where" for c in clause.children)


def _over_clause(verb: Token) -> list[Token]:
    """Who said what the parser joins a verb to: "found that rebels had killed villagers and put sanctions on them"."""
    first = verb
    while first.dep_ == "conj" and is_verb(first.head):
        first = first.head
    if first == verb or first.dep_ != "ccomp" or any(c.dep_ in _SUBJECTS for c in verb.children):
        return []
    return arguments(first.head).agents if is_verb(first.head) and not is_passive(first.head) else []


def _over_relative(verb: Token) -> list[Token]:
    """Who acts above a clause on a partner: "Gabon bought jets from Moscow, with which a pact was signed"."""
    with_whom = (g for c in verb.children if c.dep_ == "prep" and c.lower_ == "with" for g in c.children)
    if verb.dep_ != "relcl" or not is_passive(verb) or all(g.tag_ != "WDT" for g in with_whom):
        return []
    return next((arguments(t).agents for t in governors(verb.head) if is_verb(t)), [])


def _behind(agents: Sequence[Token], verb: Token, context: Context) -> list[Party]:
    """Who stands behind a subject that is no party itself: whose decree or services it is, who speaks of "it"."""
    kinds = senses("policy_institutions")
    for agent in agents:
        lemma = agent.lemma_.lower()
        if (council := council_behind(agent, context)) is not None:
            return [council]
        if kinds.get(lemma) == "deed":
            owners = [*arguments(agent).modifiers, *arguments(agent).by("of", "by")]
            if found := acting(owners, context):
                return found
        if lemma not in kinds and lemma not in _PRONOUNS:
            return []
    above = (t for t in governors(verb) if is_verb(t) and not (is_passive(t) and t.dep_ != "conj"))
    for higher in islice(above, _LEVELS):
        if found := acting([t for t in arguments(higher).agents if t not in agents], context):
            return [replace(p, rule="reference") for p in found]
    return _institution(agents, context)


def _institution(agents: Sequence[Token], context: Context) -> list[Party]:
    """Whose government "the government", "ministers", "parliament" are: of the state told last to act."""
    kinds = senses("policy_institutions")
    for agent in agents:
        if (
            kinds.get(agent.lemma_.lower()) == "state"
            and not arguments(agent).modifiers
            and not arguments(agent).obliques
        ):
            party = context.parties.actor_before(agent)
            if party is not None and context.lines[party.start] != context.lines[agent.i]:
                party = context.own or party
            if acts_for_itself(party) and party is not None and is_state(party.code):
                return [replace(party, rule="reference")]
    return []
