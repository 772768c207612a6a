"""The cues above the trigger of a deal: "approved" over "sale", "is being discussed" over "a deal"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.coreference.shapes import judged_by
from pipelines.annotation.cues import words
from pipelines.facts.leave import is_letting
from pipelines.facts.roles import governors, is_object, is_passive, is_verb, prepositional
from pipelines.facts.verbs import COPULAS

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.triggers import Trigger, TriggerTable

_CLAUSAL = frozenset(
    "xcomp ccomp pcomp acl advcl dobj pobj prep nsubj nsubjpass attr oprd relcl agent compound nmod poss dative "
    "appos amod".split()
)
_APART = frozenset("following after amid despite since before".split())  # comes with a deal and tells nothing of it
_HOLDING = words("arms_words", "holding")
_TOPICS = ("about", "over", "on")
_TELLING = words("arms_words", "telling")


def operators(trigger: Token, table: TriggerTable, blocks: list[int]) -> list[Trigger]:
    """The cues above a trigger in its own clause chain, nearest first ("approved" above "sale")."""
    found: list[Trigger] = []
    governed = {trigger, *governors(trigger)}
    below = trigger
    for governor in governors(trigger):
        resumed = _resumed(below, governor)
        token = governor if resumed is None else resumed
        if (
            below.dep_ not in _CLAUSAL and not _is_said_to_be(below) and resumed is None and not _leads_on(below, table)
        ) or blocks[token.i] != blocks[trigger.i]:
            break
        if _tells_nothing(below):
            break
        if below.dep_ in ("relcl", "advcl") and is_verb(below):
            content = _deal_over(below, table)
            if content is None and not (is_object(below) or _is_parted_content(below, table)):
                break
            if content is not None and content.token != token:
                found.append(content)
        if is_sentence_before(below):
            break
        cue = None if _means_else(token, below) else table.at(token)
        if cue is not None and cue.sense not in ("build", "beat") and not _is_light(cue, below, found):
            found.append(cue)
        found += _beside(token, below, table, governed)
        below = token
    return found


def _is_said_to_be(verb: Token) -> bool:
    """Whether a step is said to be something: "selling them is out of the question", "buying them is an option"."""
    return verb.dep_ == "csubj" and verb.head.lemma_ in COPULAS


def _tells_nothing(below: Token) -> bool:
    """Whether what stands above a clause or phrase tells nothing of a deal in it."""
    if below.dep_ in ("ccomp", "pcomp") and any(c.lower_ in ("why", "how") for c in below.children):
        return True  # "wants to know why the navy paid for it"
    if below.dep_ == "prep" and below.lower_ == "for" and any(c.dep_ == "pcomp" for c in below.children):
        judging = below.head.head if below.head.dep_ == "dobj" else below.head
        return judged_by(judging) is not None  # "dismissed its minister for buying them"
    return below.dep_ == "prep" and below.lower_ in _APART  # "finally yielded, following Washington's pledge of tanks"


def _leads_on(word: Token, table: TriggerTable) -> bool:
    """Whether an adverb or adjective only leads to its verb: "walked away from talks", "is about to sign"."""
    if word.dep_ == "acomp":
        cue = table.at(word.head)
        return cue is not None and word.lemma in cue.cue.phrase.split()
    left = [t for c in word.children if c.dep_ == "prep" and c.lower_ == "from" for t in c.children]
    is_of_deal = any(table.at(t) is not None for t in left)  # not "came away from a visit with an agreement"
    return word.dep_ == "advmod" and word.head.i == word.i - 1 and is_of_deal


def _is_light(cue: Trigger, below: Token, found: list[Trigger]) -> bool:
    """Whether a verb only serves the noun that is its object: the "gave" of "gave the go-ahead"."""
    serves = bool(found) and found[-1].token == below and found[-1].sense == "op" and below.dep_ == "dobj"
    return serves and is_verb(cue.token) and cue.sense in ("buy", "sell", "deal") and " " not in cue.cue.phrase


def _beside(token: Token, below: Token, table: TriggerTable, governed: set[Token]) -> list[Trigger]:
    """The cues that hang on a word above a deal beside what leads down to the deal.

    Args:
        token: the word above.
        below: what hangs on it and leads down to the deal.
        table: of the cues.
        governed: the deal and all words above it.
    """
    found: list[Trigger] = []
    if token.lemma in ("be", "have") and below.dep_ in ("nsubj", "nsubjpass"):  # "a contract is to be signed"
        ahead = (table.at(c) for c in token.children if c.dep_ == "xcomp" and c.tag_ in ("VB", "VBN"))
        found += [t for t in ahead if t is not None and t.token not in governed]
    if is_verb(token) and below.dep_ == "prep" and below.lower_ in _TOPICS:  # "talks have begun about a purchase"
        talks = (table.at(c) for c in token.children if c.dep_ in ("nsubj", "nsubjpass") and not is_verb(c))
        found += [t for t in talks if t is not None and t.sense == "op" and t.cue.extras["status"] == "considered"]
    if below.dep_ == "dobj" and token.lemma in _HOLDING:  # "the contract covers the sale of"
        holding = (table.at(c) for c in token.children if c.dep_ == "nsubj" and not is_verb(c))
        found += [t for t in holding if t is not None and t.sense in ("deal", "sell")]
    if is_verb(token):  # "was given approval", "has been put on hold", "is under discussion"
        others = [c for c in token.children if c != below]
        said = [c for c in others if c.dep_ in ("dobj", "attr", "acomp", "oprd")]
        places = [c for c in others if c.dep_ == "prep" and c.lower_ in ("on", "under", "in", "at")]
        said += [p for c in places for p in c.children if p.dep_ == "pobj"]
        own = table.at(token)
        meant = own.cue.phrase.split() if own is not None else []  # "is not on the table": the verb tells it
        told = (table.at(c) for c in said if c.lemma not in meant)
        found += [t for t in told if t is not None and t.sense == "op" and t.token not in governed]
    return found


def _means_else(verb: Token, below: Token) -> bool:
    """Whether a verb over a clause tells nothing of a deal: "is going to send", "adding that it had talks about"."""
    return (verb.lower_ == "going" and below.dep_ == "xcomp") or (verb.lemma_ == "add" and below.dep_ == "ccomp")


def is_sentence_before(clause: Token) -> bool:
    """Whether a semicolon or colon parts a clause from the verb that it hangs on: two sentences in one."""
    is_before = clause.dep_ == "ccomp" and clause.i < clause.head.i
    return is_before and any(t.text in ";:" for t in clause.doc[clause.i : clause.head.i])


def _resumed(subject: Token, verb: Token) -> Token | None:
    """The predicate behind the teller who stands within it: "a deal, two officers told us, is being discussed"."""
    if verb.lemma not in _TELLING:
        return None
    between = [c for c in verb.children if c.dep_ == "nsubj" and subject.i < c.i < verb.i]
    if subject.dep_ not in ("nsubj", "nsubjpass", "dep") or not between:
        return None
    return next((c for c in verb.children if c.dep_ == "conj" and is_verb(c)), None)


def _is_parted_content(clause: Token, table: TriggerTable) -> bool:
    """Whether an infinitive tells what its verb decides, behind the time or place: "declined in May to sell it"."""
    if clause.tag_ != "VB" or not any(c.lower_ == "to" for c in clause.children) or clause.i < clause.head.i:
        return False
    cue = table.at(clause.head) if is_verb(clause.head) else None
    if cue is None or cue.sense != "op":
        return False
    if is_letting(clause.head) and is_passive(clause.head):
        return True  # "has been cleared to buy"
    return not any(c.dep_ in ("dobj", "nsubjpass", "attr", "ccomp", "xcomp") for c in clause.head.children)


def _deal_over(clause: Token, table: TriggerTable) -> Trigger | None:
    """The noun whose content a clause tells, where the parser hangs the clause on a verb or takes it for a relative.

    "scrapped a deal to buy", "a contract under which missiles were to be built"
    """
    if clause.dep_ == "relcl":
        found = table.at(clause.head)
        if any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.children):  # "a deal to buy"
            return found if found is not None and not is_verb(clause.head) else None
        is_content = any(c.dep_ == "prep" and any(g.tag_ == "WDT" for g in c.children) for c in clause.children)
        return found if found is not None and found.sense == "deal" and is_content else None
    is_open = clause.tag_ == "VB" and any(c.lower_ == "to" for c in clause.children)
    is_content = clause.tag_ == "VBG" and clause.lemma in _HOLDING  # "a deal was signed, covering 12 jets"
    if not (is_open or is_content) or not is_verb(clause.head):
        return None
    objects = [c for c in clause.head.children if c.dep_ in ("dobj", "nsubjpass")]
    objects += [
        t for p, t in prepositional(clause.head) if p in ("for", "in")
    ]  # "waits for leave to sell", "in talks to"
    told = (table.at(c) for c in objects if c.i < clause.i)
    return next((t for t in told if t is not None and t.sense in ("deal", "op", "buy", "sell")), None)
