"""A noun that is hung on the name before it is coordinated with the noun over that name."""

from pipelines.annotation.language.lost_conjuncts import hang_lost_conjuncts
from pipelines.annotation.language.parsed import ParsedDoc

_WORDS = ["aid", "for", "Chad", "and", "sanctions", "on", "Iran"]
_TAGS = ["NN", "IN", "NNP", "CC", "NNS", "IN", "NNP"]
_PARTS = ["NOUN", "ADP", "PROPN", "CCONJ", "NOUN", "ADP", "PROPN"]
_RELATIONS = ["ROOT", "prep", "pobj", "cc", "conj", "prep", "pobj"]
_HEADS = [0, 0, 1, 2, 2, 0, 5]


def _document(words: list[str], tags: list[str]) -> ParsedDoc:
    lemmas = [w.lower() for w in words]
    told = (lemmas, tags, lemmas, lemmas, _RELATIONS, _PARTS)
    return ParsedDoc(words, [True] * len(words), told, [head - i for i, head in enumerate(_HEADS)])


def test_a_noun_with_a_phrase_of_its_own_goes_with_the_noun_before_the_name() -> None:
    doc = _document(_WORDS, _TAGS)
    hang_lost_conjuncts(doc)
    assert doc[4].head == doc[0] and doc[5].head == doc[4]


def test_a_noun_without_such_a_phrase_stays_with_the_name() -> None:
    doc = _document([*_WORDS[:4], "refugees", "in", "Iran"], _TAGS)
    hang_lost_conjuncts(doc)
    assert doc[4].head == doc[2]
