"""The kinds of object that a noun is: arms, troops, a base, an envoy (seeds/cues/policy_objects).

What verbs make of them stands in frames.py, what may be used and entered in permissions.py.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue, cues, words
from pipelines.annotation.gazetteers.lexicon import is_state
from pipelines.facts.arms.weapons.classes import classes_over
from pipelines.facts.leave import is_leave
from pipelines.facts.policy.actors.states import BODIES
from pipelines.facts.policy.acts.object_words import LINKS, is_fighting, is_price, word_kinds, words_before
from pipelines.facts.policy.acts.persons import is_envoy, is_recognised, speaks_of_embassies, tells_of_diplomats
from pipelines.facts.policy.acts.ships import navy_of
from pipelines.facts.policy.acts.traded_goods import (
    TRADED,
    WEAPONS,
    is_arms,
    is_energy,
    is_made_of_arms,
    is_of_commodities,
    is_weapon,
    of_what,
)
from pipelines.facts.policy.words import turn_of
from pipelines.facts.roles import arguments

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

GROUNDS = frozenset("base airspace port territory".split())  # what foreign forces are let into
LANDS = ("country", "location", "facility")  # labels of places
WHENCE = ("country", "place", "left")  # kinds of what an army leaves
_OWNED = (*LINKS, "poss")  # "the embassy's staff" is embassy staff
_WAYS_TO = words("policy_words", "way to")
_COSTS = words("policy_words", "cost")
_JOINT = words("policy_words", "joint force")
_TIES = words("policy_words", "tie")
_HANDOVERS = words("policy_words", "handover")
_ASKING = words("policy_words", "request")
_GETTING = words("policy_words", "get")
_PARTS = words("policy_words", "part")
_SHUTTING = ("close", "shut", "reopen", "open")
_PAPERS = ("treaty", "deal")
_NEAR = 4  # sentences back to the arms of which a handover is
_DEPTH = 3  # nouns down an of-phrase: "two batteries of missiles"


def kinds_of(noun: Token, context: Context, depth: int = _DEPTH) -> list[str]:
    """The kinds of object that a noun is by its words, else by the nouns that it consists of."""
    known: dict[tuple[int, int], list[str]] = noun.doc.memory(kinds_of)
    if (noun.i, depth) not in known:
        known[noun.i, depth] = ["fighting"] if is_fighting(noun) else _kinds_of(noun, context, depth)
    return known[noun.i, depth]


def _kinds_of(noun: Token, context: Context, depth: int) -> list[str]:
    for read in (_named, _told_beside, _of_words, _told_behind):
        if (kinds := read(noun, context)) is not None:
            return kinds
    return _made_of(noun, context, depth) if depth else []


def _named(noun: Token, context: Context) -> list[str] | None:
    """The kinds of what a noun names, and of persons by their office or number."""
    mention = context.reading.mention_at(noun.i)
    if mention is not None and mention.label in WEAPONS:
        phrase = f"{words_before(noun)[0]} {noun.lemma}"
        told = {"arms", *word_kinds(phrase), *word_kinds(noun.lemma), *_flying(mention.entity_class)}
        told |= {"troops"} if navy_of(noun, context) is not None else set()  # sent with her crew, as any ship
        return sorted(told - ({"arms"} if "relief" in told else {"goods", "import"}))
    if mention is not None and mention.label == "country" and mention.code:
        return ["country"]
    if noun.lemma == "charge" and not any(t.lower_.startswith("d'") for t in noun.doc.tokens[noun.i + 1 : noun.i + 3]):
        return []  # an accusation
    if "envoy" in word_kinds(noun.lemma):
        return sorted(word_kinds(f"{words_before(noun)[0]} {noun.lemma}") or ("envoy",))
    if mention is not None and mention.label in ("location", "facility"):
        is_base = mention.entity_class == "base" and bool(mention.code)  # "let them use Incirlik"
        return sorted({"place", *(["base"] if is_base else []), *word_kinds(noun.lemma)})
    if mention is not None and mention.label == "nationality" and noun.tag_ in ("NNS", "NNPS"):
        if tells_of_diplomats(noun):
            return ["counted", "people"]
        return ["people", "troops"] if mention.code in nations_with_soldiers(context) else ["people"]
    if noun.pos_ == "NUM" and not arguments(noun).by("of") and tells_of_diplomats(noun):
        return ["counted"]
    is_person = (mention is not None and mention.label == "person") or is_recognised(noun)
    is_guessed = mention is None or mention.found_by == "model"
    if noun.pos_ == "PROPN" and (is_guessed or is_person) and is_envoy(noun):
        return ["envoy"]
    if is_person:
        return ["leader", "person"]
    if mention is not None and mention.label == "military_unit":
        is_joint = mention.code in BODIES or (mention.code is None and noun.lemma in _JOINT)
        return ["troops", "trainee", "entity", *(["mission"] if is_joint else [])]
    if mention is not None and mention.label == "armed_group":
        return ["side"]
    if mention is not None and mention.entity_class == "armed_forces" and noun.tag_ in ("NNS", "NNPS"):
        return ["trainee", "troops"]  # "let US Marines install a radar"
    if mention is not None and mention.label == "organisation" and mention.code and not is_state(mention.code):
        named = word_kinds(context.reading.doc[mention.start : mention.end].text.lower())
        return ["bloc", "council"] if mention.code == "UN" and noun.lower_ == "council" else ["bloc", *named]
    return None


def nations_with_soldiers(context: Context) -> frozenset[str | None]:
    """The states of whose soldiers a document tells by a word for soldiers: they are then meant by "the Swedes"."""
    known: dict[None, frozenset[str | None]] = context.reading.doc.memory(nations_with_soldiers)
    if None not in known:
        told = ((m, context.reading.head(m.start, m.end)) for m in context.reading.of_label("nationality"))
        known[None] = frozenset(m.code for m, t in told if t.dep_ in _OWNED and "troops" in word_kinds(t.head.lemma))
    return known[None]


@cache
def _flying(weapon_class: str | None) -> frozenset[str]:
    """Missile, where a designation is one by its class: "fired six Iskanders at the port"."""
    classes = classes_over(weapon_class) if weapon_class is not None else []
    is_missile = any("missile" in word_kinds(name.replace("_", " ")) for name in classes)
    return frozenset(("missile",)) if is_missile else frozenset()


def _told_beside(noun: Token, context: Context) -> list[str] | None:
    """The kinds of nouns whose own word tells little: "the BRICS group", "its part in the mission", military ties."""
    lemma = noun.lemma
    if _is_no_object(noun, context):
        return []
    if lemma == "group" and any("bloc" in kinds_of(c, context, 0) for c in noun.children if c.dep_ in LINKS):
        return ["bloc"]
    if {"deal", "treaty"} & word_kinds(lemma) and any("base" in kinds_of(t, context, 1) for t in _on(noun)):
        return ["basing"]  # "an agreement on a base"
    if lemma in _PARTS and any(_is_of_soldiers(t, context) for t in arguments(noun).by("in")):
        return ["presence"]
    if lemma == "participation":  # without more that in a paper: "we are suspending our participation"
        within = [kind for t in arguments(noun).by("in") for kind in kinds_of(t, context, 1)]
        return ["membership"] if "bloc" in within else [k for k in within if k in _PAPERS] if within else None
    if lemma == "mission" and _is_embassy(noun):
        return ["embassy"]
    if lemma == "consultation" and "article" in (under := _kinds_behind("under", noun, context)):
        return under  # "asked for consultations under Article 4"
    if lemma == "entry" and _is_joining(noun, context):
        return ["membership"]
    if lemma in _TIES and any(_is_on_defence(t) for t in _fields(noun)):
        return ["cooperation"]  # "cooperation in military logistics", "between their security bodies"
    return None


def _is_embassy(mission: Token) -> bool:
    """Whether a mission is one of diplomats: "closed the mission in Bamako", "reduced it to a chargé d'affaires"."""
    verb = mission.head
    if verb.lemma in _SHUTTING and speaks_of_embassies(mission):
        return True
    return any("envoy" in word_kinds(t.lemma) or t.lower_ == "d'affaires" for t in arguments(verb).by("to"))


def _kinds_behind(preposition: str, noun: Token, context: Context) -> list[str]:
    return [kind for t in arguments(noun).by(preposition) for kind in kinds_of(t, context, 0)]


def _of_words(noun: Token, context: Context) -> list[str] | None:
    """The kinds of a noun by the longest of its phrases that seeds/cues/policy_objects knows, or exports of arms."""
    lemma = noun.lemma
    left, farther = words_before(noun)
    described = [f"{c.lower_} {lemma}" for c in noun.children if c.dep_ in _OWNED]
    phrases = (f"{farther} {left} {lemma}", f"{left} {lemma}", f"{left} {noun.lower_}", *described, lemma, noun.lower_)
    for phrase in phrases:
        kinds = word_kinds(phrase)
        if kinds and not (phrase in (lemma, noun.lower_) and is_arms(noun, context)):
            if kinds & TRADED and is_energy(noun):
                return ["energy"]
            if "export" in kinds and is_of_commodities(noun):
                return ["trade"]
            return sorted({*kinds, "arms"} if "troops" in kinds and is_made_of_arms(noun, context) else kinds)
    return ["arms", "export_arms"] if is_arms(noun, context) else None


@cache
def _complements() -> dict[str, list[Cue]]:
    """Noun -> how what stands behind it tells its kind, a cue a preposition."""
    found: dict[str, list[Cue]] = {}
    for cue in cues("policy_complements"):
        found.setdefault(cue.phrase, []).append(cue)
    return found


def _told_behind(noun: Token, context: Context) -> list[str] | None:
    """The kinds of a noun that the phrase behind it tells: "access to bases", "a request for shells"."""
    lemma = noun.lemma
    for cue in _complements().get(lemma, ()):
        wanted = cue.extras["behind"].split("|")
        behind = arguments(noun).by(cue.scope)
        if any(wanted == [""] or not set(wanted).isdisjoint(kinds_of(t, context, 1)) for t in behind):
            return [cue.sense]
    if _is_handed_over(noun, context):  # by whom a gift of others has to be permitted: "approved the transfer"
        return ["arms", "handover"] if arguments(noun).by("of") else ["handover"]
    if lemma in _ASKING:  # "turned down a request for shells"
        asked = {kind for t in arguments(noun).by("for") for kind in kinds_of(t, context, 1)}
        uses = (
            c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VB" and c.lemma == "use"
        )  # "a request to use its airfields"
        asked |= {"base" for c in uses for t in arguments(c).themes if GROUNDS & set(kinds_of(t, context, 1))}
        gets = (c for c in noun.children if c.dep_ in ("acl", "relcl") and c.lemma in _GETTING)  # "to buy tanks"
        asked |= {"arms" for c in gets for t in arguments(c).themes if "arms" in kinds_of(t, context, 1)}
        sending = words("policy_verbs", "station")
        clauses = (c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VB" and c.lemma in sending)
        asked |= {"troops" for c in clauses for t in arguments(c).themes if "troops" in kinds_of(t, context, 1)}
        return [f"{kind} asked for" for kind in ("arms", "troops", "base") if kind in asked]
    return None


def _made_of(noun: Token, context: Context, depth: int) -> list[str]:
    """The kinds of what a noun is made of: "two batteries of missiles", "the F-35 programme"."""
    prepositions = ("of", "to") if noun.lemma in _WAYS_TO else ("of", "for") if noun.lemma in _COSTS else ("of",)
    linked = [c for c in noun.children if c.dep_ in LINKS and c.pos_ != "ADJ"]  # "military service" is no military
    linked += [c for c in noun.children if c.dep_ == "nummod" and is_weapon(c, context)]
    below = (kinds_of(t, context, depth - 1) for t in (*arguments(noun).by(*prepositions), *linked))
    return next((kinds for kinds in below if kinds), [])


def _is_no_object(noun: Token, context: Context) -> bool:
    """Whether a noun is a contribution, a purchase, a leave or a grant of one of which no act is told."""
    below = arguments(noun).by("of")
    if noun.lemma == "contribution":
        return _is_of_troops(noun)
    if noun.lemma == "purchase":  # arms that are bought and no trade that is barred
        return any("arms" in kinds_of(t, context, 1) for t in below)
    if noun.lemma == "grant":  # "the grant of export licences"
        return any(is_leave(t) for t in below)
    if is_price(noun) or (noun.lemma == "use" and any(t.lemma_ == "force" for t in below)):
        return True  # whoever uses force strikes, and no soldiers are used
    if not is_leave(noun):
        return False
    if any(c.dep_ == "acl" for c in noun.children):
        return True  # "permission for aircraft to cross": whoever asks for it gets no arms
    return bool(below) and not any(kinds_of(t, context, 1) for t in below)  # "the licence of the broadcaster"


def _is_joining(entry: Token, context: Context) -> bool:
    """Whether a state is to enter a body, and no traveller a country: "Sweden's entry", "its entry into the bloc"."""
    is_owned = any(c.dep_ == "poss" for c in entry.children) and not arguments(entry).by("into")
    return is_owned or any("bloc" in kinds_of(t, context, 1) for t in arguments(entry).by("to", "into"))


def _on(paper: Token) -> list[Token]:
    """What a paper is on: the parser hangs the phrase on it, or on what stands between: "an agreement in principle"."""
    between = arguments(paper).by("in")
    return [t for token in (paper, *between) for t in arguments(token).by("on", "about")]


def _fields(tie: Token) -> list[Token]:
    """In what or between whom a tie is: the parser hangs the phrase on it or on the verb."""
    above = [tie.head] if tie.dep_ in ("dobj", "nsubjpass") else []
    return [t for token in (tie, *above) for t in arguments(token).by("in", "on", "between", "of")]


def _is_on_defence(field: Token) -> bool:
    told = (field, *(c for c in field.children if c.dep_ in LINKS))
    return any(turn_of(t) == "defence" for t in told)


def _is_handed_over(noun: Token, context: Context) -> bool:
    """Whether arms change hands: "the transfer of the jets", "their re-export"; or "the handover" behind such arms."""
    is_export = noun.lemma == "export" and [t.lower_ for t in noun.doc[max(noun.i - 2, 0) : noun.i]] == ["re", "-"]
    if noun.lemma not in _HANDOVERS and not is_export:
        return False
    below = [*of_what(noun), *(c for c in noun.children if c.dep_ in LINKS and c.pos_ != "ADJ")]
    if below:
        return any("arms" in kinds_of(t, context, 1) for t in below)
    reading = context.reading
    first = reading.sentences[max(reading.sentence_index[noun.i] - _NEAR, 0)].start
    return any(first <= i < noun.i for i in context.item_heads)


def _is_of_troops(gift: Token) -> bool:
    """Whether soldiers are what is contributed, and no money."""
    return any("troops" in word_kinds(t.lemma) for t in arguments(gift).by("of"))


def _is_of_soldiers(effort: Token, context: Context) -> bool:
    """Whether what somebody takes part in is a force or a mission, and no body."""
    return not {"troops", "mission"}.isdisjoint(kinds_of(effort, context, 1))
