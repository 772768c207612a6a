"""Whose forces a noun means, by its own phrase and the body of forces that it is part of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.gazetteers.reference import reference
from pipelines.annotation.parties.words import MODIFIERS, is_country, party_noun, party_nouns
from pipelines.facts.arms.weapons.items import find_items
from pipelines.facts.roles import arguments, is_verb, subjects
from pipelines.facts.troops.departures import place_left
from pipelines.facts.troops.forces.national import national_part
from pipelines.facts.troops.forces.sides import IN, Side, side_at, side_of, whom
from pipelines.facts.troops.moves import is_start
from pipelines.facts.troops.words import is_force_or_site, setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.annotation.reading import Number
    from pipelines.facts.context import Context
    from pipelines.facts.triggers import Trigger

_FORCES = ("nationality", "military_unit", "armed_group")
_SHORTEST = 1  # tokens before "with" that hold a name
_PRONOUNS = ("PRP$", "WP$")


def force_in_phrase(noun: Token, number: Number | None, triggers: list[Trigger], context: Context) -> Side | None:
    """Whose forces a noun means by the words of its own phrase and of the body that it is a part of."""
    own = _of_group(noun, context) or _before_noun(noun, number, context) or _by_phrase(noun, triggers, context)
    own = own or _with(noun, context) or _carried(noun, context) or _by_head(noun, triggers, context)
    if own is not None and f"organisations:{own.code}" in reference().entries:
        own = national_part(noun, triggers, context) or own
    return own or _by_predicate(noun, number, context) or _by_share(noun, context)


def _with(noun: Token, context: Context) -> Side | None:
    """Who has the counted ones with them: "Britain, with around 1,000 troops, was told by phone"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "with" or noun.head.i < _SHORTEST:
        return None
    before = noun.doc[noun.head.i - 1]
    if before.tag_ == "NNPS" and (people := _before_noun(before, None, context)) is not None:
        return people  # "others are leaving too, the Danes with 105 men"
    holder = noun.head.head
    if is_force_or_site(holder) or any(i.head == holder for i in find_items(context.reading)):
        nations = (context.reading.mention_at(c.i) for c in holder.children if c.dep_ in MODIFIERS and c.i < holder.i)
        nation = next((m for m in nations if m is not None and m.label == "nationality" and m.code), None)
        if nation is not None:
            return side_at(nation, "force:with")  # "a Turkish frigate with 220 sailors"
    mention = context.reading.mention_at(noun.head.i - 2 if before.text == "," else before.i)
    if before.text != "," and (mention is None or mention.label != "country" or not _is_list_of_sizes(noun)):
        return None
    if mention is None or mention.code is None or mention.label not in ("country", "organisation"):
        return None
    root = context.reading.head(mention.start, mention.end)
    if root.dep_ == "pobj" or context.parties.is_place_only(root):
        return None
    return side_at(mention, "force:with")


def _is_list_of_sizes(noun: Token) -> bool:
    """Whether a sentence lists countries each with its number: "Spain with 650 and Ireland with 370 soldiers"."""
    words = [t for t in noun.sent if t.lower_ == "with" and t.i and t.nbor(-1).pos_ == "PROPN"]
    return sum(any(c.like_num for c in t.doc[t.i + 1 : t.i + 4]) for t in words) > 1


def _carried(noun: Token, context: Context) -> Side | None:
    """Whose the ships or planes are that carry the counted ones: "two Russian planes carrying 100 troops landed"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.dep_ not in ("acl", "relcl") or verb.lemma_ not in setting("carrying"):
        return None
    carriers = (
        context.reading.mention_at(c.i) for c in verb.head.children if c.dep_ in MODIFIERS and c.i < verb.head.i
    )
    nation = next((m for m in carriers if m is not None and m.label == "nationality" and m.code), None)
    return side_at(nation, "force:with") if nation is not None else None


def _of_group(noun: Token, context: Context) -> Side | None:
    """The armed group that the counted ones are of, whatever their nation: "Russian mercenaries of Wagner"."""
    told = (context.parties.stated(t) for p, t in arguments(noun).obliques if p in ("of", "from"))
    group = next((p for p in told if p is not None and f"armed_groups:{p.code}" in reference().entries), None)
    return side_of(group, "force") if group is not None else None


def _before_noun(noun: Token, number: Number | None, context: Context) -> Side | None:
    """A nation right behind the number, ("1,100 American and 1,500 French troops"), or the noun's own name."""
    reading = context.reading
    if number is not None and number.end < noun.i:
        mention = reading.mention_at(number.end)
        is_listed = mention is not None and mention.label == "country" and noun.doc[mention.end].lower_ in (",", "and")
        if mention is not None and mention.code and (mention.label in _FORCES or is_listed):
            return side_at(mention, "force:number")  # "4,000 US and 180 Japanese troops"
    mention = reading.mention_at(noun.i)
    if mention is not None and mention.code and mention.label in _FORCES:
        return side_at(mention, "force:name")
    return None


def _by_phrase(noun: Token, triggers: list[Trigger], context: Context) -> Side | None:
    parties = context.parties
    party = parties.stated(noun)
    if party is not None and party.rule == "apposition" and _is_item(party, context):
        party = None
    if party is not None and "\n" in noun.doc[min(party.start, noun.i) : noun.i].text:
        party = None  # the end of a headline
    dateline = context.dateline(noun.i)
    dated = dateline is not None and context.reading.doc[dateline.end].lower_ != "'s"
    if party is not None and dateline is not None and dated and party.start <= dateline.end:
        party = None  # "DILI, East Timor - Australian and British soldiers"
    if party is not None and party.rule in ("modifier", "name", "apposition"):
        member = _origin(noun, triggers, context) if not is_country(party.code) else None
        # "UN peacekeepers from Nepal"
        return member if member is not None and is_country(member.code) else side_of(party, "force")
    for owner in noun.children:
        if owner.dep_ == "poss" and owner.tag_ in _PRONOUNS:
            party = _told_to(noun, context) or _moving_its_own(noun, triggers, context) or whom(owner, context)
            if party is not None:
                return side_of(party, "force")
        if owner.tag_ == "WP$" and (named := _before_whose(owner, context)) is not None:
            return named
    return _origin(noun, triggers, context)


def _origin(noun: Token, triggers: list[Trigger], context: Context) -> Side | None:
    """Who stands behind a noun with "from", "of" or "under"; not whence forces leave or set out.

    Whence they leave may be told by their verb: "soldiers from Ghana have left Haiti".
    """
    left = [t.token for t in triggers if t.sense in ("withdraw", "leave")]
    told = (place_left(verb, context) for verb in left if is_verb(verb) and noun.head == verb)
    leaving = bool(left) and all(place is None for place in told)
    joined = noun.head if noun.dep_ == "dobj" and noun.head.lemma_ in setting("joining") else noun
    behind = [(p, t) for p, t in arguments(joined).obliques if p == "from" and t.i > noun.i] if joined != noun else []
    for preposition, token in (*arguments(noun).obliques, *behind):  # "will join 75 soldiers from El Salvador"
        if preposition in ("from", "of", "under") and not (preposition == "from" and (leaving or is_start(token))):
            if found := origin_in_phrase(token, context):
                return found
    return None


def _told_to(noun: Token, context: Context) -> Party | None:
    """Who is told or asked to do something with forces that are its own: "told France to take its 1,500 men home"."""
    verb = noun.head if noun.dep_ == "dobj" else None
    if verb is None or not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return None
    above = verb.head
    own = [c for c in verb.children if c.dep_ == "nsubj"]
    told = own or [c for c in above.children if c.dep_ == "dobj" and above.lemma_ in setting("bidding")]
    return next((p for t in told if (p := context.parties.stated(t)) is not None), None)


def _moving_its_own(noun: Token, triggers: list[Trigger], context: Context) -> Party | None:
    """The country that moves forces told as "its" or "their" own: "Sudan is to send 6,000 of their soldiers"."""
    verb = next((t.token for t in triggers if t.sense in ("send", "withdraw") and is_verb(t.token)), None)
    if verb is None or not any(c.dep_ == "dobj" and (c == noun or c.is_ancestor(noun)) for c in verb.children):
        return None
    movers = (p for t in subjects(verb) if (p := context.parties.stated(t)) and not context.parties.is_place_only(t))
    return next((p for p in movers if is_country(p.code)), None)


def _before_whose(whose: Token, context: Context) -> Side | None:
    """The name right before "whose", whatever the parser makes of the clause: "Botswana, whose 300 soldiers"."""
    comma = whose.i > 1 and whose.doc[whose.i - 1].text == ","
    mention = context.reading.mention_at(whose.i - 1 - comma) if whose.i > comma else None
    if mention is None or mention.code is None or mention.label not in ("country", "organisation"):
        return None
    return side_at(mention, "force:whose")


def origin_in_phrase(token: Token, context: Context) -> Side | None:
    """Who stands behind "soldiers of ..." or "from ...": a party, a camp, an army of one's own."""
    if (noun := party_noun(token)) is not None and noun.scope == "relation":
        return side_of(context.parties.of(token), "force")  # "soldiers of its northern rival" are not its own
    for child in token.children:
        if child.dep_ == "poss" and child.tag_ in _PRONOUNS and (party := whom(child, context)):
            return side_of(party, "force")
    party = context.parties.stated(token)
    if party is not None:
        return side_of(party, "force")
    mention = context.reading.mention_at(token.i)
    if mention is not None and mention.code and mention.label in ("location", "facility", *_FORCES):
        return side_at(mention, "force:origin")
    return None


def _by_predicate(noun: Token, number: Number | None, context: Context) -> Side | None:
    """What the counted ones are said to be: "more than 700 of them are Kenyans", "450 will be Danish infantry"."""
    doc = noun.doc
    if number is not None and number.end + 1 < len(doc) and doc[number.end].lower_ in ("are", "were"):
        mention = context.reading.mention_at(number.end + 1)  # "of the 7,500 soldiers 1,200 are Brazilian"
        if mention is not None and mention.code and mention.label == "nationality":
            return side_at(mention, "force:predicate")
    part = noun.doc[number.end - 1] if number is not None else noun
    subject = noun if noun.dep_ == "nsubj" else part
    if subject.dep_ != "nsubj" or subject.head.lemma_ != "be":
        return None
    for told in (c for c in subject.head.children if c.dep_ in ("attr", "acomp")):
        for word in (told, *(c for c in told.children if c.dep_ == "amod" and is_force_or_site(told))):
            mention = context.reading.mention_at(word.i)
            if mention is not None and mention.code and mention.label == "nationality":
                return side_at(mention, "force:predicate")
    return None


def _by_share(noun: Token, context: Context) -> Side | None:
    """Whose share the counted ones are: "his country's share will be a battalion", "Oslo's contribution is 200 men"."""
    if noun.dep_ != "attr" or noun.head.lemma_ != "be":
        return None
    for share in (c for c in noun.head.children if c.dep_ == "nsubj" and c.lemma in setting("share")):
        for owner in (c for c in share.children if c.dep_ in ("poss", "amod", "compound")):
            if (party := context.parties.of(owner)) is not None:
                return side_of(party, "force:share")
        party = context.parties.stated(share)
        return side_of(party, "force:share")
    return None


def _by_head(noun: Token, triggers: list[Trigger], context: Context) -> Side | None:
    """The force of the body that the counted ones are of or stand beside: "Moscow's contingent, 1,960 soldiers"."""
    for child in noun.children:
        if child.dep_ == "appos":  # "350 soldiers, the first of a Mongolian contingent"
            for preposition, token in arguments(child).obliques:
                if preposition in ("of", "from") and (found := origin_in_phrase(token, context)):
                    return found
    head = noun.head
    body = head.head if head.lower_ in ("of", "by") else head if noun.dep_ in ("appos", "conj") else None
    if body is None or body == noun or body.pos_ not in ("NOUN", "PROPN", "NUM"):
        return None
    told = party_nouns().get(body.lemma)
    if told is not None and told.kind == "institution" and not is_force_or_site(body):
        return None  # "notified the Council's committee of 535 instructors"
    party = context.parties.stated(body)
    if noun.dep_ == "conj" and (bringing := _owner_of_things(body, context)) is not None:
        return bringing
    if noun.dep_ == "conj" or (noun.dep_ == "appos" and body.dep_ == "pobj" and body.head.lower_ in IN):
        return None  # "in Niger, 400 of them at Ouallam"
    if party is not None and party.rule in ("modifier", "name"):
        return side_of(party, "force:head")
    for owner in body.children:
        if owner.dep_ == "poss" and owner.tag_ in _PRONOUNS and (party := whom(owner, context)):
            return side_of(party, "force:head")
    for preposition, token in arguments(body).obliques:
        if preposition == "from" and any(t.sense in ("withdraw", "leave") for t in triggers):
            continue  # "bring home thousands of soldiers from Iraq"
        if preposition in ("from", "of", "by") and token != noun and (found := origin_in_phrase(token, context)):
            return found
    return None


def _owner_of_things(noun: Token, context: Context) -> Side | None:
    """Whose the weapons are with which forces come, by the word behind their number: "two Thai jets and 90 men"."""
    if not any(i.head == noun for i in find_items(context.reading)):
        return None
    mention = context.reading.mention_at(noun.left_edge.i + 1) if noun.left_edge.i < noun.i else None
    is_nation = mention is not None and mention.label in ("nationality", "country") and mention.code is not None
    return side_at(mention, "force:head") if mention is not None and is_nation else None


def _is_item(party: Party, context: Context) -> bool:
    """Whether a name has a number of its own behind it, as the next item of a list has."""
    following = [n for n in context.reading.numbers if 0 <= n.start - party.end <= 1]
    return bool(following)
