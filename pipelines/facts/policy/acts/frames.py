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

from pipelines.annotation.cues import Cue, cues, senses, words
from pipelines.facts.leave import is_leave
from pipelines.facts.policy.acts.acts import Act
from pipelines.facts.policy.acts.kinds import kinds_of
from pipelines.facts.policy.acts.movers import ground, movers, who_move
from pipelines.facts.policy.acts.object_words import word_kinds
from pipelines.facts.policy.acts.permissions import permission_at, permission_words
from pipelines.facts.policy.acts.themes import is_told_before, meant, taught_by, themes
from pipelines.facts.policy.concerned.phrase_parties import takers_read_into
from pipelines.facts.policy.words import turn_of
from pipelines.facts.roles import arguments, is_passive, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

_WHENCE = (("from",), ("out", "of"))
_BETWEEN = ("between",)
_LONGEST = 12  # tokens from a verb to its object, all of which are quoted; of a longer way the verb alone
_TRADED = frozenset("arms export export_arms trade import energy goods troops".split())
_GOODS = frozenset("import export trade energy goods".split())
_CARRYING = words("policy_words", "carrying")
_MOVING = frozenset(("moving", "moving relief", "moving arms"))
_OF_SOLDIERS = ("troop_deployment", "troop_withdrawal", "training", "exercise", "un_action")
_AHEAD = ("proposed", "pledged")


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
    direct = [meant(t, token) for t in arguments(token).themes] if "envoy" in options.get((), ()) else []
    for rest, kinds in options.items():
        if rest and rest[-1] not in around:
            continue
        if rest in _WHENCE and any("envoy" in kinds_of(t, context) for t in direct):
            continue  # "envoys were expelled from Bulgaria" tells who goes, and not that Bulgaria does
        if rest == _BETWEEN and is_passive(token) and not arguments(token).by("by"):
            continue  # "talks between Oslo and Rome were held" have no host
        is_trade = rest == ("from",) and any(_GOODS & set(kinds_of(t, context)) for t in arguments(token).themes)
        moving = [meant(t, token) for t in movers(token, rest, context)] if not kinds.keys().isdisjoint(_MOVING) else []
        taught = taught_by(token) if "trainee" in kinds and not rest else []
        for noun in (*moving, *taught, *(meant(t, token) for t in themes(token, rest, context))):
            if is_trade and noun.dep_ == "pobj" and "country" in kinds_of(noun, context):
                continue  # "suspended imports from Chile" suspends no member
            if _is_no_deed(token, noun, context):
                return
            is_mover = noun in moving
            told, below = _kinds_told(token, noun, context, is_mover=is_mover)
            if "visitor" in told and "visitor" in kinds:
                # a ship let into a port or kept out of it is neither armed nor punished; an airline is a "carrier", too
                told = ["visitor"] if turn_of(noun) != "private" else [kind for kind in told if kind != "visitor"]
            is_ship = "arms" in told and "troops" in told  # given away, or sent with its crew
            if is_mover:
                told = _as_moving(told, below, who_move(noun, rest, context))
            for kind in (*told, *ground(token, noun, context), *below):
                cue = kinds.get(kind)
                if cue is not None and cue.sense not in found and not _is_of_others(cue, noun, token):
                    found[cue.sense] = _act_of(token, noun, cue)
                    if not (is_ship and kind == "arms") and cue.extras["stance"] != "banned":
                        break  # what may be kept from being sold may be given as well
        if found and rest:
            break
    yield from _chosen(found, context)


def _is_of_others(cue: Cue, noun: Token, verb: Token) -> bool:
    """Whether soldiers of whom another clause tells ("them") are neither sent, taken home nor taught by a verb."""
    return is_told_before(noun, verb) and "troops" in word_kinds(noun.lemma) and cue.sense not in _OF_SOLDIERS


def _is_no_deed(verb: Token, noun: Token, context: Context) -> bool:
    """Whether a verb with an object is no act, whatever kind of object it is."""
    if (verb.lemma_, noun.lower_) == ("join", "forces") and not any(c.i < noun.i for c in noun.children):
        return True  # who joins forces sends none
    if noun.lower_.endswith(("self", "selves")):
        return True  # who arms itself gives nothing away
    if verb.lemma_ == "support" and verb.dep_ == "acl" and turn_of(verb.head) == "text":
        return True  # "a statement supporting the army"
    return _is_contradicted(verb, noun, kinds_of(noun, context))


def _kinds_told(verb: Token, noun: Token, context: Context, *, is_mover: bool) -> tuple[Sequence[str], list[str]]:
    """The kinds of an object, and of what it is of or, where it moves by itself, with: "two planes with tents"."""
    within = ("of", "with") if is_mover else ("of",)
    below = [k for t in arguments(noun).by(*within) for k in kinds_of(t, context)]
    if senses("policy_stances").get(noun.lemma) in _AHEAD or noun.lemma in ("purchase", "sale", "use"):
        below = []  # "rejected the use of force", "withdrew its offer of troops", "cancelled its purchase of tanks"
    kinds = kinds_of(noun, context)
    if not is_mover and {"arms", "troops"} & set(kinds) and _carries_relief(verb, noun, context):
        kinds = ["relief"]
    return kinds, below


def _as_moving(kinds: Sequence[str], below: Sequence[str], can_move: set[str]) -> list[str]:
    """The one kind that something is which moves by itself: who moves, else the relief or the arms in it."""
    told = {*kinds, *below}
    if can_move & set(kinds):
        return ["moving"]
    return next(([f"moving {kind}"] for kind in ("relief", "arms") if kind in told), [])


def _act_of(token: Token, noun: Token, cue: Cue) -> Act:
    start, end = min(token.i, noun.i), max(token.i, noun.i) + 1
    if end - start >= _LONGEST or noun.sent != token.sent:
        start, end = token.i, token.i + 1
    rule = "frame" if is_verb(token) else "nominal"
    return Act(token, start, end, cue, noun, cue.extras["stance"] or "adopted", rule)


def _carries_relief(verb: Token, sent: Token, context: Context) -> bool:
    """Whether aircraft or ships are sent for what is in them: "sent two planes with blankets"."""
    loads = [*arguments(sent).by("with", "of"), *arguments(verb).by("with")]
    for clause in (c for t in (sent, verb) for c in t.children if c.lemma in _CARRYING and is_verb(c)):
        loads += [*arguments(clause).themes, *arguments(clause).by("with")]
    return any("relief" in kinds_of(t, context) for t in loads)


def _is_contradicted(verb: Token, noun: Token, kinds: Sequence[str]) -> bool:
    """Whether something is denied to be so, and not to somebody: "denies arms exports to Russia"."""
    is_bare = verb.lemma_ == "deny" and not is_leave(noun) and not arguments(verb).datives
    return is_bare and not _TRADED.isdisjoint(kinds)


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
        datives = [*arguments(sent.token).datives, *takers_read_into(sent.token, sent.object, context)]
        is_given = bool(datives) or any(context.parties.stated(t) for t in told)
        is_given = is_given or turn_of(sent.token) == "promise" or sent.token.lemma_ == "ship"  # as goods
        is_given = is_given and not any(c.tag_ == "PRP$" for c in (sent.object or sent.token).children)  # "its Rafales"
        found.pop("troop_deployment" if is_given else "arms_supply")  # a frigate to the Red Sea is no gift
    if "air_defence_support" in found and "troop_deployment" in found:
        found.pop("troop_deployment")  # "jets patrol the skies over"
    if "base_access" in found and found["base_access"].cue.scope == "visitor":
        found.pop("trade_measure", None)  # "barred the ships from its ports"
    if "humanitarian_aid" in found:
        found = {k: a for k, a in found.items() if k not in ("export_controls", "trade_measure", "refugee_support")}
    yield from found.values()
