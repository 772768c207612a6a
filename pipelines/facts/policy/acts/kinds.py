"""The kinds of object that a noun is: arms, troops, a base, an envoy (seeds/cues/policy_objects).

What verbs make of them stands in frames.py, what may be used and entered in permissions.py.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import cues, senses, words
from pipelines.annotation.gazetteers.lexicon import is_state
from pipelines.facts.policy.actors.states import BODIES
from pipelines.facts.roles import arguments, conjuncts, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

GROUNDS = frozenset("base airspace port territory".split())  # what foreign forces are let into
LANDS = ("country", "location", "facility")  # labels of places
WHENCE = ("country", "place", "left")  # kinds of what an army leaves
LINKS = ("compound", "amod", "nmod")
_OWNED = (*LINKS, "poss")  # "the embassy's staff" is embassy staff
_TRADED = frozenset(("export", "import", "trade"))
_WEAPONS = ("weapon", "military_platform")
_WAYS_TO = frozenset("access path road bid process".split())  # "access to bases", "the path to membership"
_ANY_GOODS = ("product", "good", "commodity", "purchase")
_COSTS = ("cost", "bill", "expense")
_JOINT = ("force", "mission")  # last words of the names of what several send: the International Stabilization Force
_TIES = words("policy_words", "tie")
_SCHOOLS = words("policy_words", "school")
_QUARRELS = words("policy_words", "quarrel")
_HANDOVERS = words("policy_words", "handover")
_ASKING = frozenset("request plea appeal call demand bid entreaty petition".split())
_PARTS = ("participation", "part", "involvement", "role")
_NEAR = 4  # sentences back to the arms of which a handover is
_BEHIND = (  # nouns, prepositions, kinds of what stands behind them: the kind that the noun is then
    (("access",), ("to",), GROUNDS, "access"),
    (("staff", "personnel"), ("of", "at"), {"embassy"}, "missionstaff"),
    (("dependence", "dependency", "reliance"), ("on", "upon"), {"energy"}, "energy dependence"),
    (("pause", "halt", "lull", "break", "respite", "cessation"), ("in", "to", "of"), {"fighting", "truce"}, "truce"),
    (_SCHOOLS, ("for",), {"trainee"}, "school"),
    (_QUARRELS, ("between",), {"country", "people", "leader", "side", "place", "bloc"}, "quarrel"),
)
_DEPTH = 3  # nouns down an of-phrase: "two batteries of missiles"


@cache
def _objects() -> dict[str, frozenset[str]]:
    """Noun (or two or three words of them) -> the kinds of object that it is."""
    found: dict[str, set[str]] = {}
    for cue in cues("policy_objects"):
        found.setdefault(cue.phrase.replace("-", " "), set()).add(cue.sense)
    return {phrase: frozenset(kinds) for phrase, kinds in found.items()}


def kinds_of(noun: Token, context: Context, depth: int = _DEPTH) -> list[str]:
    """The kinds of object that a noun is, by its words; by what it is made of where it is none itself."""
    known: dict[tuple[int, int], list[str]] = noun.doc.memory(kinds_of)
    if (noun.i, depth) not in known:
        known[noun.i, depth] = ["fighting"] if is_fighting(noun) else _kinds_of(noun, context, depth)
    return known[noun.i, depth]


def _kinds_of(noun: Token, context: Context, depth: int) -> list[str]:
    mention = context.reading.mention_at(noun.i)
    if mention is not None and mention.label in _WEAPONS:
        phrase = f"{_words_before(noun)[0]} {noun.lemma}"
        told = {"arms", *_objects().get(phrase, ()), *_objects().get(noun.lemma, ())}
        return sorted(told - ({"arms"} if "relief" in told else {"goods", "import"}))
    if mention is not None and mention.label == "country" and mention.code:
        return ["country"]
    if noun.lemma == "charge" and not any(t.lower_.startswith("d'") for t in noun.doc.tokens[noun.i + 1 : noun.i + 3]):
        return []  # an accusation
    if "envoy" in _objects().get(noun.lemma, ()):
        return sorted(_objects().get(f"{_words_before(noun)[0]} {noun.lemma}", ("envoy",)))
    if mention is not None and mention.label in ("location", "facility"):
        is_base = mention.entity_class == "base" and bool(mention.code)  # "let them use Incirlik"
        return sorted({"place", *(["base"] if is_base else []), *_objects().get(noun.lemma, ())})
    if mention is not None and mention.label == "nationality" and noun.tag_ in ("NNS", "NNPS"):
        return ["counted", "people"] if _tells_of_diplomats(noun) else ["people"]
    if noun.pos_ == "NUM" and not arguments(noun).by("of") and _tells_of_diplomats(noun):
        return ["counted"]
    is_person = (mention is not None and mention.label == "person") or _is_recognised(noun)
    is_guessed = mention is None or mention.found_by == "model"
    if noun.pos_ == "PROPN" and (is_guessed or is_person) and _is_envoy(noun):
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
        return ["bloc", "council"] if mention.code == "UN" and noun.lower_ == "council" else ["bloc"]
    known, lemma = _objects(), noun.lemma
    if _is_no_object(noun, context):
        return []
    if lemma == "group" and any("bloc" in kinds_of(c, context, 0) for c in noun.children if c.dep_ in LINKS):
        return ["bloc"]  # "the BRICS group"
    if lemma in _PARTS and any(_is_of_soldiers(t, context) for t in arguments(noun).by("in")):
        return ["presence"]
    if lemma == "participation":
        within = arguments(noun).by("in")
        return ["membership"] if any("bloc" in kinds_of(t, context, 1) for t in within) else []
    if lemma in _TIES and any(_is_on_defence(t) for t in _fields(noun)):
        return ["cooperation"]  # "cooperation in military logistics", "between their security bodies"
    left, farther = _words_before(noun)
    described = [f"{c.lower_} {lemma}" for c in noun.children if c.dep_ in _OWNED]
    phrases = (f"{farther} {left} {lemma}", f"{left} {lemma}", f"{left} {noun.lower_}", *described, lemma, noun.lower_)
    for phrase in phrases:
        if phrase in known and not (phrase in (lemma, noun.lower_) and _is_arms(noun, known, context)):
            if known[phrase] & _TRADED and _is_energy(noun):
                return ["energy"]
            if "export" in known[phrase] and _is_of_commodities(noun):
                return ["trade"]
            is_armed = "troops" in known[phrase] and _is_made_of_arms(noun, context)
            return sorted(known[phrase] | {"arms"}) if is_armed else sorted(known[phrase])
    if _is_arms(noun, known, context):
        return ["arms", "export_arms"]
    if (kind := _by_what_is_behind(noun, context)) is not None:
        return [kind]
    if lemma == "sovereignty" and arguments(noun).by("over"):
        return ["claimed"]  # "backs Moroccan sovereignty over Western Sahara"
    if lemma == "round" and arguments(noun).by("between", "with"):
        return ["talks"]
    if lemma == "consultation" and (
        article := [k for t in arguments(noun).by("under") for k in kinds_of(t, context, 0)]
    ):
        return article  # "asked for consultations under Article 4"
    if _is_handed_over(noun, context):  # by whom a gift of others has to be permitted: "approved the transfer"
        return ["arms", "handover"] if arguments(noun).by("of") else ["handover"]
    if lemma in _ASKING:  # what is asked for: "turned down a request for shells"
        asked = {kind for t in arguments(noun).by("for") for kind in kinds_of(t, context, 1)}
        uses = (c for c in noun.children if c.dep_ == "acl" and c.lemma == "use")  # "a request to use its airfields"
        asked |= {"base" for c in uses for t in arguments(c).themes if GROUNDS & set(kinds_of(t, context, 1))}
        return [f"{kind} asked for" for kind in ("arms", "troops", "base") if kind in asked]
    if depth:
        prepositions = ("of", "to") if lemma in _WAYS_TO else ("of", "for") if lemma in _COSTS else ("of",)
        linked = [c for c in noun.children if c.dep_ in LINKS and c.pos_ != "ADJ"]  # "military service" is no military
        linked += [c for c in noun.children if c.dep_ == "nummod" and _is_weapon(c, context)]  # "the F-35 programme"
        for below in (*arguments(noun).by(*prepositions), *linked):
            found = kinds_of(below, context, depth - 1)
            if found:
                return found
    return []


def _by_what_is_behind(noun: Token, context: Context) -> str | None:
    """The kind of a noun that what stands behind it tells: "access to bases", "a pause in the fighting"."""
    for nouns, prepositions, wanted, kind in _BEHIND:
        if noun.lemma in nouns:
            behind = arguments(noun).by(*prepositions)
            if any(not wanted.isdisjoint(kinds_of(t, context, 1)) for t in behind):
                return kind
    return None


def _is_no_object(noun: Token, context: Context) -> bool:
    """Whether a noun is a contribution, a purchase, a leave or a grant of one of which no act is told."""
    below, leave = arguments(noun).by("of"), senses("policy_licences")
    if noun.lemma == "contribution":
        return _is_of_troops(noun)
    if noun.lemma == "purchase":  # arms that are bought and no trade that is barred
        return any("arms" in kinds_of(t, context, 1) for t in below)
    if noun.lemma == "grant":  # "the grant of export licences"
        return any("leave" in leave.get(t.lemma, "") for t in below)
    if leave.get(noun.lemma) != "leave":
        return False
    if any(c.dep_ == "acl" for c in noun.children):
        return True  # "permission for aircraft to cross": whoever asks for it gets no arms
    return bool(below) and not any(kinds_of(t, context, 1) for t in below)  # "the licence of the broadcaster"


def _is_weapon(token: Token, context: Context) -> bool:
    mention = context.reading.mention_at(token.i)
    return mention is not None and mention.label in _WEAPONS


def _fields(tie: Token) -> list[Token]:
    """In what or between whom a tie is: the parser hangs the phrase on it or on the verb."""
    above = [tie.head] if tie.dep_ in ("dobj", "nsubjpass") else []
    return [t for token in (tie, *above) for t in arguments(token).by("in", "on", "between", "of")]


def _is_on_defence(field: Token) -> bool:
    told = (field, *(c for c in field.children if c.dep_ in LINKS))
    return any(senses("policy_turns").get(t.lemma.lower()) == "defence" for t in told)


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


def of_what(gift: Token) -> list[Token]:
    """What is sold or given, also behind who gets it: "the sale of tanks", "the sale to Iran of tanks"."""
    receivers = [t for t in arguments(gift).by("to") if t.pos_ == "PROPN"]
    return [t for token in (gift, *receivers) for t in arguments(token).by("of")]


def _is_of_troops(gift: Token) -> bool:
    """Whether soldiers are what is contributed, and no money."""
    return any("troops" in _objects().get(t.lemma, ()) for t in arguments(gift).by("of"))


def _is_of_soldiers(effort: Token, context: Context) -> bool:
    """Whether what somebody takes part in is a force or a mission, and no body."""
    return not {"troops", "mission"}.isdisjoint(kinds_of(effort, context, 1))


def _is_recognised(noun: Token) -> bool:
    """Whether a pronoun stands for a ruler: "The United States recognised him the same day", "him as president"."""
    if (
        noun.lower_ not in ("him", "her")
        or noun.dep_ != "dobj"
        or noun.head.lemma.lower() not in ("recognise", "recognize")
    ):
        return False
    titles = arguments(noun.head).by("as")
    return all(senses("party_nouns").get(t.lemma.lower()) is not None for t in titles)


def _tells_of_diplomats(noun: Token) -> bool:
    """Whether a document tells of diplomats, who are then meant where it only counts: "ordered out 60 Russians"."""
    known: dict[None, bool] = noun.doc.memory(_tells_of_diplomats)
    if None not in known:
        known[None] = any(t.lemma in _accredited() for t in noun.doc.among(_accredited()))
    return known[None]


@cache
def _accredited() -> frozenset[str]:
    return frozenset(noun for noun, kinds in _objects().items() if "accredited" in kinds)


def _is_energy(noun: Token) -> bool:
    """Whether exports, imports, purchases or their transit are those of gas, oil or power."""
    below = [c for c in noun.children if c.dep_ in LINKS] + arguments(noun).by("of")
    return any("energy" in _objects().get(b.lemma, ()) for b in below)


def _is_of_commodities(export: Token) -> bool:
    """Whether what is exported is corn or coal, which is kept back for trade's sake, and no technology."""
    below = [c for c in export.children if c.dep_ in LINKS] + arguments(export).by("of")
    return any("import" in _objects().get(b.lemma, ()) and b.lemma not in _ANY_GOODS for b in below)


def _is_made_of_arms(unit: Token, context: Context) -> bool:
    """Whether a unit is a number of weapons: "a company of tanks"."""
    return any(_is_weapon(t, context) for t in arguments(unit).by("of"))


def is_fighting(verb: Token) -> bool:
    """Whether a participle tells by itself what is begun or ended between enemies: "stop shooting"."""
    is_bare = is_verb(verb) and verb.tag_ == "VBG" and not any(c.dep_ in ("dobj", "nsubj") for c in verb.children)
    return is_bare and "fighting" in _objects().get(verb.lower_, ())


def is_fighter(noun: Token) -> bool:
    """Whether a noun stands for men of an armed group."""
    return "fighter" in _objects().get(noun.lemma, ())


def _is_envoy(name: Token) -> bool:
    """Whether a person's office is that of an envoy: "Ambassador Jan Kruger", "Ann Lee, charge d'affaires"."""
    offices = [c for c in name.children if c.dep_ in ("appos", "compound", "nmod")]
    words = (w for c in offices for w in (c.lemma, f"{_words_before(c)[0]} {c.lower_}"))
    return any("envoy" in _objects().get(word, ()) for word in words)


def _words_before(noun: Token) -> tuple[str, str]:
    """The two words before a noun, the nearer first; hyphens are none."""
    before = [t.lower_ for t in noun.doc[max(noun.i - 4, 0) : noun.i] if t.text != "-"]
    return (before[-1] if before else ""), (before[-2] if len(before) > 1 else "")


def _is_arms(noun: Token, known: dict[str, frozenset[str]], context: Context) -> bool:
    """Whether exports, licences, shipments or supplies are those of arms."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ == "NOUN":
        first = first.head  # "the import, export and transit of weapons"; imports alone are what somebody buys
    listed = conjuncts(first)
    traded = {"export", "trade", *(("import",) if len(listed) > 1 else ())}
    if not known.get(noun.lemma, frozenset()) & traded and noun.lemma != "exports":
        return False
    below = [c for c in noun.children if c.dep_ in LINKS]
    below += [t for n in listed for t in (*of_what(n), *arguments(n).by("for", "in"))]
    deeper = [g for b in below for g in (*b.children,) if g.dep_ in LINKS]
    if any("arms" in known.get(b.lemma, ()) or b.lower_ in ("arms", "military") for b in (*below, *deeper)):
        return True
    return any(_is_weapon(b, context) for b in below)  # "halted the sale of attack planes"
