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
from pipelines.facts.policy.acts.traded_goods import of_what
from pipelines.facts.policy.acts.withheld import idle_aid
from pipelines.facts.policy.stances.shifts import refuses
from pipelines.facts.policy.words import ends, turn_of
from pipelines.facts.roles import arguments, is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

_PLANNED = ("ceasefire_proposal", "talks", "mediation")
_WHERE = ("of", "at", "in", "during", "after", "before", "since")
_NO_MORE = "stop sell"
_ABOUT = ("on", "about", "over", "regarding", "concerning")


def find_acts(context: Context) -> list[Act]:
    """The acts of a document in its order; where a verb and its object tell one, the object alone tells no other."""
    named = [*named_acts(context), *named_exercises(context)]
    pacts = {act.token.i for act in named if act.end - act.start > 1 and act.direction == "mutual"}
    framed = [
        a for a in framed_acts(context) if a.instrument != "treaty_action" or ends(a.token) or _object(a) not in pacts
    ]
    listed = {a.token.head.head.i for a in named if a.token.lemma == "list" and a.token.dep_ == "pobj"}
    framed = [a for a in framed if not (a.cue.phrase.endswith(" list") and a.token.i in listed)]
    over = [a for a in framed if " to " in a.cue.phrase or a.cue.phrase == _NO_MORE]
    below = {c.i for a in over for c in a.token.children if c.dep_ in ("xcomp", "ccomp")}
    barred = [a.token for a in framed if a.instrument == "sanctions" and a.cue.phrase.endswith(" from")]
    below |= {g.i for t in barred for c in t.children if c.dep_ == "prep" for g in c.children}  # "from selling arms"
    framed = [a for a in framed if a.token.i not in below]  # "ordered the troops to leave" is told once
    asked = {c.i for a in framed if a.cue.scope.endswith(" asked for") and a.object for c in a.object.children}
    framed = [a for a in framed if a.token.i not in asked]  # "turned down a request to use its bases"
    permitted = {i for a in framed if a.rule == "permission" for i in range(a.start, a.end)}
    framed = [a for a in framed if a.rule == "permission" or a.token.i not in permitted]
    told = {(a.instrument, _object(a)) for a in framed if a.rule == "frame"}
    framed = [a for a in framed if a.rule != "nominal" or (a.instrument, a.token.i) not in told]  # "ratifies its entry"
    ended = {_object(a) for a in framed if a.instrument == "arms_embargo" and not refuses(a.token)}
    framed = [a for a in framed if a.instrument != "arms_supply" or a.token.i not in ended]  # "suspended deliveries"
    supplies = {a.token.i for a in framed if a.instrument == "arms_supply"}
    framed = [a for a in framed if a.instrument != "arms_embargo" or _object(a) not in supplies]  # "vetoed deliveries"
    kept = {_object(a) for a in framed if a.cue.scope == "undertaking"}
    framed = [a for a in framed if a.rule != "nominal" or a.token.i not in kept]  # "no longer respects the limit on"
    tasks = {a.token.head.i for a in framed if a.token.dep_ in ("acl", "relcl", "advcl") and a.cue.scope != "mission"}
    framed = [
        a for a in framed if a.cue.scope != "mission" or not {_object(a), a.token.i} & tasks
    ]  # "a mission to train"
    spoken = {t.i for a in framed if a.cue.scope == "mediator" and a.object is not None for t in talks_of(a.object)}
    framed = [a for a in framed if a.token.i not in spoken]  # "will name a special envoy for talks with Moscow"
    payments = find_payments(context)
    framed += [*licences(context), *idle_aid(context)]
    sums = {(a.object or a.token).i for a in payments}
    framed = [*(a for a in framed if _object(a) not in sums), *payments]  # "sent $5m in aid" is told once
    taken = {t.i for act in framed if act.object is not None for t in (act.object, act.token)}
    made_of = [t for act in framed if act.object is not None for t in of_what(act.object)]
    taken |= {t.i for made in made_of for t in (made, *arguments(made).by("of"))}  # "the sale of two kinds of weapons"
    taken |= {
        i for act in framed for i in range(act.start, act.end) if act.rule in ("payment", "assigned sum", "permission")
    }
    taken |= spoken
    named = [a for a in named if a.rule != "verb" or a.token.dep_ != "relcl" or a.token.head.i not in pacts]
    verbs = {act.token.i for act in named if act.rule == "verb"}
    free = [a for a in named if a.token.i not in taken and not (a.rule == "noun" and a.token.head.i in verbs)]
    free = [a for a in free if not _is_topic(a)]
    agents = {t.i for a in framed for t in arguments(a.token).agents if a.token != t}
    free = [a for a in free if a.instrument != "un_action" or a.token.i not in agents]  # "resolution 1718 bans exports"
    proposed = {a.token.i for a in free if a.instrument in _PLANNED}
    framed = [a for a in framed if a.instrument != "un_action" or not proposed & _about(a)]
    told_here = {t.i for a in (*framed, *free) for t in (a.token, a.object) if t is not None}
    met = [a for a in meeting_acts(context) if a.token.i not in told_here]
    told_here |= {a.token.i for a in met}
    met += council_acts(context, told_here)
    if any(a.instrument == "un_action" for a in (*framed, *free, *met)):
        met += vote_acts(context, told_here)
    return sorted((*framed, *free, *met), key=lambda act: act.token.i)


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
    return above.lower_ in ("for", "in") and act.token.lemma == "consultation"


def _is_gathering(noun: Token) -> bool:
    return turn_of(noun) == "gathering"


def _about(act: Act) -> set[int]:
    """What the object of an act is a paper on: "tabled a proposal for a truce" is no text for a vote."""
    return {t.i for t in arguments(act.object).by("for", "on", "of")} if act.object is not None else set()


def _object(act: Act) -> int | None:
    return act.object.i if act.object is not None else None
