"""Objects of gerunds that the parser takes for a word about them: "is in favour of supplying missiles to Peru".

Behind a verb or a preposition "supplying missiles" may be missiles that supply, as "leading generals" are, and the
parser takes it so. Of the verbs of seeds/cues/gerunds the noun is the object, and the gerund stands in its place.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import cues, words

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import ParsedDoc, Token

_FILE = "gerunds"
_ABOUT = ("amod", "compound")
# The noun's relation to what is over it -> the one that a gerund in its place has.
_IN_PLACE_OF = {"pobj": "pcomp", "dobj": "xcomp"}
_TO_WHOM = ("to", "for", "on", "from", "into")


def hang_lost_objects(doc: ParsedDoc) -> None:
    """Make the noun behind each such gerund of a document its object."""
    for word in doc.among(words(_FILE, "object")):
        noun = word.head
        if word.dep_ not in _ABOUT or noun.i < word.i or noun.dep_ not in _IN_PLACE_OF:
            continue
        if noun.left_edge is word and _is_governed(word, noun) and noun.lemma not in words(_FILE, "no object"):
            _turn_round(word, noun)


def _is_governed(gerund: Token, noun: Token) -> bool:
    """Whether the verb or preposition over the noun stands right before the gerund, with its particle at most."""
    before = gerund.nbor(-1) if gerund.i > gerund.sent.start else gerund
    return before is noun.head or (before.head is noun.head and before.dep_ in ("prt", "advmod"))


def _turn_round(gerund: Token, noun: Token) -> None:
    """Hang the gerund where the noun hangs, and the noun on it, with the phrase behind that tells to whom."""
    doc, over, relation = gerund.doc, noun.head, _IN_PLACE_OF[noun.dep_]
    doc.take_as_verb(gerund, "VBG", _lemmas()[gerund.lower_])
    doc.hang(gerund, over, relation)
    doc.hang(noun, gerund, "dobj")
    last = noun.right_edge.i + 1
    behind = doc[last] if last < len(doc) else noun
    if behind.dep_ in ("prep", "dative") and behind.lower_ in _TO_WHOM and behind.head.is_ancestor(gerund):
        doc.hang(behind, gerund, "prep")


@cache
def _lemmas() -> dict[str, str]:
    return {cue.phrase: cue.extras["lemma"] for cue in cues(_FILE) if cue.sense == "object"}
