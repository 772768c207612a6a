"""Who acts by a verb of the act: its subject or agent, or who stands behind that where it is no party itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses
from pipelines.annotation.gazetteers.lexicon import is_state
from pipelines.facts.likewise.companions import companions
from pipelines.facts.policy.actors.orders import leaving, ordering
from pipelines.facts.policy.actors.states import acting, acts_for_itself, council_behind
from pipelines.facts.policy.acts.acts import is_presupposed
from pipelines.facts.policy.acts.kinds import kinds_of
from pipelines.facts.policy.acts.predicates import predicates, tells_where
from pipelines.facts.roles import arguments, conjuncts, governors, is_passive, is_verb, subjects
from pipelines.facts.subjects import SUBJECTS

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.acts import Act

_EACH = ("each", "both", "all")
_PRONOUNS = frozenset("it they he she who which that there".split())
_ASSETS = frozenset(("asset", "frozen"))  # kinds of what pays for something and has no say in it
_LEVELS = 3  # verbs above an act whose subject is looked at


def subjects_of(act: Act, context: Context, *, with_forces: bool) -> list[Party]:
    """Who acts by the first of an act's verbs that tells it, with who acts along.

    Args:
        act: the act.
        context: the document.
        with_forces: whether a state also acts by its soldiers.
    """
    for verb in predicates(act):
        agents = (leaving(verb) if act.instrument == "arms_supply" else []) or _agents(verb)
        if act.rule == "noun" and act.token in agents:
            continue  # "the war and the sanctions have made spares dear": they are what acts, and not done by the war
        agents = [t for t in agents if _ASSETS.isdisjoint(kinds_of(t, context, 0))]  # "a loan backed by Russian assets"
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
    if verb.lemma_ == "be" and any(senses("policy_payments").get(t.lemma) == "giver" for t in told.agents):
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
    if not agents and clause.dep_ == "relcl" and clause.head.pos_ == "NOUN" and tells_where(clause):
        agents = [clause.head]  # "a French mission under which officers are taught"
    return agents


def _over_clause(verb: Token) -> list[Token]:
    """Who said what the parser joins a verb to: "found that rebels had killed villagers and put sanctions on them"."""
    first = verb
    while first.dep_ == "conj" and is_verb(first.head):
        first = first.head
    if first == verb or first.dep_ != "ccomp" or any(c.dep_ in SUBJECTS for c in verb.children):
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
    if not agents and verb.dep_ == "acl" and is_presupposed(verb.head):
        return []  # "retaliated since a decision to open an office": of somebody else
    for agent in agents:
        lemma = agent.lemma
        if (council := council_behind(agent, context)) is not None:
            return [council]
        if kinds.get(lemma) == "deed":
            owners = [*arguments(agent).modifiers, *arguments(agent).by("of", "by")]
            if found := acting(owners, context):
                return found
        if (lemma not in kinds and lemma not in _PRONOUNS) or (lemma == "they" and context.is_quoted(agent.i)):
            return []  # who says "they" speaks of others
    above = (t for t in governors(verb) if is_verb(t) and not (is_passive(t) and t.dep_ != "conj"))
    for higher in islice(above, _LEVELS):
        if found := acting([t for t in arguments(higher).agents if t not in agents], context):
            return [replace(p, rule="reference") for p in found]
    return _institution(agents, context)


def _institution(agents: Sequence[Token], context: Context) -> list[Party]:
    """Whose government "the government", "ministers", "parliament" are: of the state told last to act."""
    kinds = senses("policy_institutions")
    for agent in agents:
        if kinds.get(agent.lemma) == "state" and not arguments(agent).modifiers and not arguments(agent).obliques:
            party = context.parties.actor_before(agent)
            if party is not None and context.lines[party.start] != context.lines[agent.i]:
                party = context.own or party
            if acts_for_itself(party) and party is not None and is_state(party.code):
                return [replace(party, rule="reference")]
    return []
