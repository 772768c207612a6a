"""The missions of organisations, in which forces of many nations serve, and the numbers that count all of them."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from pipelines.annotation.gazetteers.reference import reference
from pipelines.annotation.speech.saying import is_saying
from pipelines.facts.roles import arguments, is_verb, subjects
from pipelines.facts.subjects import SUBJECTS
from pipelines.facts.troops.forces.joint import is_of_nations
from pipelines.facts.troops.forces.sides import Side, side_at
from pipelines.facts.troops.words import article_of, force_lemma, force_nouns, force_words, setting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.annotation.reading import Number
    from pipelines.facts.context import Context
    from pipelines.facts.troops.claims.claimants import Claimant
    from pipelines.facts.troops.forces.sides import Topic

_JOINED = ("which", "that", "who", "it", "they")  # subjects that stand for the mission told before them
_ARTICLES = ("the", "its", "a", "an", "that", "this", "their")


def whole_of_mission(noun: Token, number: Number, claimant: Claimant | None, context: Context) -> Side | None:
    """The organisation of whose mission a number counts all: "the force has 1,300 men", "5,000 from Chad and Mali"."""
    body = _body_of(noun, number)
    mandated = _mandated(noun, context) or (_mandated(body, context) if body is not None else None)
    if mandated is not None:
        return mandated
    if (named := _numbering(noun, context)) is not None:
        return named
    of_nations = is_of_nations(noun, context)
    joined = _joined(noun) if body is None else None
    told = claimant.label if claimant is not None else None
    if claimant is not None and told and _tells_of_its_own(claimant, noun, context):
        return Side(told, claimant.start, claimant.end, "force:mission")
    if body is None and joined is None and not of_nations:
        return None
    missions = _missions(context)
    if claimant is not None and told and is_organisation(told) and (of_nations or told in {m.code for m in missions}):
        return Side(told, claimant.start, claimant.end, "force:mission")
    if joined is not None:
        known = claimant is not None and told is not None and is_organisation(told)
        return Side(told, claimant.start, claimant.end, "force:mission") if claimant and told and known else None
    if body is not None:
        party = context.parties.stated(body) or _founder(body, context)
        if party is not None:
            return Side(party.code, party.start, party.end, "force:mission") if is_organisation(party.code) else None
    return _nearest(missions, noun, context)


def _tells_of_its_own(claimant: Claimant, noun: Token, context: Context) -> bool:
    """Whether a mission tells how many stand where it serves: "8,000 troops are deployed, the UN mission said"."""
    teller = context.reading.doc[claimant.start : claimant.end].root
    mention = context.reading.mention_at(teller.i)
    named = mention is not None and mention.label == "military_unit"
    if not (named or teller.lemma in setting("mission_body")) or not is_organisation(str(claimant.label)):
        return False
    return noun.dep_ == "nsubjpass" and noun.head.lemma_ in setting("soldiering")


def _joined(noun: Token) -> Token | None:
    """The mission in which the counted ones take part, by a claim of whose it is: "7,000 men take part in it"."""
    if noun.dep_ != "nsubj" or noun.head.lemma_ not in setting("partaking"):
        return None
    inside = (t for p, t in arguments(noun.head).obliques if p == "in")
    return next((t for t in inside if _is_body(t)), None)


def _nearest(missions: list[Side], noun: Token, context: Context) -> Side | None:
    before = [m for m in missions if m.start < noun.i]
    return before[-1] if before else mission_before(noun, context) or next(iter(missions), None)


def _numbering(noun: Token, context: Context) -> Side | None:
    """The organisation whose mission is told by its name to number them: "UNDOF, set up in 1974, numbers 1,100"."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "attr", "oprd") or verb.lemma not in setting("numbering"):
        return None
    if not is_verb(verb) and verb.dep_ == "conj":
        verb = verb.head  # "has watched the line and numbers 1,100": the tagger may take it for a noun
    named = (context.reading.mention_at(t.i) for t in subjects(verb))
    found = (m for m in named if m is not None and m.label == "military_unit" and is_organisation(str(m.code)))
    return next((side_at(m, "force:mission") for m in found), None)


def _mandated(noun: Token, context: Context) -> Side | None:
    """Whose mission it is for which the Security Council lets forces be sent: "authorised up to 11,826 personnel"."""
    is_bound = noun.dep_ == "pobj" and noun.head.lower_ == "to"  # "authorised up to 500", as the parser reads it
    verb = noun.head.head if is_bound else noun.head
    if verb.lemma_ not in setting("mandating") or not (is_bound or noun.dep_ in ("dobj", "nsubjpass")):
        return None
    givers = (p for t in arguments(verb).agents if (p := context.parties.stated(t)) is not None)
    giver = next(givers, None)
    others = [m for m in _missions(context) if giver is not None and m.code != giver.code]
    return _nearest(others, noun, context) if giver is not None and giver.code == "UN" else None


def _body_of(noun: Token, number: Number) -> Token | None:
    """The word for a mission whose size a number is, in its clause: "the whole battle group numbers 1,700"."""
    if noun.i > number.start and is_joint(noun):
        return noun  # "part of a 2,500-strong multinational mission"
    if _is_body(noun):
        first = noun.first_conjunct  # "will set up a police squad and a standby force of 8,000"
        sent = first.dep_ == "dobj" and not is_saying(first.head)
        return noun if noun.i < number.start and not sent else None  # not of "sent a 1,000-strong force"
    own = (t for p, t in arguments(noun).obliques if p in ("of", "from") and is_joint(t))
    if (whole := next(own, None)) is not None:
        return whole
    path = [*takewhile(lambda t: t.dep_ != "relcl", noun.ancestors)]
    clause = next((t for t in noun.ancestors if t.dep_ == "relcl"), None)
    joined = (c for t in (*path, *([clause] if clause is not None else [])) for c in t.children)
    if clause is not None and _is_body(clause.head) and any(c.dep_ in SUBJECTS and c.lower_ in _JOINED for c in joined):
        return clause.head  # "a mission which is expected to reach 140"
    for token in reversed(list(noun.doc[noun.sent.start : number.start])):
        if _is_body(token) and (_is_sized(token) or _is_of_size(token, noun)):
            return token
        if token.dep_ in SUBJECTS and token.lower_ not in _JOINED and token != noun:
            return None
    return None


def _is_sized(body: Token) -> bool:
    """Whether a clause may tell the size of what a noun means: its subject does so, or what somebody estimates."""
    if body.dep_ == "compound":
        return body.head.lemma in setting("numbering")  # "the battle group numbers 1,700"
    if body.dep_ == "pobj" and body.nbor().lower_ == "of" and article_of(body) == "the":
        return True  # "a battalion for the standby force of 25,000 men"
    return body.dep_ in SUBJECTS or is_verb(body.nbor()) or (body.dep_ == "dobj" and is_saying(body.head))


def _is_of_size(body: Token, noun: Token) -> bool:
    """Whether others bring a mission to a size, or it is told with one: "to boost the UN force to 10,000 men"."""
    before = noun.head
    if body.nbor() == before and before.lower_ == "with":
        return noun.lemma in setting("amount")  # "the force with a strength of 25,000"
    is_to = noun.dep_ == "pobj" and before.lower_ == "to"
    return body.dep_ == "dobj" and is_to and body.head in (before.head, before.head.head)


def _is_body(noun: Token) -> bool:
    """Whether a noun means one mission, force or battle group."""
    if noun.tag_ not in ("NN", "NNP") or force_lemma(noun) not in setting("mission_body"):
        return False
    if any(c.lower_ == "task" for c in noun.children):
        return False  # one country's "task force of 150 people"
    return article_of(noun) in _ARTICLES


def _founder(body: Token, context: Context) -> Party | None:
    """Who acts on a mission that is told for the first time: "the EU's ministers agreed to a mission of 450"."""
    if article_of(body) not in ("a", "an"):
        return None
    verb = next((t for t in body.ancestors if is_verb(t)), None)
    agents = arguments(verb).agents if verb is not None else []
    return next((p for t in agents if (p := context.parties.stated(t)) is not None and is_organisation(p.code)), None)


def body_before(noun: Token, context: Context) -> Side | None:
    """The organisation whose "the force", "the mission" or "the battle group" a counted noun is."""
    if noun.tag_ not in ("NN", "NNP") or force_lemma(noun) not in setting("mission"):
        return None
    if noun.dep_ == "dobj" and is_saying(noun.head):
        return None  # "NATO put the force at 150,000": that of others
    if not any(c.lower_ == "the" for c in noun.children):
        return None
    return mission_before(noun, context)


def mission_before(noun: Token, context: Context) -> Side | None:
    """The organisation named last, up to the noun's sentence: the owner of the mission in question."""
    end = noun.sent.end
    for mention in reversed(list(context.reading.of_label("organisation", "military_unit"))):
        if mention.start < end and mention.code and is_organisation(mention.code):
            return side_at(mention, "force:mission")
    return None


def _missions(context: Context) -> list[Side]:
    """The organisations that have a mission or forces by what is told of these, in order."""
    reading = context.reading
    named = (m for m in reading.of_label("military_unit") if m.code is not None)
    found = {m.start: side_at(m, "force:mission") for m in named}
    for word in force_words(reading):
        if force_nouns()[force_lemma(word)] == "person":
            continue
        for party in _owners(word, context):
            found.setdefault(party.start, Side(party.code, party.start, party.end, "force:mission"))
    return [found[i] for i in sorted(found) if is_organisation(found[i].code)]


def _owners(word: Token, context: Context) -> Iterator[Party]:
    """Whose forces or mission a word means: "the NATO force", "its mission", "a mission that the EU set up"."""
    owners = [c for c in word.children if c.dep_ == "poss"]
    clauses = (c for c in word.children if c.dep_ in ("relcl", "acl"))
    for token in (*owners, *(t for c in clauses for t in arguments(c).agents)):
        if (party := context.parties.of(token)) is not None:
            yield party
    if (party := context.parties.stated(word)) is not None:
        yield party
    yield from (p for k, t in arguments(word).obliques if k == "of" and (p := context.parties.stated(t)) is not None)


def is_joint(noun: Token) -> bool:
    """Whether a noun means a force or mission of several states: "1,000 men from the regional force"."""
    return _is_body(noun) and noun.dep_ == "pobj" and any(c.lower_ in setting("joint") for c in noun.children)


def is_organisation(code: str) -> bool:
    """Whether a code is that of an organisation of states."""
    return f"organisations:{code}" in reference().entries


def is_mission(topic: Topic) -> bool:
    """Whether a topic is the mission of an organisation, in which forces of others serve."""
    assert topic.force is not None
    if topic.host is not None and topic.host.rule == "host:mission":
        return True
    is_named = (
        topic.token.lemma in setting("mission") or topic.force.rule == "force:name"
    )  # "the UN peacekeeping force"
    return is_named and is_organisation(topic.force.code)
