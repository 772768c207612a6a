"""A gerund that is taken for a word about the noun behind it gets that noun as its object."""

import pytest

from pipelines.annotation.language.lost_objects import hang_lost_objects
from pipelines.annotation.language.parsed import ParsedDoc

# word, tag, part of speech, relation, head
_AFTER_VERB = """
Oslo NNP PROPN nsubj 1
backed VBD VERB ROOT 1
{} NN NOUN compound 3
{} NNS NOUN dobj 1
to IN ADP prep 1
Peru NNP PROPN pobj 4
"""


def _document(table: str) -> ParsedDoc:
    rows = [line.split() for line in table.strip().splitlines()]
    words, tags, parts, relations, heads = ([row[column] for row in rows] for column in range(5))
    lower = [w.lower() for w in words]
    told = (lower, tags, words, lower, relations, parts)
    return ParsedDoc(words, [True] * len(words), told, [int(head) - i for i, head in enumerate(heads)])


def test_the_noun_behind_a_gerund_is_its_object() -> None:
    doc = _document(_AFTER_VERB.format("exporting", "tanks"))
    hang_lost_objects(doc)
    gerund, noun, to = doc[2], doc[3], doc[4]
    assert (gerund.head, gerund.dep_, gerund.tag_, gerund.lemma_) == (doc[1], "xcomp", "VBG", "export")
    assert (noun.head, noun.dep_) == (gerund, "dobj")
    assert to.head == gerund
    assert doc.among(frozenset(("export",))) == [gerund]


@pytest.mark.parametrize(("word", "noun"), [("exporting", "countries"), ("training", "camps")])
def test_a_word_about_the_noun_stays_one(word: str, noun: str) -> None:
    doc = _document(_AFTER_VERB.format(word, noun))
    doc[3].lemma = {"countries": "country"}.get(noun, noun)
    hang_lost_objects(doc)
    assert doc[2].head == doc[3] and doc[3].head == doc[1]
