"""Which country a noun stands for: by name, by its modifiers, by a mission that serves there, or by earlier text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.gazetteers.reference import reference
from pipelines.annotation.parties.country_classes import country_classes
from pipelines.annotation.parties.words import is_country, is_seat
from pipelines.facts.theatre import place_weights
from pipelines.facts.troops.forces.sides import PLACES, Side, side_at
from pipelines.facts.troops.words import force_lemma, force_nouns, setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Mention
    from pipelines.facts.context import Context

_RELATIVES = ("which", "where", "whose", "whom")
_BESIDE_GROUP = ("against", "alongside", "beside")
_INNER = ("of", "in", "near", "between")
_SEAT = 10.0  # weight that a capital loses where it stands for its government: only where nothing else is named
_OF_KIND = 20.0  # what "the kingdom" gives to a land that is one
_NAMED_HERE = 20.0  # what "there" gives to a place that its own sentence names
_FRONTED = 15.0  # ... and to one with which the sentence before opens
_STAGE = 2.0  # weight from which a land is the stage of a document that "the country" may mean further down
_LOOK_BACK = 4  # sentences in which the name of "the country" is looked for


def place_of(token: Token, context: Context, force: str | None) -> Side | None:
    """The land that a noun names, is modified by, or refers back to; None where it is the force's own."""
    if _is_people(token, context):
        return None
    if (named := _named(token, context) or _of_owner(token, context)) is not None:
        return _foreign(named, force)
    if token.lower_ in _RELATIVES:
        clause = next((t for t in token.ancestors if t.dep_ == "relcl"), None)
        return place_of(clause.head, context, force) if clause is not None else None
    return _told_on(token, context, force) or _referred_to(token, context, force)


def _is_people(token: Token, context: Context) -> bool:
    """Whether a noun is for the people of a nation, who are no place: "the Russians"."""
    mention = context.reading.mention_at(token.i)
    return mention is not None and mention.label == "nationality" and token.tag_ in ("NNS", "NNPS")


def _named(token: Token, context: Context) -> Side | None:
    """The land that a noun names itself, or whose mission or (behind "against") armed group it names."""
    mention = context.reading.mention_at(token.i)
    if mention is not None and mention.code and mention.label in PLACES:
        return side_at(mention, "host:place")
    unknown = token.text.istitle() and (mention is None or mention.code is None)
    half = context.parties.stated(token) if unknown else None
    if half is not None and half.rule == "name":
        return Side(half.code, half.start, half.end, "host:half")  # "the South"
    if mention is None:
        return None
    if (land := land_of_mission(mention)) is not None:
        return Side(land, mention.start, mention.end, "host:mission")
    if token.head.lower_ in _BESIDE_GROUP and (land := land_of_group(mention)) is not None:
        return Side(land, mention.start, mention.end, "host:group")
    return None


def _of_owner(token: Token, context: Context) -> Side | None:
    """Whose land or border it is by a pronoun: "on its soil"; which land, of a neighbour on one side of it."""
    if token.lemma not in (*setting("land"), *setting("border")):
        return None
    beside = context.parties.of(token)
    if beside is not None and beside.reference == "neighbour":
        return Side(beside.code, beside.start, beside.end, "host:reference")
    owners = (context.parties.of(c) for c in token.children if c.tag_ == "PRP$")
    party = next((p for p in owners if p is not None and is_country(p.code)), None)
    return Side(party.code, party.start, party.end, "host:owner") if party is not None else None


def _told_on(noun: Token, context: Context, force: str | None) -> Side | None:
    """The land that a modifier of a noun or a phrase behind it tells: "a Syrian base", "the border with Chad"."""
    for child in noun.children:
        found: Side | None = None
        if child.dep_ in ("poss", "compound", "amod", "nmod", "appos"):
            labels = PLACES if noun.lemma in setting("no_ground") else (*PLACES, "nationality")
            found = _mentioned(child, labels, "host:modifier", context, force)
        elif child.dep_ == "prep" and child.lower_ in _BESIDE_GROUP:
            groups = (place_of(t, context, force) for t in child.children if context.reading.mention_at(t.i))
            # "in the mission against al-Shabaab"
            found = next((p for p in groups if p is not None and p.rule == "host:group"), None)
        elif child.dep_ == "prep" and child.lower_ in _inner_prepositions(noun):
            found = next((p for t in child.children if (p := _inner(t, context, force)) is not None), None)
        if found is not None:
            return found
    return None


def _inner(noun: Token, context: Context, force: str | None) -> Side | None:
    """The land of a noun behind "of", "in" and the like: "in the north of the country", "a base near Gao"."""
    if noun.lemma in setting("land") and noun.tag_ != "NNS":
        if (before := land_before(noun, context, force)) is not None:
            return before
    return _mentioned(noun, PLACES, "host:of", context, force)


def _mentioned(token: Token, labels: tuple[str, ...], rule: str, context: Context, force: str | None) -> Side | None:
    """The land of a mention at a token that has one of the labels, where it is not the force's own."""
    mention = context.reading.mention_at(token.i)
    if mention is None or not mention.code or mention.label not in labels:
        return None
    return _foreign(Side(mention.code, mention.start, mention.end, rule), force)


def _referred_to(noun: Token, context: Context, force: str | None) -> Side | None:
    """The land that a common noun means, of those told before: "in the country", "in the port"."""
    limits = [c for c in noun.children if c.dep_ in ("amod", "compound", "nmod")]
    if any(c.lower_ in setting("elsewhere") for c in limits):
        return None  # "to the Baltic region"
    if noun.lower_ == "countries":
        return None  # "in five countries"
    here = noun.lemma in setting("locality") and any(c.lower_ == "the" for c in noun.children)  # "in the port"
    if not (here or noun.lemma in setting("land") or (noun.lemma in setting("area") and limits)):
        return None
    if (before := land_before(noun, context, force)) is not None:
        return before
    party = context.parties.of(noun)
    if party is None or not is_country(party.code):
        return None
    return _foreign(Side(party.code, party.start, party.end, "host:reference"), force)


def _inner_prepositions(noun: Token) -> tuple[str, ...]:
    """The prepositions behind a noun that lead to where it is: "the border with", not "at odds with"."""
    if noun.lemma in setting("no_place"):
        return ()
    return ("of", "in", "near", "between", "with") if noun.lemma in setting("border") else _INNER


def land_of_mission(mention: Mention) -> str | None:
    """The land in which the mission of a name serves, by the reference data: UNIFIL's is Lebanon."""
    if mention.label != "military_unit" or mention.entity_id is None:
        return None
    land = reference().entries[mention.entity_id].extras.get("host")
    return str(land) if land else None


def land_of_group(mention: Mention) -> str | None:
    """The land in which an armed group fights, by the reference data: al-Shabaab's is Somalia."""
    if mention.label != "armed_group" or mention.entity_id is None:
        return None
    group = reference().entries[mention.entity_id]
    return group.country if group.entity_class != "private_military_company" else None


def _foreign(side: Side, force: str | None) -> Side | None:
    return side if side.code != force else None


def land_before(token: Token, context: Context, force: str | None) -> Side | None:
    """The land that "the country" or "there" means: of those named just before, the weightiest of the document."""
    reading = context.reading
    sentence = reading.sentence_index
    is_that = any(c.lower_ == "that" for c in token.children)  # "that country" is the one named last
    weights = place_weights(reading, token.i, title=context.title, until=token.i)
    best: tuple[float, Mention] | None = None
    own = False  # whether a place of the force's own is told just before
    for mention in reading.of_label(*PLACES, "nationality"):
        distance = sentence[token.i] - sentence[mention.start]
        own = own or (mention.code == force and mention.label == "location" and 0 <= distance <= 1)
        is_far_home = mention.code == context.home and distance > _LOOK_BACK
        distance = _LOOK_BACK if is_far_home else distance
        if mention.code in (None, force) or mention.start >= token.i or not 0 <= distance <= _LOOK_BACK:
            continue
        head = reading.head(mention.start, mention.end)
        governs = mention.label == "location" and is_seat(mention) and head.dep_ != "pobj"  # "says Washington"
        people = mention.label == "nationality" and (
            head.tag_ in ("NNPS", "NNS") or force_lemma(head.head) in force_nouns()
        )
        if people or (governs and token.lower_ in setting("there")):
            continue  # "the Russians", "French soldiers"
        weight = weights[str(mention.code)][0] - 0.5 * distance - (mention.label == "nationality") - _SEAT * governs
        if token.lower_ in setting("there") and not distance and (head.dep_ == "pobj" or head.head.dep_ == "pobj"):
            weight += _NAMED_HERE
        fronted = head.dep_ == "pobj" and head.head.i == head.sent.start and mention.label != "nationality"
        if token.lower_ in setting("there") and distance == 1 and fronted:
            weight += _FRONTED  # "On Afghanistan the ministers put off a choice. The alliance has 10,000 troops there"
        if token.lower_ in setting("there") and is_far_home:
            weight -= _NAMED_HERE  # where the document speaks from is meant where hardly another place was told
        weight += _OF_KIND * (mention.code in country_classes("noun").get(token.lemma, ()) and token.lemma != "island")
        weight = mention.start if is_that else weight
        if best is None or weight >= best[0]:
            best = (weight, mention)
    if own and best is not None and best[0] < 0:
        return None  # "on Lampedusa ... Rome sent 200 policemen to the island": no other land's
    if best is None:
        own_weight = weights[force][0] if force in weights and token.lower_ == "country" else 0.0
        least = max(_STAGE, own_weight)  # "throughout the country" may be told of their own
        stage = (w for code, w in weights.items() if code != force and is_country(code) and w[0] >= least)
        best = max(stage, key=lambda w: w[0], default=None)
    return Side(str(best[1].code), best[1].start, best[1].end, "host:reference") if best else None
