"""A noun that is hung on the name before it is coordinated with the noun over that name."""

from pipelines.annotation.language.lost_conjuncts import hang_lost_conjuncts, join_headed_names
from pipelines.annotation.language.parsed import ParsedDoc, Span

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


def test_of_two_countries_before_the_verb_of_a_headline_both_are_its_subject() -> None:
    words = ["Turkey", ",", "Mali", "sign", "pact"]
    told = (words, ["NNP", ",", "NNP", "VBP", "NN"], words, words, ["npadvmod", "punct", "nsubj", "ROOT", "dobj"])
    doc = ParsedDoc(words, [True] * 5, (*told, ["PROPN", "PUNCT", "PROPN", "VERB", "NOUN"]), [3, 2, 1, 0, -1])
    doc.spans["mentions"] = [Span(doc, at, at + 1, ("country", "", "")) for at in (0, 2)]
    join_headed_names(doc)
    assert (doc[0].head, doc[0].dep_) == (doc[3], "nsubj")
    assert (doc[2].head, doc[2].dep_) == (doc[0], "conj")
