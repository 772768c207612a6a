"""Sums of money that are given: "will lend Ukraine $8 billion" is financial aid, for weapons military funding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue, cues, senses, words
from pipelines.facts.likewise.gaps import gap_around
from pipelines.facts.policy.acts.acts import Act
from pipelines.facts.roles import arguments, governors, is_verb
from pipelines.facts.verbs import COPULAS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context


def _cue(kind: str, instrument: str, category: str) -> Cue:
    return Cue("policy_payments", kind, instrument, "noun", {"category": category, "direction": "beneficiary"})


def _withheld(cue: Cue) -> Cue:
    """What a sum is that somebody does not get: a measure against him."""
    return cue._replace(extras={**cue.extras, "direction": "target"})


_KINDS = {
    "military": _cue("military", "military_aid_funding", "military"),
    "relief": _cue("relief", "humanitarian_aid", "humanitarian"),
    "money": _cue("money", "financial_aid", "economic"),
}


_WEAPONS = ("weapon", "military_platform")
_LARGE = frozenset(c.phrase for c in cues("number_words") if c.scope in ("scale", "suffix") and int(c.sense) >= 10**6)
_TOTALLING = words("policy_words", "totalling")
_MEASURING = ("nummod", "compound", "nmod", "amod", "quantmod")  # a sum that says how much the noun behind it is worth


def find_payments(context: Context) -> list[Act]:
    """The sums of a document that a verb of giving governs."""
    verbs = senses("policy_payments")
    found: list[Act] = []
    for start, end in _sums(context):
        head = context.reading.head(start, end)
        if head.lemma_ in _TOTALLING and head.dep_ == "acl":
            head = head.head  # "announced aid totalling $2bn", where the participle is one of the sum's words
        giver = _granting(head, verbs) or next((t for t in governors(head) if is_verb(t)), None)
        if giver is None or gap_around(head) is not None:
            continue  # "London has promised 4 billion, Oslo 1.6": read in likewise/gapped.py
        if context.reading.doc[max(start - 1, 0)].text == "(":
            continue  # the sum before it in another currency
        if _is_of_trade(giver, head, verbs) or _is_for_oneself(giver, context):
            continue
        kind = _kind_of_aid(head, giver, verbs)
        sense = _sense(giver, head, verbs) or ("give" if kind else None)
        if sense == "settle" and _is_paid_to_somebody(giver, head):
            sense = "assign"
        if (noun := _giver(giver, head, verbs)) is not None:
            sense, kind, head = "give", _kind(noun.subtree), noun
        if sense is None and _is_received(giver, head):
            sense = "give"
        is_withheld = sense == "withhold" and _is_meant_for_somebody(giver, head)
        if not is_withheld and sense not in ("give", "assign"):
            continue
        if _is_price(head, verbs):
            continue
        if head.dep_ == "pobj" and head.head.lower_ == "with" and head.head.head == giver:
            head = giver  # "will compensate Riga with 200 million euros"
        is_bare = head.pos_ == "NUM" and found  # "Oslo has put up 100 million" is for what the sum before is for
        told = kind or _kind(giver.subtree) or _for_weapons(giver, context) or _kind_before(giver, context) or "money"
        cue = found[-1].cue if is_bare else _KINDS[told]
        if is_withheld:
            found.append(Act(giver, start, end, _withheld(cue), head, rule="withheld sum"))
        else:
            found.append(Act(head, start, end, cue, rule="payment" if sense == "give" else "assigned sum"))
    return found


def _is_of_trade(giver: Token, money: Token, verbs: dict[str, str]) -> bool:
    """Whether a sum is what a sale is worth: "a $180 million sale", "approved two sales with a ceiling of $750m"."""
    is_worth = money.dep_ in _MEASURING and verbs.get(money.head.lemma) == "trade"
    return is_worth or any(verbs.get(t.lemma) == "trade" for t in arguments(giver).themes)


def _is_for_oneself(giver: Token, context: Context) -> bool:
    """Whether a sum is a company's investment, or what a state spends on weapons of its own."""
    if giver.lemma_ == "invest" and not _is_by_state(giver, context):
        return True
    is_for_weapons = giver.lemma_ == "spend" and bool(_for_weapons(giver, context))
    return is_for_weapons and all(t.lower_ != "for" for t in giver.subtree)


def _is_price(money: Token, verbs: dict[str, str]) -> bool:
    """Whether a sum is a price, and no gift: "for $2 billion", but "a fund worth $2 billion"."""
    if money.dep_ == "pobj" and money.head.lower_ in ("for", "at", "worth", "by"):
        return True
    return money.head.lower_ == "worth" and verbs.get(money.head.head.lemma) != "aid"


def _sums(context: Context) -> list[tuple[int, int]]:
    """The sums of a document, tokens [start, end): behind the first, a bare "100 million" that is given is one too."""
    sums = [(m.start, m.end) for m in context.reading.money]
    if not sums:
        return []
    numbers = (m for m in context.reading.of_label("quantity") if m.start > sums[0][0])
    doc = context.reading.doc
    bare = [(n.start, n.end) for n in numbers if doc[n.end - 1].lower_ in _LARGE and doc[n.end - 1].dep_ == "dobj"]
    return sorted({*sums, *bare})


def _sense(giver: Token, money: Token, verbs: dict[str, str]) -> str | None:
    """What a verb with its particle does with a sum: "chip in" has it behind what the parser calls a preposition."""
    lemma = giver.lemma
    parts = [c.lower_ for c in giver.children if c.dep_ in ("prt", "advmod") or c == money.head]
    parts += [c.lower_ for t in (giver, money) for c in t.children if c.dep_ == "prep" and c.i > money.i]
    phrases = (verbs.get(f"{lemma} {part}") for part in parts)
    return next((sense for sense in phrases if sense), verbs.get(lemma))


def _is_received(verb: Token, money: Token) -> bool:
    """Whether a sum is had from a state or a body: "is to get 425 million dollars a year from Washington"."""
    return verb.lemma in senses("policy_receiving") and bool(givers_of_sum(verb, money))


def givers_of_sum(verb: Token, money: Token) -> list[Token]:
    """From whom a sum is had: the parser hangs them on the verb, the sum or the aid that it is of."""
    aid = [*arguments(money).by("in", "of"), *arguments(verb).by("in")]
    owners = [m for t in (money, *aid) for m in arguments(t).modifiers]  # "500 million dollars in American aid"
    return [*(t for token in (verb, money, *aid) for t in arguments(token).by("from")), *owners]


def _is_paid_to_somebody(giver: Token, money: Token) -> bool:
    told = (arguments(giver), arguments(money))
    return any(a.datives or a.by("to", "towards", "toward", "into") for a in told)


def _is_meant_for_somebody(verb: Token, money: Token) -> bool:
    """Whether a sum that is held back is told with who should have it: "blocked 6 billion euros for Ukraine"."""
    held = money.head if money.dep_ in _MEASURING else money  # "vetoed a 50 billion euro package for Ukraine"
    told = (arguments(verb), arguments(held), *(arguments(t) for t in arguments(held).by("of", "in")))
    return held.dep_ in ("dobj", "nsubjpass") and any(a.by("to", "for", "from") for a in told)


def _is_by_state(verb: Token, context: Context) -> bool:
    """Whether the subject of a verb is a state by its name or its government's."""
    mentions = (context.reading.mention_at(t.i) for t in arguments(verb).agents)
    return any(m is not None and m.label in ("country", "location") for m in mentions)


def _granting(money: Token, verbs: dict[str, str]) -> Token | None:
    """The verb of a clause on a sum by which it is given: "a credit of $2 billion which Moscow has granted"."""
    clauses = (c for c in money.children if c.dep_ == "relcl" and any(g.tag_ == "WDT" for g in c.children))
    return next((c for c in clauses if verbs.get(c.lemma) == "give"), None)


def _giver(verb: Token, money: Token, verbs: dict[str, str]) -> Token | None:
    """The noun by which a verb tells that its subject gives: "is the largest backer, with 300 million in funding"."""
    above = [t for t in governors(money) if t.dep_ == "attr" and t.head.lemma_ in COPULAS]
    told = [c for c in verb.children if c.dep_ in ("attr", "nsubj")] if verb.lemma_ in COPULAS else []
    told += above  # "is the largest donor, with $300m promised"
    return next((t for t in told if verbs.get(t.lemma) == "giver"), None)


def _kind_of_aid(money: Token, giver: Token, verbs: dict[str, str]) -> str | None:
    """The kind of aid that a phrase on a sum tells: "500 million dollars in new aid", "$40m of military support"."""
    for noun in (*arguments(money).by("in", "of", "for", "from"), *arguments(giver).by("in", "from")):
        if verbs.get(noun.lemma) == "aid" or noun.lemma_ == "grant":  # which as a verb gives
            behind = (t for t in giver.subtree if t.i > money.i)
            words = (*noun.subtree, *money.subtree, *behind)  # "170 million in aid for people in need"
            told = [sense for t in words if (sense := _aid_of(t)) in ("military", "relief")]
            return told[0] if told else "money"
    return None


def _aid_of(word: Token) -> str | None:
    """What a word tells of aid, by itself or with the one before it: the European Peace Facility pays for arms."""
    told = senses("policy_payments")
    before = word.doc[word.i - 1].lower_ if word.i else ""
    return told.get(f"{before} {word.lower_}") or told.get(word.lemma)


def _kind(tokens: Iterable[Token]) -> str | None:
    """The kind of aid that words tell: "cheap loans" are money, "shells" are military."""
    told = [sense for t in tokens if (sense := _aid_of(t)) in ("military", "relief", "aid")]
    kinds = [sense for sense in told if sense != "aid"]
    return kinds[0] if kinds else "money" if told else None


def _for_weapons(giver: Token, context: Context) -> str | None:
    """Military aid, where a clause names a weapon: "are paying 40 million towards the NASAMS"."""
    mentions = (context.reading.mention_at(t.i) for t in giver.subtree)
    return "military" if any(m is not None and m.label in _WEAPONS for m in mentions) else None


def _kind_before(giver: Token, context: Context) -> str | None:
    """The kind of aid of which a paragraph speaks: the sentence with its first sum tells it, or those before that."""
    reading, paragraph = context.reading, context.paragraphs[giver.i]
    here = reading.sentence_index[giver.i]
    before = [s for s in reading.sentences[:here] if context.paragraphs[s.end - 1] == paragraph]
    first = next((n for n, s in enumerate(before) if any(s.start <= m.start < s.end for m in reading.money)), None)
    near = before[::-1] if first is None else [before[first], *before[:first][::-1]]
    kinds = (_kind(sentence) for sentence in near)
    return next((kind for kind in kinds if kind is not None), None)
