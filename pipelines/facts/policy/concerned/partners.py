"""With whom something is done: "cooperation with Japan", "talks between the two", "joined Oman"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.policy.actors.states import nations_beside
from pipelines.facts.policy.acts.acts import talks_of
from pipelines.facts.roles import arguments, governors, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.acts import Act

_SHARED = ("joint", "combined", "bilateral")
_TOPICS = ("on", "about", "over", "of")  # "talks on a partnership with Russia": the parser hangs it on the topic


def partners_of(act: Act, codes: set[str], context: Context) -> list[Party]:
    """The other side of what is done together: "cooperation with Japan", "met with Duda to discuss cooperation"."""
    if act.instrument == "talks" and _is_with_unknown(act, context):
        return []
    clauses = [c for c in act.token.children if c.dep_ in ("relcl", "acl") and is_verb(c)]
    topics = talks_of(act.object) if act.cue.scope == "emissary" and act.object is not None else []
    topics += arguments(act.object or act.token).by(*_TOPICS) if act.instrument == "talks" else []
    for token in (act.token, act.object, *topics, *clauses, *governors(act.token)):
        if token is None:
            continue
        beside = arguments(token).by("with", "between", "alongside")
        if token is act.object and _is_on_topic(token, act):
            beside = [*beside, token]  # "discussed the border with India": the parser hangs it on the topic
        if token.dep_ == "relcl" and any(t.tag_ == "WDT" for t in beside):
            beside = [*beside, token.head]  # "Moscow, with which a pact was signed"
        told = [p for t in beside for p in _nations(t, context)]
        told += [context.parties.of(t) for t in arguments(token).datives]
        told += [context.parties.of(t) for t in arguments(token).themes if token.lemma_ == "join"]
        told += [context.parties.of(t) for t in arguments(token).by("to")] if token in (act.token, act.object) else []
        if act.instrument == "talks" and token in (act.token, act.object):  # "offered Iran talks"
            told += [context.parties.stated(t) for t in arguments(token).modifiers if not _is_venue(t, context)]
        others = {p.code: p for p in told if p is not None and p.code not in codes and p.kind != "company"}
        if others:
            return list(others.values())
    return _hosts(act, codes, context) if act.instrument == "exercise" and len(codes) == 1 else []


def _hosts(act: Act, codes: set[str], context: Context) -> list[Party]:
    """Whose exercise it is in which one state takes part, else where it is a joint one: "joint drills in Togo"."""
    words = [act.token, *governors(act.token)]
    owners = (context.parties.stated(t) for t in arguments(act.token).modifiers)
    lands = (context.parties.stated(t) for word in words for t in arguments(word).by("in"))
    found = [p for p in owners if p is not None and p.kind == "country" and p.code not in codes]
    if not found and any(c.lower_ in _SHARED for c in act.token.children):
        found = [p for p in lands if p is not None and p.kind == "country" and p.code not in codes]
    return found[:1]


def _is_on_topic(token: Token, act: Act) -> bool:
    """Whether a name hangs on what is discussed, and on no talks that are yet to be held."""
    topic = token.head.head
    return topic in arguments(act.token).themes and not any(c.tag_ == "VBG" for c in topic.children)


def _nations(word: Token, context: Context) -> list[Party | None]:
    """Whom a phrase tells: "Omani and Qatari officials", "the navies of Oman and Qatar" are two."""
    party = context.parties.of(word)
    return [party, *nations_beside(word, party, context)]


def _is_with_unknown(act: Act, context: Context) -> bool:
    """Whether talks are with somebody unknown, and others only sit by: "with the union, with Oslo as guarantor"."""
    told = [t for token in (act.token, act.object) if token is not None for t in arguments(token).by("with")]
    return len(told) > 1 and context.parties.of(min(told, key=lambda t: t.i)) is None


def _is_venue(modifier: Token, context: Context) -> bool:
    """Whether it is a town where talks are held that they are called after: "the Astana talks"."""
    mention = context.reading.mention_at(modifier.i)
    return mention is not None and mention.label == "location"
