"""Verbs whose subject the parser hangs elsewhere: they get it back, and what the parser got right is left alone."""

from pipelines.annotation.language.lost_subjects import hang_lost_subjects
from pipelines.annotation.language.parsed import ParsedDoc, Span

# word, tag, part of speech, relation, head
_RUN_INTO = """
On IN ADP prep 4
Monday NNP PROPN compound 2
Oslo NNP PROPN pobj 0
has VBZ AUX aux 4
left VBN VERB ROOT 4
"""
_ASIDE = """
Oslo NNP PROPN npadvmod 3
, , PUNCT punct 3
he PRP PRON nsubj 3
said VBD VERB ROOT 3
, , PUNCT punct 3
has VBZ AUX aux 6
left VBN VERB ccomp 3
"""
_PARTED = """
Oslo NNP PROPN nsubj 1
has VBZ AUX ccomp 4
, , PUNCT punct 4
he PRP PRON nsubj 4
said VBD VERB parataxis 6
, , PUNCT punct 4
left VBN VERB ROOT 6
"""
_SPLIT = """
He PRP PRON nsubj 1
said VBD VERB ROOT 1
Oslo NNP PROPN nsubj 3
would MD AUX ccomp 1
in IN ADP prep 6
June NNP PROPN pobj 4
leave VBP VERB ccomp 1
"""
_ON_TELLER = """
Oslo NNP PROPN nsubj 1
told VBD VERB ROOT 1
them PRP PRON nsubj 4
must MD AUX aux 4
leave VB VERB ccomp 1
and CC CCONJ cc 4
cut VBD VERB conj 4
closed VBD VERB conj 4
"""
_RIGHT = """
He PRP PRON nsubj 1
said VBD VERB ROOT 1
Oslo NNP PROPN nsubj 4
has VBZ AUX aux 4
left VBN VERB ccomp 1
"""


_LEMMAS = {"has": "have", "closed": "close"}


def _document(table: str) -> ParsedDoc:
    words, tags, parts, relations, heads = zip(*(line.split() for line in table.split("\n") if line), strict=True)
    lemmas = [_LEMMAS.get(word, word.lower()) for word in words]
    told = ([w.lower() for w in words], tags, lemmas, lemmas, relations, parts)
    return ParsedDoc(words, [True] * len(words), told, [int(head) - i for i, head in enumerate(heads)])


def _subjects(doc: ParsedDoc, verb: str) -> list[str]:
    return [c.text for t in doc if t.text == verb for c in t.children if c.dep_ == "nsubj"]


def test_a_subject_that_ran_into_the_day_before_it_is_told_apart() -> None:
    doc = _document(_RUN_INTO)
    doc.spans["mentions"] = [Span(doc, 1, 2, ("date", "", ""))]
    hang_lost_subjects(doc)
    assert _subjects(doc, "left") == ["Oslo"]
    assert doc[1].head == doc[0] and doc[1].dep_ == "pobj"


def test_who_says_so_between_a_subject_and_its_verb_keeps_his_own_place() -> None:
    doc = _document(_ASIDE)
    hang_lost_subjects(doc)
    assert _subjects(doc, "left") == ["Oslo"] and _subjects(doc, "said") == ["he"]


def test_an_auxiliary_before_an_aside_goes_with_its_verb() -> None:
    doc = _document(_PARTED)
    hang_lost_subjects(doc)
    assert _subjects(doc, "left") == ["Oslo"] and doc[1].head == doc[6] and doc[1].dep_ == "aux"


def test_a_verb_with_a_subject_is_left_alone() -> None:
    doc = _document(_RIGHT)
    hang_lost_subjects(doc)
    assert _subjects(doc, "left") == ["Oslo"] and _subjects(doc, "said") == ["He"]


def test_an_auxiliary_before_a_time_goes_with_its_verb() -> None:
    doc = _document(_SPLIT)
    hang_lost_subjects(doc)
    assert _subjects(doc, "leave") == ["Oslo"] and doc[3].head == doc[6] and doc[3].dep_ == "aux"


def test_a_past_goes_on_with_who_tells_and_not_with_the_infinitive_before_it() -> None:
    doc = _document(_ON_TELLER)
    hang_lost_subjects(doc)
    assert doc[7].head == doc[1] and doc[6].head == doc[4]
