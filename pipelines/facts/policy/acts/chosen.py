"""The acts of a document: of every shape, each told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses, words
from pipelines.facts.policy.acts.acts import Act, named_acts, talks_of
from pipelines.facts.policy.acts.councils import council_acts, vote_acts
from pipelines.facts.policy.acts.exercises import named_exercises
from pipelines.facts.policy.acts.frames import framed_acts
from pipelines.facts.policy.acts.licences import licences
from pipelines.facts.policy.acts.meetings import meeting_acts
from pipelines.facts.policy.acts.payments import find_payments
from pipelines.facts.policy.acts.told_once import object_of, told_once
from pipelines.facts.policy.acts.traded_goods import of_what
from pipelines.facts.policy.acts.withheld import idle_aid
from pipelines.facts.policy.words import ends, turn_of
from pipelines.facts.roles import arguments, is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

_SALE = "sale"
_PLANNED = ("ceasefire_proposal", "talks", "mediation")
_WHERE = ("of", "at", "in", "during", "after", "before", "since")
_ABOUT = ("on", "about", "over", "regarding", "concerning")


def find_acts(context: Context) -> list[Act]:
    """The acts of a document in its order; where a verb and its object tell one, the object alone tells no other."""
    named = [*named_acts(context), *named_exercises(context)]
    pacts = {act.token.i for act in named if act.end - act.start > 1 and act.direction == "mutual"}
    listed = {a.token.head.head.i for a in named if a.token.lemma == "list" and a.token.dep_ == "pobj"}
    framed = [
        a for a in framed_acts(context) if a.instrument != "treaty_action" or ends(a.token) or object_of(a) not in pacts
    ]
    framed = [a for a in framed if a.cue.phrase != _SALE or _is_weighed(a.token, framed)]
    framed = told_once([a for a in framed if not (a.cue.phrase.endswith(" list") and a.token.i in listed)])
    spoken = {t.i for a in framed if a.cue.scope == "mediator" and a.object is not None for t in talks_of(a.object)}
    framed = [a for a in framed if a.token.i not in spoken]  # "will name a special envoy for talks with Moscow"
    framed = _with_sums(framed, context)
    free = _told_by_nobody_else(named, framed, _taken(framed) | spoken, pacts)
    proposed = {a.token.i for a in free if a.instrument in _PLANNED}
    framed = [a for a in framed if a.instrument != "un_action" or not proposed & _about(a)]
    told = [*framed, *free]
    return sorted((*told, *_met(told, context)), key=lambda act: act.token.i)


def _is_weighed(sale: Token, framed: list[Act]) -> bool:
    """Whether a sale is what somebody weighs or refuses, and no act of its own stands over it: "mulls the sale"."""
    over = sale.head if sale.dep_ in ("dobj", "nsubjpass") else sale.head.head if sale.dep_ == "pobj" else sale
    word = trigger_table("policy_stances").at(over) if over != sale else None
    is_weighing = word is not None and word.sense in ("considering", "proposed", "ruled_out")
    return is_weighing and over.pos_ != "NOUN" and all(a.token != over for a in framed)


def _with_sums(framed: list[Act], context: Context) -> list[Act]:
    """The acts with licences, idle aid and sums; "sent $5m in aid" is told once."""
    payments = find_payments(context)
    sums = {(a.object or a.token).i for a in payments}
    framed = [*framed, *licences(context), *idle_aid(context)]
    return [*(a for a in framed if object_of(a) not in sums), *payments]


def _taken(framed: list[Act]) -> set[int]:
    """The tokens of which acts of verbs and sums tell: a noun there names no act of its own."""
    with_object = [(act.object, act.token) for act in framed if act.object is not None]
    made_of = [t for thing, _ in with_object for t in of_what(thing)]
    whole = [a for a in framed if a.rule in ("payment", "assigned sum", "permission")]
    return {
        *(t.i for tokens in with_object for t in tokens),
        *(t.i for made in made_of for t in (made, *arguments(made).by("of"))),  # "the sale of two kinds of weapons"
        *(i for act in whole for i in range(act.start, act.end)),
    }


def _told_by_nobody_else(named: list[Act], framed: list[Act], taken: set[int], pacts: set[int]) -> list[Act]:
    """The named acts that stand for themselves: not in the words of another act, nor its topic or its subject."""
    named = [a for a in named if a.rule != "verb" or a.token.dep_ != "relcl" or a.token.head.i not in pacts]
    verbs = {act.token.i for act in named if act.rule == "verb"}
    free = [a for a in named if a.token.i not in taken and not (a.rule == "noun" and a.token.head.i in verbs)]
    leaving = {t.i for a in framed if a.instrument == "troop_withdrawal" for t in arguments(a.token).themes}
    free = [a for a in free if a.instrument != "troop_deployment" or a.token.i not in leaving]
    agents = {t.i for a in framed for t in arguments(a.token).agents if a.token != t}
    return [
        a
        for a in free
        if not _is_topic(a) and (a.instrument != "un_action" or a.token.i not in agents)  # "resolution 1718 bans"
    ]


def _met(told: list[Act], context: Context) -> list[Act]:
    """The meetings, and what councils resolve at them, of whose words no other act tells."""
    told_here = {t.i for a in told for t in (a.token, a.object) if t is not None}
    met = [a for a in meeting_acts(context) if a.token.i not in told_here]
    told_here |= {a.token.i for a in met}
    met += council_acts(context, told_here)
    if any(a.instrument == "un_action" for a in (*told, *met)):
        met += vote_acts(context, told_here)
    return met


def _is_topic(act: Act) -> bool:
    """Whether an act is only what is talked about, or what for: "talks on a treaty", "home for consultations"."""
    above = act.token.head
    if act.rule == "noun" and act.token.dep_ == "dobj" and _is_gathering(act.token):
        return trigger_table("policy_stances").at(above) is None  # "has poisoned the summit"
    if act.rule != "noun" or act.token.dep_ != "pobj" or above.head == above:
        return False
    if above.lower_ == "with" and act.instrument == "defence_cooperation" and not is_verb(above.head):
        return True  # "companies with military ties"
    if above.lower_ == "without":
        return True  # "ready to meet without mediators"
    if above.lower_ == "of" and above.head.lemma in words("policy_words", "margin"):
        return True  # "met on the margins of the summit"
    if above.lower_ in _ABOUT and above.head.lower_ == "one":
        return True  # "ratified two treaties, one on joint patrols"
    if above.lower_ in _ABOUT and turn_of(above.head) == "text":
        return True  # "vetoed a resolution on a ceasefire"
    if above.lower_ in _ABOUT:
        instruments, noun = senses("policy_instruments"), above.head
        return "talks" in (instruments.get(noun.lemma), instruments.get(noun.lower_))
    if above.lower_ in _WHERE and _is_gathering(act.token):
        return True  # "spoke on the margins of the NATO summit"
    is_told = above.lower_ == "for" and bool(arguments(act.token).by("with"))  # "flew there for consultations with him"
    return above.lower_ in ("for", "in") and act.token.lemma == "consultation" and not is_told


def _is_gathering(noun: Token) -> bool:
    return turn_of(noun) == "gathering"


def _about(act: Act) -> set[int]:
    """What the object of an act is a paper on: "tabled a proposal for a truce" is no text for a vote."""
    return {t.i for t in arguments(act.object).by("for", "on", "of")} if act.object is not None else set()
