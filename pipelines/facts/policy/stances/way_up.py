"""The words over an act that may take a stance on it, up to where another clause begins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

_BREAKS = frozenset("relcl advcl parataxis appos".split())
_STEPS = 8  # words above an act that are looked at


def words_over(act: Token) -> Iterator[tuple[str, Token, Token]]:
    """(relation, governor, word below it) from an act upwards, within what the governors hold of it."""
    below = act
    for _ in range(_STEPS):
        head = below.head
        if head == below:
            return
        relation = below.dep_
        if (noun := told_noun(below)) is not None:
            relation, head = "acl", noun
        if relation == "advcl" and (_is_gerund_object(below) or _is_provided_for(below)):
            relation = "xcomp"
        if relation == "ccomp" and below.pos_ == "NOUN":
            relation = "oprd"  # "declared the envoy persona non grata": no clause, whatever the parser says
        if is_verb(below) and (relation in _BREAKS or (relation == "acl" and below.tag_ == "VBN")):
            return
        if relation == "conj" and is_verb(below):
            if below.tag_ not in ("VB", "VBG") or any(c.dep_ in ("nsubj", "aux") for c in below.children):
                return
            shares_noun = not is_verb(head) and is_verb(head.head) and head.head.tag_ == below.tag_
            below = head.head if shares_noun else head  # "throwing out the envoy and suspending trade": misread
            continue  # "threatened to expel the envoys and cut ties": the second shares what is over the first
        if relation == "ccomp" and any(t.text == ";" for t in below.doc[below.i : head.i]):
            return  # "it has sent two ships; more are being looked at"
        if (
            relation == "ccomp"
            and head.lemma not in words("policy_governors", "say")
            and any(t.text == ":" for t in below.doc[head.i : max(below.i, head.i)])
        ):
            return  # "does not mind: its coast guard trains with theirs"
        yield relation, head, below
        below = head


def told_noun(verb: Token) -> Token | None:
    """The noun of stance right before an infinitive that the parser hangs elsewhere: "rejected calls to expel him".

    Whose it is may stand between: "won a pledge from Oslo to lift its tariffs".
    """
    first = verb.left_edge
    if verb.tag_ != "VB" or verb.dep_ not in ("advcl", "relcl") or first.lower_ != "to" or first.i == 0:
        return None
    noun = verb.doc[first.i - 1]
    if noun.tag_ == "''" and noun.i > noun.sent.start:
        noun = noun.nbor(-1)  # has "no plans" to send them
    if noun.dep_ == "pobj" and noun.head.lower_ == "from":
        noun = noun.doc[noun.head.i - 1]
    is_way = noun.lemma in words("policy_words", "way") or noun.lemma in words("qualifier_words", "attitude")
    return noun if noun.pos_ == "NOUN" and (is_way or trigger_table("policy_stances").at(noun) is not None) else None


def _is_gerund_object(verb: Token) -> bool:
    """Whether a participle that the parser calls a clause is what the verb before it governs: "ruled out sending"."""
    first = verb.left_edge.i
    return verb.tag_ == "VBG" and verb.i == first and first > verb.head.i and verb.doc[first - 1].pos_ != "PUNCT"


def _is_provided_for(verb: Token) -> bool:
    """Whether an infinitive is what the verb right before it is about: "provides for troops to be sent"."""
    first = verb.left_edge
    return first.lower_ == "for" and first.dep_ == "mark" and first.i == verb.head.i + 1
