"""Who does the same as others: "Malawi contributes as well", "so will Oslo", "Rome took a similar step".

Clauses that stand for the one before are found for all families (facts/likewise/echoes.py); the words for taking part
and for what is done likewise stand in seeds/cues/policy_participation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue, senses, words
from pipelines.facts.likewise.echoes import Echo, echoes
from pipelines.facts.policy.actors.actors_told import actors_of
from pipelines.facts.policy.actors.states import acting
from pipelines.facts.policy.acts.acts import Act
from pipelines.facts.policy.concerned.others import others_of
from pipelines.facts.policy.discourse import Telling
from pipelines.facts.policy.stances.conditions import is_condition
from pipelines.facts.policy.stances.shifts import shifted
from pipelines.facts.policy.stances.stance import Stance, read_stance
from pipelines.facts.roles import arguments, is_verb, subjects
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import ParsedDoc, Span, Token
    from pipelines.facts.context import Context

_JOINED = 8  # sentences back to what somebody takes part in
_JOINT = frozenset(
    "exercise troop_deployment sanctions military_aid_funding arms_supply training humanitarian_aid".split()
)
_PART = {"join": "adopted", "leave": "ruled_out", "refuse": "ruled_out"}
_SAME = 3  # sentences back to what others do likewise
_LIKE = words("policy_words", "alike")
_KNOWN = ("the", "this", "these", "that", "those")
WAY = "taking part"
_OPEN = ("pledged", "considering", "proposed")


@dataclass(frozen=True)
class _Part:
    """A place at which somebody does as others do."""

    token: Token
    cue: Cue
    echo: Echo | None = None

    @property
    def is_left_out(self) -> bool:
        return self.echo is not None and self.echo.is_left_out


def taking_part(tellings: Sequence[Telling], context: Context) -> list[Telling]:
    """Who takes part in what was told before, as acts of the same kind."""
    known = {t.act.token.i for t in tellings}
    found: list[Telling] = []
    for part in _parts(context.reading.doc):
        if part.token.i in known or is_condition(part.token):
            continue
        if not part.is_left_out and any(t.i in known for t in arguments(part.token).by("in", "to", "with")):
            continue  # "took part in the exercise": what is joined is an act of its own
        if (
            not part.is_left_out
            and part.cue.sense == "join"
            and any(_is_news(t) for t in arguments(part.token).by("in"))
        ):
            continue  # "took part in rallies"
        before = sorted((*tellings, *found), key=lambda t: t.act.token.i)  # "Greece has said no. So has Berlin"
        joined = _before(part, before, context)
        telling = _as_before(part, joined, context) if joined is not None else None
        if telling is not None:
            found.append(telling)
    return found


def done_by_others(acts: Iterable[Act], context: Context) -> Iterator[Telling]:
    """Who has done what others are only called to do: "asked the allies to freeze the assets, as Oslo did"."""
    clauses = {e.token.head.i: e for e in echoes(context.reading.doc) if e.is_within}
    for act in acts:
        clause = clauses.get(act.token.i)
        named = [t for t in clause.agents if t.pos_ != "PRON"] if clause is not None else []  # not "as it did in May"
        actors = acting(named, context)
        if clause is not None and actors:
            code, cues = shifted("adopted", clause.token)
            done = replace(act, token=clause.token, stance=code, rule=WAY)
            stance = Stance(code, (clause.token, *cues), "policy_participation:as")
            yield Telling(done, stance, actors, others_of(act, [*actors, *actors_of(act, context)], context))


def _before(part: _Part, tellings: Sequence[Telling], context: Context) -> Telling | None:
    """The act that somebody does as well: the one told last, of what is joined one that is done by many."""
    index, here = context.reading.sentence_index, part.token.i
    is_alike = part.cue.sense == "same"
    reach = 0 if part.echo is not None and part.echo.is_within else _SAME if is_alike else _JOINED
    near = [t for t in tellings if t.act.token.i < here and index[here] - index[t.act.token.i] <= reach and t.actors]
    if part.cue.sense == "refuse" and (asked := _asked(part.token, context)) is not None:
        near = [t for t in near if _is_asked_of(t.act, asked)]  # "Does that mean a base? Honiara says no"
    if part.echo is not None:
        near = [t for t in near if part.echo.may_stand_for(t.act.token)]
    done = [t for t in reversed(near) if is_alike or t.act.instrument in _JOINT]
    acting_before = {p.code for t in done for p in t.actors}
    first = (t for t in done if not t.others or not acting_before.issuperset(p.code for p in t.others))
    return next(first, next(iter(done), None))  # rather what is done than how others answered it


def _asked(answer: Token, context: Context) -> Span | None:
    """The question that the sentence of an answer follows, if there is one."""
    start = answer.sent.start
    if start == 0:
        return None
    before = context.reading.doc.tokens[start - 1].sent
    return before if any(t.text == "?" for t in before) else None


def _is_asked_of(act: Act, question: Span) -> bool:
    """Whether a question may be of an act: it names it or its object, or no other thing: "Will Berlin follow?"."""
    named = {t.lemma for t in question if t.pos_ in ("NOUN", "VERB")}
    is_named = any(t.lemma in named for t in (act.token, act.object) if t is not None)
    return is_named or all(t.pos_ != "NOUN" for t in question)


def _as_before(part: _Part, joined: Telling, context: Context) -> Telling | None:
    """An act as the one told before, by who takes part in it and with the stance that is told of them."""
    token, extras = part.token, joined.act.cue.extras
    own = _PART.get(part.cue.sense) or joined.stance.code
    cue = part.cue._replace(sense=joined.act.instrument, extras=extras)
    act = Act(token, token.i, token.i + 1, cue, None, own, WAY)
    stance: Stance | None
    if part.echo is not None and part.is_left_out:
        stance, actors = _echoed(part.echo, joined.stance), acting(part.echo.agents, context)
    else:
        stance, actors = read_stance(token, own if is_verb(token) else None), actors_of(act, context)
    if part.cue.sense == "same":
        before = {p.code for p in joined.actors}
        is_said = token.dep_ == "ccomp"  # "Peru said it would do the same", and not "it did so" of who was told before
        known = [a for a in actors if a.rule != "reference" or (is_said and a.start >= token.sent.start)]
        actors = [a for a in known if a.code not in before]
    if stance is None or not actors:
        return None
    if not is_verb(token) and stance.code == "adopted":
        stance = replace(stance, code=joined.stance.code)  # "announced the same step"
    codes = {a.code for a in actors}
    told = others_of(act, actors, context) if not is_verb(token) else []
    others = told or [replace(o, rule="act before") for o in joined.others if o.code not in codes]
    return Telling(act, stance, actors, others)


def _is_news(joined: Token) -> bool:
    """Whether what somebody takes part in was not told before: it is many, and no word tells which."""
    return joined.tag_ == "NNS" and not any(c.dep_ in ("det", "poss", "compound", "nummod") for c in joined.children)


def _echoed(echo: Echo, before: Stance) -> Stance | None:
    """The stance on what was told before with another, or None where a clause only denies that it is shared."""
    if echo.word == "not":
        code = "ruled_out" if before.code != "ruled_out" else ""
    elif echo.is_denied:
        code = "ruled_out"
    elif echo.word == "to":
        sense = _sense(echo.token)
        code = shifted(sense, echo.token)[0] if sense is not None and before.code != "ruled_out" else ""
    elif echo.is_ahead and before.code == "adopted":
        code = "pledged"
    elif any(c.lower_ == "already" for c in echo.token.children) and before.code in _OPEN:
        code = "adopted"
    else:
        code = before.code
    found_by = f"policy_participation:{echo.word}"
    return replace(before, code=code, cues=(echo.token,), found_by=found_by) if code else None


def _sense(verb: Token) -> str | None:
    """The stance of a verb over a bare "to": "plans to", "refused to"."""
    trigger = trigger_table("policy_stances").at(verb)
    return trigger.sense if trigger is not None and trigger.sense not in ("none", "appeal", "adopted") else None


def _parts(doc: ParsedDoc) -> list[_Part]:
    """The places of a document at which somebody may do as others do, in its order."""
    found = {
        e.token.i: _Part(e.token, Cue(f"policy_participation:{e.word}", e.word, "same", "verb", {}), e)
        for e in echoes(doc)
    }
    for token, cue in _joining(doc):
        found.setdefault(token.i, _Part(token, cue))
    return [found[i] for i in sorted(found)]


def _joining(doc: ParsedDoc) -> Iterator[tuple[Token, Cue]]:
    """The verbs that tell of taking part, and the nouns of what is done likewise."""
    for token, cue in trigger_table("policy_participation").among(doc):
        if cue.scope == "noun":
            is_like = any(c.lower_ in _LIKE for c in token.children)
            if (is_like or _has_author(token)) and not _is_wished(token):
                yield token, cue
        elif token.dep_ != "prep":
            if any(c.lower_ == "why" for c in token.children):
                continue  # "Why Riyadh keeps its distance"
            if cue.phrase == "say no" and (arguments(token).by("to") or all(c.lower_ != "no" for c in token.children)):
                continue  # "says no funds have been set aside"; "said no to the last of these"
            if cue.phrase == "contribute" and any(
                c.tag_ == "PRP$" for t in arguments(token).by("to") for c in t.children
            ):
                continue  # "will contribute to its ability to meet threats"
            if cue.phrase == "be part" and not _are_forces(subjects(token)):
                continue  # "the contract is part of an effort"
            if not _has_object(token, cue.phrase):
                yield token, cue


def _has_author(noun: Token) -> bool:
    """Whether it is told who thought of what was told before: "the measures, proposed by Chile, take effect today"."""
    clauses = (c for c in noun.children if c.dep_ in ("acl", "relcl") and arguments(c).by("by"))
    told = (trigger_table("policy_stances").at(c) for c in clauses)
    is_known = any(c.lower_ in _KNOWN for c in noun.children)
    return is_known and any(t is not None and t.sense == "proposed" for t in told)


def _are_forces(agents: Sequence[Token]) -> bool:
    """Whether states or their forces are meant, and no thing."""
    forces = senses("force_nouns")
    return any(t.pos_ in ("PROPN", "PRON") or t.lemma_.lower() in forces for t in agents)


def _is_wished(noun: Token) -> bool:
    """Whether somebody else would like it done: "wants the Union to take the same line"."""
    verb = noun.head
    return verb.dep_ == "ccomp" and verb.tag_ == "VB" and not any(c.tag_ == "MD" for c in verb.children)


def _has_object(verb: Token, phrase: str) -> bool:
    """Whether a verb has an object that is no part of its phrase: "joined the union", but not "take part"."""
    return any(c.dep_ == "dobj" and c.lemma_.lower() not in phrase.split() for c in verb.children)
