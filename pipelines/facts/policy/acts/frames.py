"""Acts told by a verb and the kind of its object: "expelled the envoy", "the dispatch of police".

Which classes of verbs with which kinds of objects make which instrument stands in seeds/cues/policy_fields, the verbs
of each class in policy_verbs, single verbs with a sense of their own in policy_frames, the nouns of each kind in
policy_objects (kinds.py). What is permitted or forbidden to be used is found in permissions.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue, cues, senses
from pipelines.annotation.language.parsed import once_a_token
from pipelines.facts.policy.acts.acts import Act
from pipelines.facts.policy.acts.hosts import LEARNING
from pipelines.facts.policy.acts.kinds import LANDS, kinds_of
from pipelines.facts.policy.acts.movers import ground, movers, who_move
from pipelines.facts.policy.acts.object_words import LINKS, is_fighter, is_fighting
from pipelines.facts.policy.acts.permissions import permission_at, permission_words
from pipelines.facts.policy.concerned.phrase_parties import misread_datives
from pipelines.facts.roles import arguments, conjuncts, is_verb, prepositional, subjects

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

_ALONGSIDE = ("with", "alongside")
_BEHIND = ("prt", "prep", "advmod", "acomp", "oprd", "npadvmod", "dobj", "dative")
_AWAY = ("prt", "prep", "advmod")
_WHENCE = (("from",), ("out", "of"))
_CLAUSES = ("xcomp", "ccomp", "advcl")
_ON_NOUNS = ("relcl", "acl")
_TOWARDS = ("at", "into", "against", "towards", "toward")  # "fired 500 drones at": the parser hangs it on what is fired
_TALKING = "discuss"
_TRADED = frozenset("arms export export_arms trade import energy goods troops".split())
_FETCHING = ("bring", "take")
_HOMEWARDS = ("home", "back", "out", "away")
_CARRYING = ("carry", "bring", "load")
_CREWED = frozenset(("troops", "arms"))
_MOVING = frozenset(("moving", "moving relief", "moving arms"))
_AHEAD = ("proposed", "pledged")
_PRONOUNS = ("them", "it", "they", "own")


@cache
def _frames() -> dict[str, dict[tuple[str, ...], dict[str, Cue]]]:
    """Verb or noun -> particles and prepositions behind it, the most first -> kind of object -> the frame.

    A frame of its own goes before what its verb means with a kind of object as one of a class.
    """
    found: dict[str, dict[tuple[str, ...], dict[str, Cue]]] = {}
    fields: dict[str, list[Cue]] = defaultdict(list)
    for field in cues("policy_fields"):
        fields[field.phrase].append(field)
    for cue in cues("policy_frames"):
        first, *rest = cue.phrase.split()
        found.setdefault(first, {}).setdefault(tuple(rest), {})[cue.scope] = cue
    for word in cues("policy_verbs"):
        first, *rest = word.phrase.split()
        kinds = found.setdefault(first, {}).setdefault(tuple(rest), {})
        for field in fields[word.sense]:
            kinds.setdefault(field.scope, field._replace(cue_id=word.cue_id, phrase=word.phrase))
    return {word: dict(sorted(options.items(), key=lambda o: -len(o[0]))) for word, options in found.items()}


@cache
def _framing_words() -> frozenset[str]:
    """The verbs and nouns at which an act with an object may be told."""
    return permission_words() | _frames().keys()


def framed_acts(context: Context) -> Iterator[Act]:
    """The acts of a document that a verb or its noun tells with an object."""
    frames = _frames()
    for token in context.reading.doc.among(_framing_words()):
        lemma = token.lemma
        verb = is_verb(token)
        if not verb and token.pos_ != "NOUN":
            continue
        if (act := permission_at(token, context)) is not None:
            yield act
            continue
        if not verb and lemma in senses("policy_plain_nouns"):
            continue
        options = frames.get(lemma)
        if options is None and not verb:
            options = frames.get(token.lower_)
        if options is not None:
            yield from _framed(token, options, context)


def _framed(token: Token, options: dict[tuple[str, ...], dict[str, Cue]], context: Context) -> Iterator[Act]:
    """The acts of one verb: of the frame with most particles that fits, one an instrument."""
    found: dict[str, Act] = {}
    around = _words_around(token)
    direct = [_meant(t, token) for t in arguments(token).themes] if "envoy" in options.get((), ()) else []
    for rest, kinds in options.items():
        if rest and rest[-1] not in around:
            continue
        if rest in _WHENCE and any("envoy" in kinds_of(t, context) for t in direct):
            continue  # "envoys were expelled from Bulgaria" tells who goes, and not that Bulgaria does
        moving = movers(token, rest, context) if not kinds.keys().isdisjoint(_MOVING) else []
        taught = _taught(token) if "trainee" in kinds and not rest else []
        for noun in (*moving, *taught, *(_meant(t, token) for t in _themes(token, rest, context))):
            if (token.lemma_, noun.lower_) == ("join", "forces") and not any(c.i < noun.i for c in noun.children):
                return  # who joins forces sends none
            if noun.lower_.endswith(("self", "selves")):
                return  # who arms itself gives nothing away
            within = ("of", "with") if noun in moving else ("of",)  # "two planes with tents landed"
            below = [k for t in arguments(noun).by(*within) for k in kinds_of(t, context)]
            if senses("policy_stances").get(noun.lemma) in _AHEAD:
                below = []  # "withdrew its offer of troops"
            kinds_here = kinds_of(noun, context)
            if _is_contradicted(token, noun, kinds_here):
                return
            if noun not in moving and {"arms", "troops"} & set(kinds_here) and _carries_relief(token, noun, context):
                kinds_here = ["relief"]
            is_ship = "arms" in kinds_here and "troops" in kinds_here  # given away, or sent with its crew
            if noun in moving:
                can_move = who_move(noun, rest, context)
                told = {*kinds_here, *below}
                is_moving = (("moving", can_move & set(kinds_here)), ("moving relief", "relief" in told))
                kinds_here = [kind for kind, is_told in (*is_moving, ("moving arms", "arms" in told)) if is_told][:1]
            for kind in (*kinds_here, *ground(token, noun, context), *below):
                cue = kinds.get(kind)
                if cue is not None and cue.sense not in found:
                    start, end = min(token.i, noun.i), max(token.i, noun.i) + 1
                    stance = cue.extras["stance"] or "adopted"
                    span = (start, end) if end - start < 12 else (token.i, token.i + 1)
                    found[cue.sense] = Act(token, *span, cue, noun, stance, "frame" if is_verb(token) else "nominal")
                    if not (is_ship and kind == "arms"):
                        break
        if found and rest:
            break
    yield from _chosen(found, context)


def _carries_relief(verb: Token, sent: Token, context: Context) -> bool:
    """Whether aircraft or ships are sent for what is in them: "sent two planes with blankets"."""
    loads = [*arguments(sent).by("with", "of"), *arguments(verb).by("with")]
    for clause in (c for t in (sent, verb) for c in t.children if c.lemma in _CARRYING and is_verb(c)):
        loads += [*arguments(clause).themes, *arguments(clause).by("with")]
    return any("relief" in kinds_of(t, context) for t in loads)


def _is_contradicted(verb: Token, noun: Token, kinds: Sequence[str]) -> bool:
    """Whether something is denied to be so, and not to somebody: "denies arms exports to Russia"."""
    is_leave = senses("policy_licences").get(noun.lemma) == "leave"
    return verb.lemma_ == "deny" and not is_leave and not arguments(verb).datives and not _TRADED.isdisjoint(kinds)


def _words_around(token: Token) -> set[str]:
    """The words of a token's sentence and the one behind it, among which those must be that a frame asks for."""
    sentence = token.sent
    known: dict[int, set[str]] = token.doc.memory(_words_around)
    if sentence.start not in known:
        tokens = token.doc.tokens[sentence.start : sentence.end + 1]
        known[sentence.start] = {t.lower_ for t in tokens} | {t.lemma for t in tokens}
    return known[sentence.start]


def _chosen(found: dict[str, Act], context: Context) -> Iterator[Act]:
    """Of acts that one verb tells with one object, those that are meant."""
    if "arms_supply" in found and found["arms_supply"].cue.scope == "handover":
        found = {k: a for k, a in found.items() if k not in ("arms_embargo", "export_controls")}
    if "arms_embargo" in found:
        found = {k: a for k, a in found.items() if k not in ("export_controls", "trade_measure")}
    if "arms_supply" in found and "troop_deployment" in found:
        sent = found["arms_supply"]
        told = [t for token in (sent.token, sent.object) if token is not None for t in arguments(token).by("to")]
        datives = [*arguments(sent.token).datives, *misread_datives(sent.token, sent.object, context)]
        is_given = bool(datives) or any(context.parties.stated(t) for t in told)
        is_given = is_given or senses("policy_turns").get(sent.token.lemma_.lower()) == "promise"
        is_given = is_given and not any(c.tag_ == "PRP$" for c in (sent.object or sent.token).children)  # "its Rafales"
        found.pop("troop_deployment" if is_given else "arms_supply")  # a frigate to the Red Sea is no gift
    if "air_defence_support" in found and "troop_deployment" in found:
        found.pop("troop_deployment")  # "jets patrol the skies over"
    if "humanitarian_aid" in found:
        found = {k: a for k, a in found.items() if k not in ("export_controls", "trade_measure")}  # shipments of rice
    yield from found.values()


def _taught(course: Token) -> list[Token]:
    """For whom a course is, the parser hangs the phrase on the course or on the verb that runs it; who learns."""
    if is_verb(course):
        pupils = arguments(course).agents or subjects(course)
        return pupils if course.lemma_ in LEARNING else []
    verbs = [course.head] if course.dep_ in ("dobj", "nsubjpass") else []
    return [t for token in (course, *verbs) for t in arguments(token).by("for")]


def _meant(noun: Token, verb: Token) -> Token:
    """What "them" or "its own" stands for behind a verb that is coordinated with one: "sent two and took them home"."""
    above = verb
    if noun.lower_ == "own" and any(c.dep_ == "nsubj" for c in verb.children):
        return noun  # that of somebody else
    while noun.lower_ in _PRONOUNS and noun.dep_ == "dobj" and above.dep_ == "conj" and is_verb(above.head):
        above = above.head
        if objects := [c for c in above.children if c.dep_ in ("dobj", "nsubjpass") and c.lower_ not in _PRONOUNS]:
            return objects[0]
    return noun


def _is_particle(verb: Token, context: Context) -> bool:
    """Whether "in" belongs to a verb ("flew in two planes") and to no phrase behind it ("sent them in breach of")."""
    own = [c for c in verb.children if c.lower_ == "in"]
    if not own and verb.doc[verb.i + 1].lower_ != "in":
        return False  # "took command of a brigade in Latvia"
    behind = [g for c in own if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
    if behind and any(c.dep_ in ("dobj", "nsubjpass") for c in verb.children):
        return False
    mentions = [context.reading.mention_at(g.i) for g in behind]
    return not any(m is not None and m.label in (*LANDS, "date") for m in mentions)


def _themes(token: Token, rest: tuple[str, ...], context: Context) -> list[Token]:
    """The objects of a verb or noun: behind its preposition where the frame asks for one."""
    if not is_verb(token):
        if rest:
            return arguments(token).by(rest[-1]) if len(rest) == 1 else []
        linked = [
            c
            for c in token.children
            if c.dep_ in LINKS and c.pos_ != "VERB" and not (is_fighter(c) or c.lower_ == "military")
        ]  # "forced expulsion" is of no force, "rebel attacks" are made by rebels
        behind = arguments(token).by("of", "to", "on")
        if not behind and token.dep_ in ("dobj", "nsubjpass"):
            behind = arguments(token.head).by("on")  # "tightened its curbs on exports": the parser hangs it on the verb
        clauses = [c for c in token.children if c.dep_ in ("relcl", "acl") and is_verb(c)]
        behind += [t for c in clauses for t in arguments(c).by("on")]  # "the curbs it put in May on exports"
        return [*behind, *linked]
    told = arguments(token)
    counted = [c for c in token.children if c.dep_ == "advmod" and c.pos_ == "NUM"]  # "are expelling four"
    if not rest:
        clauses = [c for c in token.children if c.dep_ == "xcomp"]
        if token.lemma_ == "instruct" and clauses:
            return []  # who is told to do something is not taught
        return told.themes or counted or [c for c in clauses if is_fighting(c)]
    if (complement := _complement(token, rest)) is not None:
        own = [t for c in complement.children if c.dep_ == "nsubj" for t in conjuncts(c)]
        return [*told.themes, *told.datives, *own, *arguments(complement).themes]
    if token.lemma_ == "take" and "part" not in rest and any(theme.lower_ == "part" for theme in told.themes):
        return []  # "took part in the killing" takes nothing in
    if not _words_behind(token).issuperset(rest):
        return []
    away = [c for c in token.children if c.dep_ in ("prt", "advmod")]  # "stayed away from the talks"
    away += told.themes if token.lemma == _TALKING else []  # "discussed the crisis with"
    behind = [noun for t in (token, *away) for preposition, noun in prepositional(t) if preposition == rest[-1]]
    behind = [token.head if noun.tag_ == "WDT" and token.dep_ == "relcl" else noun for noun in behind]  # "to which"
    if token.lemma_ == "train" and rest[-1] in _ALONGSIDE:  # "trained officers with instructors" trains with nobody
        return [] if any(c.dep_ == "dobj" for c in token.children) else behind
    if rest == ("in",) and not _is_particle(token, context):
        return [t for t in behind if not _CREWED & set(kinds_of(t, context))]  # flown "in American aircraft"
    return [*told.themes, *counted, *behind]


def _below(way: Token) -> list[Token]:
    """What stands below a particle or preposition two words deep: "back to the table", "together in" one city."""
    beside = [g for g in way.children if g.dep_ == "advmod" and way.dep_ == "prep"]
    return beside + [
        h for g in way.children if g.dep_ == "prep" and way.dep_ in _AWAY for h in g.children if h.dep_ == "pobj"
    ]


@once_a_token
def _words_behind(verb: Token) -> frozenset[str]:
    """The particles, prepositions and objects of a verb, and the word right behind it."""
    near = (c for c in verb.children if c.dep_ in _BEHIND)
    below = [g for c in verb.children if c.dep_ in _AWAY for g in c.children if g.dep_ in ("prep", "pobj")]
    deeper = [g for c in verb.children if c.dep_ in _BEHIND for g in _below(c)]  # "back to the table"
    words = [*(c.lower_ for c in near), *(g.lower_ if g.dep_ == "prep" else g.lemma for g in (*below, *deeper))]
    made_of = (noun for theme in arguments(verb).themes for noun in arguments(theme).by("of"))
    words += [c.lower_ for noun in made_of for c in noun.children if c.dep_ == "prep"]  # "a wave of drones against"
    hung = ("with",) if verb.lemma == _TALKING else _TOWARDS
    words += [c.lower_ for theme in arguments(verb).themes for c in theme.children if c.lower_ in hung]
    words += [
        g.lower_ for c in verb.children if c.dep_ == "dobj" for g in c.children if g.dep_ == "amod"
    ]  # "green light"
    words += ["between" for theme in arguments(verb).themes for c in theme.children if c.lower_ == "between"]
    return frozenset((*words, verb.doc[verb.i + 1].lower_) if verb.i + 1 < len(verb.doc) else words)


def _complement(verb: Token, rest: tuple[str, ...]) -> Token | None:
    """The clause below a verb whose own verb a frame asks for: "told the troops to leave", "let Kyiv have jets"."""
    objects = (c for c in verb.children if c.dep_ in ("dobj", "npadvmod"))
    terms = [c for noun in objects for c in noun.children if c.dep_ in _ON_NOUNS]
    for child in (*(c for c in verb.children if c.dep_ in _CLAUSES), *terms):  # "was given two days to leave"
        if child.lemma in _FETCHING and not any(c.lower_ in _HOMEWARDS for c in child.children):
            continue  # "was told to bring forward the entry into service"
        if child.lemma == rest[-1]:
            if (rest[0] == "to") == any(c.lower_ == "to" for c in child.children if c.dep_ == "aux"):
                return child
    return None
