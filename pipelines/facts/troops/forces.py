"""Whose forces a counted noun means, by what its own sentence tells."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from pipelines.annotation.speech import is_saying
from pipelines.annotation.stated_parties import party_nouns
from pipelines.facts.roles import arguments, conjuncts, is_verb, subjects
from pipelines.facts.troops.moves import is_start
from pipelines.facts.troops.sides import IN, OUT, Side, is_placed, side_of
from pipelines.facts.troops.words import force_lemma, force_nouns, setting

if TYPE_CHECKING:
    from pipelines.annotation.parsed import Token
    from pipelines.annotation.parties import Party
    from pipelines.annotation.reading import Number
    from pipelines.facts.context import Context
    from pipelines.facts.triggers import Trigger

_FORCES = ("nationality", "military_unit", "armed_group")
_SHORTEST = 2  # tokens before "with" that hold a name and a comma
_PRONOUNS = ("PRP$", "WP$")
_ACTING = ("send", "keep", "withdraw", "reduce", "leave", "op", "be")
_ITEM_STARTS = frozenset((",", ";", ":", "and", "(", "while", "with", "whereas", "-", "–", "but", "|", "*", "•"))
_ITEM_LINKS = frozenset("( : , with has had sent some about | another a further".split())


def force_of(noun: Token, number: Number | None, triggers: list[Trigger], context: Context) -> Side | None:
    """Whose forces a noun means: what its phrase says, else who sends, keeps or withdraws them."""
    found = force_in_phrase(noun, number, triggers, context)
    if found is None and is_contributed_to(noun):
        return None
    found = found or _by_verb(noun, triggers, context)
    return found or _supporter(noun, context)


def is_of_many(noun: Token, context: Context) -> bool:
    """Whether the counted ones are told to be of many nations: "peacekeepers from 50 countries"."""
    for preposition, token in arguments(noun).obliques:
        if preposition in ("from", "of") and token.tag_ == "NNS" and token.lemma_.lower() in setting("land"):
            return context.reading.mention_at(token.i) is None
    return False


def force_in_phrase(noun: Token, number: Number | None, triggers: list[Trigger], context: Context) -> Side | None:
    """Whose forces a noun means by the words of its own phrase and of the body that it is a part of."""
    own = _before_noun(noun, number, context) or _by_phrase(noun, triggers, context)
    own = own or _from_behind(number, triggers, context)
    return own or _with(noun, context) or _by_head(noun, triggers, context) or _by_predicate(noun, context)


def _with(noun: Token, context: Context) -> Side | None:
    """Who has the counted ones with them: "Britain, with around 1,000 troops, was told by phone"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "with" or noun.head.i < _SHORTEST:
        return None
    mention = context.reading.mention_at(noun.head.i - 2) if noun.doc[noun.head.i - 1].text == "," else None
    if mention is None or mention.code is None or mention.label not in ("country", "organisation"):
        return None
    root = context.reading.head(mention.start, mention.end)
    if root.dep_ == "pobj" or context.parties.is_place_only(root):
        return None
    return Side(mention.code, mention.start, mention.end, "force:with")


def _before_noun(noun: Token, number: Number | None, context: Context) -> Side | None:
    """A nation right behind the number, ("1,100 American and 1,500 French troops"), or the noun's own name."""
    reading = context.reading
    if number is not None and number.end < noun.i:
        mention = reading.mention_at(number.end)
        if mention is not None and mention.code and mention.label in _FORCES:
            return Side(mention.code, mention.start, mention.end, "force:number")
    mention = reading.mention_at(noun.i)
    if mention is not None and mention.code and mention.label in _FORCES:
        return Side(mention.code, mention.start, mention.end, "force:name")
    return None


def _by_phrase(noun: Token, triggers: list[Trigger], context: Context) -> Side | None:
    parties = context.parties
    party = parties.stated(noun)
    if party is not None and party.rule == "apposition" and _is_item(party, context):
        party = None
    if party is not None and "\n" in noun.doc[min(party.start, noun.i) : noun.i].text:
        party = None  # the end of a headline
    if party is not None and party.rule in ("modifier", "name", "apposition"):
        return side_of(party, "force")
    for owner in noun.children:
        if owner.dep_ == "poss" and owner.tag_ in _PRONOUNS and (party := parties.of(owner)):
            return side_of(party, "force")
    leaving = any(t.sense in ("withdraw", "leave") for t in triggers)
    for preposition, token in arguments(noun).obliques:
        if preposition in ("from", "of", "under") and not (preposition == "from" and (leaving or is_start(token))):
            if found := _origin(token, context):
                return found
    return None


def _origin(token: Token, context: Context) -> Side | None:
    """Who stands behind "soldiers of ..." or "from ...": a party, a camp, an army of one's own."""
    for child in token.children:
        if child.dep_ == "poss" and child.tag_ in _PRONOUNS and (party := context.parties.of(child)):
            return side_of(party, "force")
    party = context.parties.stated(token)
    if party is not None:
        return side_of(party, "force")
    mention = context.reading.mention_at(token.i)
    if mention is not None and mention.code and mention.label in ("location", "facility", *_FORCES):
        return Side(mention.code, mention.start, mention.end, "force:origin")
    return None


def _from_behind(number: Number | None, triggers: list[Trigger], context: Context) -> Side | None:
    """The country right behind a number: "two hundred more from Romania came, and 600 from Britain"."""
    doc = context.reading.doc
    if number is None or number.end + 2 >= len(doc) or doc[number.end].lower_ != "from":
        return None
    mention = context.reading.mention_at(number.end + 1 + (doc[number.end + 1].lower_ == "the"))
    if mention is None or mention.code is None or mention.label != "country":
        return None
    leaving = any(t.sense in ("withdraw", "leave", "reduce") for t in triggers)
    if leaving or is_start(context.reading.head(mention.start, mention.end)):
        return None
    return Side(mention.code, mention.start, mention.end, "force:origin")


def _by_predicate(noun: Token, context: Context) -> Side | None:
    """What the counted ones are said to be: "more than 700 of them are Kenyans"."""
    if noun.dep_ != "nsubj" or noun.head.lemma_ != "be":
        return None
    for child in noun.head.children:
        mention = context.reading.mention_at(child.i) if child.dep_ in ("attr", "acomp") else None
        if mention is not None and mention.code and mention.label == "nationality":
            return Side(mention.code, mention.start, mention.end, "force:predicate")
    return None


def _by_head(noun: Token, triggers: list[Trigger], context: Context) -> Side | None:
    """The force of the body that the counted ones are of or stand beside: "Moscow's contingent, 1,960 soldiers"."""
    for child in noun.children:
        if child.dep_ == "appos":  # "350 soldiers, the first of a Mongolian contingent"
            for preposition, token in arguments(child).obliques:
                if preposition in ("of", "from") and (found := _origin(token, context)):
                    return found
    head = noun.head
    body = head.head if head.lower_ in ("of", "by") else head if noun.dep_ in ("appos", "conj") else None
    if body is None or body == noun or body.pos_ not in ("NOUN", "PROPN", "NUM"):
        return None
    if (
        (told := party_nouns().get(body.lemma_.lower())) is not None
        and told.kind == "institution"
        and not _is_body(body)
    ):
        return None  # "notified the Council's committee of 535 instructors"
    party = context.parties.stated(body)
    if noun.dep_ == "conj" or (noun.dep_ == "appos" and body.dep_ == "pobj" and body.head.lower_ in IN):
        return None  # "in Niger, 400 of them at Ouallam"
    if party is not None and party.rule in ("modifier", "name"):
        return side_of(party, "force:head")
    for owner in body.children:
        if owner.dep_ == "poss" and owner.tag_ in _PRONOUNS and (party := context.parties.of(owner)):
            return side_of(party, "force:head")
    for preposition, token in arguments(body).obliques:
        if preposition == "from" and any(t.sense in ("withdraw", "leave") for t in triggers):
            continue  # "bring home thousands of soldiers from Iraq"
        if preposition in ("from", "of", "by") and token != noun and (found := _origin(token, context)):
            return found
    return None


def _by_verb(noun: Token, triggers: list[Trigger], context: Context) -> Side | None:
    parties = context.parties
    for trigger in triggers:
        token = trigger.token
        if not is_verb(token):
            told = arguments(token)
            owners = [p for m in (*told.modifiers, *told.agents) if m != noun and (p := parties.of(m))]
            if owners:
                return side_of(owners[0], "force:owner")
            under = (found for t in told.by("under") if (found := _origin(t, context)))
            if (side := next(under, None)) is not None:
                return side
            is_given = token.dep_ == "dobj" and is_verb(token.head)  # "makes a contribution of 170 soldiers"
            if (
                is_given and not is_saying(token.head) and token.head.lemma_ not in setting("obtaining")
            ):  # but not "gets a promise"
                makers = [p for t in subjects(token.head) if (p := parties.of(t)) and not parties.is_place_only(t)]
                if makers:
                    return side_of(makers[0], "force:agent")
        elif trigger.sense in _ACTING and token.lemma_ not in setting("asking"):
            agents = [t for t in _acting(token) if t != noun and not _holds(t, noun)]
            for agent in (*agents, *arguments(token).by("by")):
                party = parties.of(agent)
                if party is not None and party.rule == "place" and _is_body(agent):
                    party = None  # "the base in Tajikistan": not Tajikistan's
                party = party or _owner_beside(agent, context) or _leader(agent, context) or _same(agent, context)
                if (
                    party is None
                    or (parties.is_place_only(agent) and not _is_body(agent))
                    or is_placed(party, noun.doc)
                ):
                    continue
                return side_of(party, "force:agent")
    return None


def _owner_beside(noun: Token, context: Context) -> Party | None:
    """Whose a base or a mission is by what stands beside it: "the base in Tajikistan, its largest, had 7,000 men"."""
    owners = (o for c in noun.children if c.dep_ == "appos" for o in c.children if o.dep_ == "poss")
    return next((party for o in owners if (party := context.parties.of(o))), None)


def is_contributed_to(noun: Token) -> bool:
    """Whether a body is one in which others serve: "among the contributors to a mission of 10,800"."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ not in ("to", "in") or not preposition.i:
        return False
    return any(t.lemma_.lower() in setting("sharing") for t in (preposition.head, preposition.nbor(-1)))


def _leader(noun: Token, context: Context) -> Party | None:
    """Who leads a body of forces: "the British-led battle group"."""
    led = (c for c in noun.children if c.dep_ == "amod" and c.lower_ in ("led", "run") and _is_body(noun))
    return next((p for c in led for t in c.children if (p := context.parties.stated(t))), None)


def _same(noun: Token, context: Context) -> Party | None:
    """Whose "the battle group" is, where it was told with its name before."""
    if not _is_body(noun) or not any(c.lower_ == "the" for c in noun.children):
        return None
    for other in reversed(list(noun.doc[: noun.left_edge.i])):
        if other.lemma_ == noun.lemma_ and other.pos_ == noun.pos_ and _is_body(other):
            party = context.parties.stated(other)
            if party is not None and party.rule in ("modifier", "name"):
                return party
            owners = (t for p, t in arguments(other).obliques if p == "of")
            return next((p for t in owners if (p := context.parties.of(t)) is not None), None)
    return None


def _is_body(noun: Token) -> bool:
    return force_lemma(noun) in force_nouns() or noun.lemma_.lower() in setting("site")


def _acting(verb: Token) -> list[Token]:
    """The subjects of a verb, without the town of a dateline before it ("SEOUL -- North Korea has sent")."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if len(own) > 1 and own[0].is_upper:
        return conjuncts(own[-1])
    above = verb.head
    return _acting(above) if verb.dep_ == "xcomp" and not own and is_verb(above) else subjects(verb)


def _supporter(noun: Token, context: Context) -> Side | None:
    """Who backs another with forces: "propped up the president with 2,500 troops", "followed with a team of six"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "with" or not is_verb(noun.head.head):
        return None
    if any(c.dep_ == "acl" for c in noun.children) or noun.head.head.lemma_ in ("be", "become", "remain", "stay"):
        return None  # "with 1,000 soldiers based in the capital"
    for agent in subjects(noun.head.head):
        party = context.parties.of(agent)
        if party is not None and not context.parties.is_place_only(agent):
            return side_of(party, "force:agent")
    return None


def _holds(outer: Token, noun: Token) -> bool:
    """Whether a noun is what the counted one is a part of ("a contingent of 1,000 soldiers")."""
    if not outer.is_ancestor(noun) or force_lemma(outer) not in force_nouns():
        return False
    between = takewhile(lambda t: t != outer, noun.ancestors)
    return not any(is_verb(t) for t in between)  # "the brigade, which has 4,800 soldiers": it has them


def _is_item(party: Party, context: Context) -> bool:
    """Whether a name has a number of its own behind it, as the next item of a list has."""
    following = [n for n in context.reading.numbers if 0 <= n.start - party.end <= 1]
    return bool(following)


def listed_name(start: int, context: Context) -> Side | None:
    """The name of an item of a list, by the first token of its number: "the Bahamas 150", "Burundi (2,000)"."""
    doc = context.reading.doc
    index = start - 1
    while index >= 0 and start - index <= 3 and doc[index].lower_ in _ITEM_LINKS:
        index -= 1
    mention = context.reading.mention_at(index) if index >= 0 and start - index <= 3 else None
    if mention is None or mention.code is None or mention.start in context.parties.statements.labels:
        return None
    seat = mention.label == "location" and (mention.entity_id or "").startswith("countries:")
    if mention.label not in ("country", "military_unit", "armed_group", "organisation") and not seat:
        return None
    first = doc[mention.start : mention.end].root
    while first.dep_ == "conj":
        first = first.head
    if first.dep_ == "pobj" and first.head.lower_ in (*IN, *OUT, "against", "between"):
        return None
    before = mention.start - 1
    while before >= 0 and doc[before].lower_ in ("the", "\n"):
        before -= 1
    begins = before < 0 or doc[before].text in _ITEM_STARTS or doc[before + 1].is_sent_start or "\n" in doc[before].text
    links = {t.text for t in doc[mention.end : start]}
    if "," in links and ("with" in links or not (before >= 0 and doc[before].text in (";", ":", "and"))):
        return None
    if not begins and mention.label != "country":
        return None
    return Side(mention.code, mention.start, mention.end, "force:list")
