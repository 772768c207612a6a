"""The place that the phrases of a counted noun and of its verbs tell: "in Mali", "leave Niger", "stationed there"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.parties.words import is_seat, party_nouns
from pipelines.facts.roles import arguments, is_passive, is_verb
from pipelines.facts.troops.forces.sides import IN, OUT, PLACES, Side
from pipelines.facts.troops.moves import is_part_of_start
from pipelines.facts.troops.places.lands import land_before, place_of
from pipelines.facts.troops.words import force_lemma, force_nouns, setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context
    from pipelines.facts.triggers import Trigger

_TOWARD = ("to", "into", "for", "toward", "towards")
_ENTERING = ("go", "withdraw", "leave", "keep", "be")


def place_by_phrase(noun: Token, triggers: list[Trigger], context: Context, force: str | None) -> Side | None:
    """The place in the phrases of the noun and of its triggers, or what a verb says is entered or taken."""
    wheres = (c for t in triggers if is_verb(t.token) for c in t.token.children if c.lower_ == "where")
    if (stated := next((p for w in wheres if (p := _before_where(w, context, force))), None)) is not None:
        return stated  # "Assab, where thousands had been based for the war"
    leaving = any(t.sense in ("withdraw", "leave", "reduce") for t in triggers)
    tokens = [noun, *(t.token for t in triggers)]
    verbs = (arguments(t) for t in tokens if is_verb(t))
    objects = [t for a in verbs for t in (*a.themes, *(o for _, o in a.obliques)) if t != noun]
    # "put through basic training on British ranges", "put on standby for Haiti"
    tokens += [t for t in objects if t.lemma in (*setting("course"), *setting("standby"))]
    for prepositions in (OUT, IN) if leaving else (IN,):
        for token in tokens:
            out = leaving and token != noun and is_verb(token)  # "thrown out of Niger"
            behind = (*prepositions, "of") if out else prepositions
            place = _behind(token, behind, context, force, leaving=leaving, entering=prepositions == IN)
            if place := place or _there(token, context, force):
                return place
    return _with_forces(noun, context, force) or _by_verb(noun, triggers, context, force)


def _behind(
    token: Token,
    prepositions: tuple[str, ...],
    context: Context,
    force: str | None,
    *,
    leaving: bool,
    entering: bool,
) -> Side | None:
    """The place behind one of the prepositions of a token; off a coast, where forces are or come."""
    for preposition, pobj in arguments(token).obliques:
        if entering and (is_part_of_start(pobj) or (leaving and preposition in _TOWARD)):
            continue  # "flew home to South Africa"
        if is_seat_of_deciders(pobj, token, context):
            continue
        at_sea = entering and preposition == "off" and _is_coast(pobj, context)
        if (preposition in prepositions or at_sea) and (place := place_of(pobj, context, force)):
            return place
    return None


def _there(token: Token, context: Context, force: str | None) -> Side | None:
    """The place that an adverb on a token means: "are stationed there", "will stay here"."""
    for child in token.children:
        if child.lower_ in setting("there") and child.dep_ == "advmod" and child.tag_ != "EX":
            if child.lower_ == "here" and context.home not in (None, force):
                return Side(str(context.home), child.i, child.i + 1, "host:here")
            if (place := _named_below(child, context, force)) or (place := land_before(child, context, force)):
                return place
    return None


def _named_below(there: Token, context: Context, force: str | None) -> Side | None:
    """The place that is named only behind "there": "besides the 4,500 already there, 1,000 are to go to Poland"."""
    opening = there.sent[: there.i - there.sent.start]
    if not any(t.dep_ == "pcomp" or t.lower_ in setting("besides") for t in opening[:3]):
        return None
    behind = (t for t in there.sent if t.i > there.i and t.dep_ == "pobj" and t.head.lower_ in IN)
    return next((p for t in behind if (p := place_of(t, context, force)) and p.start > there.i), None)


def _with_forces(noun: Token, context: Context, force: str | None) -> Side | None:
    """Whose land it is, whom somebody backs with forces: "propped up Mali's president with 2,500 troops"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "with" or not is_verb(noun.head.head):
        return None
    return _place_among(arguments(noun.head.head).themes, context, force)


def _by_verb(noun: Token, triggers: list[Trigger], context: Context, force: str | None) -> Side | None:
    """The place before a "where" on a trigger, or what the trigger says is entered, left or hosts the forces."""
    for trigger in (t for t in triggers if is_verb(t.token)):
        told = arguments(trigger.token)
        entered = [] if is_passive(trigger.token) else told.themes  # not whose battalion is to be based somewhere
        taken = entered if trigger.sense in _ENTERING else told.agents if trigger.sense == "host" else []
        taken = [*taken, *(told.datives if noun in told.themes else ())]  # "promised Lithuania 800 soldiers"
        if place := _place_among([t for t in taken if t != noun], context, force):
            return place
    return None


def _place_among(tokens: list[Token], context: Context, force: str | None) -> Side | None:
    """The first place among some nouns that are none for forces."""
    places = (place_of(t, context, force) for t in tokens if force_lemma(t) not in force_nouns())
    return next((p for p in places if p is not None), None)


def _before_where(where: Token, context: Context, force: str | None) -> Side | None:
    """The place that stands right before a "where", whatever the parser hangs the clause on."""
    before = where.nbor(-1) if where.i else where
    before = before.nbor(-1) if before.text == "," and before.i else before
    found = place_of(before, context, force)
    return found or (place_of(where.head.head, context, force) if where.head.dep_ == "relcl" else None)


def is_seat_of_deciders(place: Token, verb: Token, context: Context) -> bool:
    """Whether a capital is where somebody decides: "In Seoul the cabinet is to decide on a battalion"."""
    mention = context.reading.mention_at(place.i)
    if mention is None or mention.label != "location" or not is_seat(mention) or place.i > verb.i:
        return False
    nouns = (party_nouns().get(t.lemma) for t in arguments(verb).agents)
    return any(n is not None and n.kind == "institution" for n in nouns)


def _is_coast(noun: Token, context: Context) -> bool:
    """Whether ships lie off it: "off Libya", "off the Lebanese coast"; not "stepped off an Australian transport"."""
    mention = context.reading.mention_at(noun.i)
    return noun.lemma in setting("coast") or (mention is not None and mention.label in PLACES)
