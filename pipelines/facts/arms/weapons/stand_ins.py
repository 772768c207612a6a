"""Words that stand for a weapon told before: "them", "four more", "the first units", "98 of the tank destroyers".

Each becomes an item of its own with the antecedent's designation and place, and with the number told here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.dealings.losing import beaten_by
from pipelines.facts.arms.weapons.classes import kind_of
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import Trigger, TriggerTable, trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Number, Reading
    from pipelines.facts.arms.weapons.items import Item

_BACK = 4  # sentences in which the only weapon that a bare number can be of is looked for
_NEAR = 1  # the same for what stands for the weapon told last
_POINTING = frozenset("the these those such both".split())
_ALL_BACK = 6  # the same for "all four", where four of it were told
_PRONOUNS = frozenset("it them they these those ones one".split())
_PLURAL = frozenset("them they these those ones".split())
_NOUNS = words("arms_words", "stand_in")
UNIT_NOUNS = words("arms_words", "unit")
_MILLION = 1_000_000
_FIRING = words("arms_words", "firing unit")
_FIGURES = words("arms_words", "figure")
_IN_LINE = words("arms_words", "in line")
_RETIRING = words("arms_words", "retiring")
_SAME = frozenset("the same such this these".split())
_DEALT = ("dobj", "nsubjpass", "pobj")
_MAY_STAND = (*_DEALT, "nsubj")


def standing_in(items: list[Item], reading: Reading) -> list[Item]:
    """The pronouns, bare numbers and words for units that are dealt in, as items of the weapons that they stand for.

    Args:
        items: the document's weapons; what stands for one of them is looked for at other tokens.
        reading: the document.
    """
    taken = {i for item in items for i in range(item.start, item.end)} | {item.head.i for item in items}
    table = trigger_table("arms_triggers")
    found = []
    for token in reading.doc.tokens:
        clause = _clause_on(token, reading)
        if (token.dep_ not in _MAY_STAND and clause is None) or token.i in taken:
            continue
        is_noun = _stands_in(token, reading)
        if token.dep_ == "nsubj" and not ((_is_number(token) or is_noun) and _arrives(token, table)):
            continue
        if not (token.lower_ in _PRONOUNS or _is_number(token) or is_noun):
            continue
        if token.lower_ in _PRONOUNS and _is_given_to(token, items):
            continue
        if _is_number(token) and token.head.lower_ == "of" and token.head.head.lower_ in _FIGURES:
            continue  # "has given a number of 20,000"
        is_telling = is_noun or token.dep_ != "pobj" or token.lower_ in _PLURAL or _is_number(token)
        trigger = _trigger_over(token, table) if is_telling else None
        trigger = trigger or _topic_trigger(token, table) or _arrives(token, table) or clause
        if trigger is None or trigger.sense not in ("buy", "sell", "deal", "op", "arrive"):
            continue
        if trigger.sense == "arrive" and token.dep_ == "dobj":
            continue  # "will not go it alone"
        if trigger.sense == "op" and token.lower_ not in _PRONOUNS and not is_noun:
            continue  # "the resolution allows up to twelve"
        before = _before(token, items, reading)
        number = _count(token, reading)
        if before is None or (_is_number(token) and number is None and trigger.sense != "arrive"):
            continue
        if _is_number(token) and number is not None and _is_sum(number, reading):
            continue
        if _is_number(token) and not all(_is_of_them(c, reading) for c in token.children if c.lower_ == "of"):
            continue
        if number is None and token.lower_ in _PLURAL:
            number = before.number
        found.append(replace(before, head=token, number=number, antecedent=before))
    return found


def is_told_in_parts(item: Item, items: list[Item], reading: Reading) -> bool:
    """Whether the same sentence tells from whom parts of a number come: "flies 14: six that Oslo donated and"."""
    parts = [i for i in items if i.antecedent == item and i.head.sent == item.head.sent and i.head.tag_ == "CD"]
    return any(_clause_on(i.head, reading) is not None for i in parts)


def _is_number(token: Token) -> bool:
    """Whether a word is a bare number: "four", "six more"."""
    return token.tag_ == "CD" or (token.lower_ == "more" and any(c.dep_ == "nummod" for c in token.children))


def _clause_on(token: Token, reading: Reading) -> Trigger | None:
    """The dealing with somebody that a clause on a bare number tells: "flies 14: six that Oslo donated"."""
    if token.tag_ != "CD" or token.dep_ == "nummod" or any(c.dep_ == "det" for c in token.children):
        return None  # "in addition to the 18 ordered in May"
    table = trigger_table("arms_triggers")
    for clause in token.children:
        found = table.at(clause) if clause.dep_ in ("relcl", "acl") and is_verb(clause) else None
        if found is not None and found.sense in ("buy", "sell") and any(_code_of(t, reading) for t in clause.subtree):
            return found
    return None


def _is_of_them(preposition: Token, reading: Reading) -> bool:
    """Whether a number is of what was told: "ordered five of the transports", by a noun that names nothing itself."""
    nouns = [c for c in preposition.children if c.dep_ == "pobj"]
    return bool(nouns) and all(
        n.tag_ == "NNS" and reading.mention_at(n.i) is None and any(c.lower_ in _POINTING for c in n.children)
        for n in nouns
    )


def _is_sum(number: Number, reading: Reading) -> bool:
    """Whether a bare number of millions is money, as other sums near it are: "Oslo has promised 250 million"."""
    here = reading.sentence_index[number.start]
    near = {reading.sentence_index[m.start] for m in reading.money}
    return (number.low or 0) >= _MILLION and any(n in near for n in (here - 1, here, here + 1))


def _is_given_to(pronoun: Token, items: list[Item]) -> bool:
    """Whether a pronoun stands for whom a weapon is given, whatever the parser makes of it: "sold it eight drones"."""
    after = pronoun.i + 1
    starts = {i.number.start if i.number is not None and i.number.end <= i.start else i.start for i in items}
    return pronoun.dep_ in ("dobj", "dative") and after in starts


def _trigger_over(token: Token, table: TriggerTable) -> Trigger | None:
    """The dealing that a token stands under, through "of" and the unit or number before it: "five guns of them"."""
    while token.dep_ == "pobj" and token.head.lower_ == "of":
        token = token.head.head
        if (found := table.at(token)) is not None and found.sense in ("buy", "sell"):
            return found
    if token.dep_ == "pobj" and token.head.lower_ == "for" and is_verb(token.head.head):  # "signed for two"
        found = table.at(token.head.head)
        return found if found is not None and found.cue.phrase.endswith(" for") else None
    if token.dep_ == "pobj" and token.head.lower_ == "for":  # "its order for six", "a deal for ten batteries"
        found = table.at(token.head.head)
        return found if found is not None and found.sense in ("buy", "sell", "deal") else None
    return table.at(token.head) if token.dep_ in _DEALT and is_verb(token.head) else None


def _stands_in(token: Token, reading: Reading) -> bool:
    """Whether a noun speaks of a weapon told before: "the same system", "three squadrons", "the first units"."""
    lemma = token.lemma
    if token.lower_ in _IN_LINE and not any(c.lower_ == "of" for c in token.children):
        return any(c.lower_ in ("the", "its", "their") for c in token.children)  # "has received the first"
    if lemma in _NOUNS and any(c.lower_ in _SAME for c in token.children):
        is_of = token.dep_ == "pobj" and token.head.lower_ == "of"  # "Gripens of the present version"
        return not (is_of and token.head.head.tag_ in ("NNS", "NNPS", "NNP"))
    if lemma not in UNIT_NOUNS:
        return False
    return any(c.lower_ in _IN_LINE for c in token.children) or _count(token, reading) is not None


def _arrives(token: Token, table: TriggerTable) -> Trigger | None:
    """The arriving that a number or unit is the subject of: "three have reached the air force"; or what is to come."""
    if token.dep_ != "nsubj" or not is_verb(token.head):
        return None
    found = table.at(token.head)
    ahead = (table.at(c) for c in token.head.children if c.dep_ == "xcomp" and token.head.lemma_ == "be")
    coming = next((t for t in ahead if t is not None and t.cue.extras["status"] == "delivered"), None)
    return found if found is not None and found.sense == "arrive" else coming  # "all 24 are to be delivered"


def _topic_trigger(token: Token, table: TriggerTable) -> Trigger | None:
    """The considering that a pronoun is the topic of: "asked about it", "is interested in them"."""
    if token.lower_ not in _PRONOUNS or token.dep_ != "pobj" or token.head.lower_ not in ("about", "in", "over", "on"):
        return None
    found = table.at(token.head.head)
    return found if found is not None and found.sense == "op" and found.cue.extras["status"] == "considered" else None


def _before(token: Token, items: list[Item], reading: Reading) -> Item | None:
    here, verb = reading.sentence_index[token.i], token.head
    is_of_clause = verb.dep_ != "conj" and not _is_of_earlier(verb)
    own = (verb, verb.head.head) if is_of_clause else (verb,)  # verbs whose weapon the word cannot be
    near = [
        i
        for i in items
        if i.head.i < token.i
        and here - reading.sentence_index[i.head.i] <= _NEAR
        and i.head.head not in own
        and beaten_by(i) is None
        and (token.lemma not in _FIRING or kind_of(i.weapon_class) == "fires")
        and not _is_replaced(i)
    ]
    if token.lower_ in _PLURAL:
        near = [i for i in near if i.head.tag_ in ("NNS", "NNPS") or _is_many(i) or i.system is not None]
    elif token.lower_ == "it":
        near = [i for i in near if i.head.tag_ not in ("NNS", "NNPS") or i.system is not None]
    if token.lower_ in _PLURAL or _is_number(token):
        near = [i for i in near if not _are_people_nearer(token, i)]
    if token.lower_ == "ones":
        near = [i for i in near if i.head == _plural_before(token)]
    subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
    if (whole := _all_of(token, items, reading)) is not None:
        return whole
    sold = [i for i in near if subject is not None and i.origin == _code_of(subject, reading)]
    near = sold or near
    return near[-1] if near else _only_family(token, items, reading)


def _is_of_earlier(verb: Token) -> bool:
    """Whether a verb tells what had been before: "gave them away, having bought them from", "it had ordered them"."""
    return any(c.dep_ == "aux" and c.lower_ in ("had", "having") for c in verb.children)


def _all_of(token: Token, items: list[Item], reading: Reading) -> Item | None:
    """The weapons told before in the number that "all four" is of, however many of them were spoken of since."""
    number = _count(token, reading) if _is_number(token) else None
    if not token.i or token.doc[token.i - 1].lower_ not in ("all", "the") or number is None or number.low is None:
        return None
    here = reading.sentence_index[token.i]
    told = [i for i in items if i.head.i < token.i and here - reading.sentence_index[i.head.i] <= _ALL_BACK]
    return next((i for i in reversed(told) if i.number is not None and i.number.low == number.low), None)


def _plural_before(token: Token) -> Token | None:
    """The last noun in the plural before a token: what "ones" stands for."""
    return next((t for t in reversed(token.doc.tokens[: token.i]) if t.tag_ in ("NNS", "NNPS")), None)


def _is_many(item: Item) -> bool:
    return item.number is not None and (item.number.low, item.number.high) != (1, 1)


def _are_people_nearer(token: Token, item: Item) -> bool:
    """Whether soldiers or the like were told after a weapon: "took away 300 rifles ... Nairobi has promised 1,000"."""
    people = words("force_nouns", "personnel")
    return any(t.lemma in people and t.tag_ == "NNS" for t in token.doc.tokens[item.head.i + 1 : token.i])


def _is_replaced(item: Item) -> bool:
    """Whether a weapon is only what another takes the place of, not what is retired and then told of."""
    found = trigger_table("arms_triggers").at(item.head.head)
    if item.head.dep_ != "dobj" or found is None or found.cue.phrase in _RETIRING:
        return False
    return found.sense == "none"


def _code_of(token: Token, reading: Reading) -> str:
    """The code that a token names, or "" for none."""
    mention = reading.mention_at(token.i)
    return (mention.code or "") if mention is not None else ""


def _only_family(token: Token, items: list[Item], reading: Reading) -> Item | None:
    """The one designation that the last sentences speak of, for a bare number or "the type"."""
    here = reading.sentence_index[token.i]
    named = [i for i in items if i.head.i < token.i and here - reading.sentence_index[i.head.i] <= _BACK and i.system]
    breaks = [i for i in reading.line_ends if i < token.i and reading.doc[i].text.count("\n") > 1]
    named = [i for i in named if breaks and i.head.i > breaks[-1]] or named  # of its own paragraph
    is_bare = _is_number(token) or token.lemma in (*_NOUNS, *UNIT_NOUNS)
    return named[-1] if is_bare and len({i.family for i in named}) == 1 else None


def _count(token: Token, reading: Reading) -> Number | None:
    own = next((c for c in token.children if c.dep_ == "nummod"), None)
    is_whole = token.tag_ == "CD" and token.dep_ == "pobj"  # "the first four of 16"
    head = own or (token.head.head if token.dep_ == "pobj" and not is_whole else token)
    if head.pos_ == "NOUN":  # "five regiments of the system", "five squadrons"
        head = next((c for c in head.children if c.dep_ == "nummod"), head)
    for number in reading.numbers:
        if number.start <= head.i < number.end or number.start <= token.i < number.end:
            return number
    return None
