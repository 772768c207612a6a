"""The gate: what it lets through, and that nothing which the facts are read from is lost by it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.annotation.annotator import Annotator
from pipelines.annotation.language.layout import BEGINS, GOES_ON, line_starts
from pipelines.annotation.language.model import UNPARSED, Model, Share
from pipelines.annotation.language.packing import pack, unpack
from pipelines.annotation.language.parsed import ParsedDoc, Token
from pipelines.annotation.reading import Reading
from pipelines.contracts.documents import DocumentRow
from pipelines.facts.extract import Extraction, Extractor
from pipelines.settings import Settings
from pipelines.text.datelines import DATELINE
from tests.annotated import annotations, shared_annotator
from tests.cases.facts.loader import load_facts

ROOT = Path(__file__).parents[3]
COOKING = (
    "Rinse the lentils under cold water and leave them to drain. Chop two onions and fry them in butter until golden. "
    "Anna Holm, who runs a kitchen in Porto, adds a pinch of cumin. Serve with warm bread and 200 grams of yoghurt. "
    "The dish keeps for three days. Children like it with rice, and it freezes well for a month or two at least."
)
WAR = "Poland ordered 180 K2 tanks from South Korea. Deliveries will start in 2026, its defence ministry said."


@pytest.fixture(scope="module")
def gated() -> Annotator:
    return shared_annotator(gate=True)


@pytest.fixture(scope="module")
def whole() -> Annotator:
    return shared_annotator(gate=False)


def _document(text: str) -> DocumentRow:
    at = datetime(2025, 6, 1)
    return DocumentRow(
        document_id="d", external_id="d", source=None, url=None, title=None, language="en", published_at=at,
        ingested_at=at, content_hash="d", text=text, origin="d", landed_sha256="d", revision=1, duplicate_of=None,
    )  # fmt: skip


def test_a_recipe_is_not_parsed_and_still_has_its_sentences_and_quantities(gated: Annotator) -> None:
    doc = gated.load(next(gated.annotate([COOKING])))
    assert {token.dep_ for token in doc} == {UNPARSED}
    assert [sentence.text for sentence in doc.sents][1].startswith("Chop two onions")
    assert len(list(doc.sents)) == 6
    assert "200 grams" not in [span.text for span in doc.spans["mentions"] if span.id_ == "model"]
    assert any(span.label_ == "date" for span in doc.spans["mentions"])


def test_a_deal_is_parsed(gated: Annotator) -> None:
    doc = gated.load(next(gated.annotate([WAR])))
    assert UNPARSED not in {token.dep_ for token in doc}
    assert gated.share.ratios()["share_parsed"] > 0


def test_one_paragraph_on_arms_in_a_text_about_something_else_is_parsed(gated: Annotator) -> None:
    text = "\n\n".join([COOKING, COOKING, WAR, COOKING, COOKING])
    doc = gated.load(next(gated.annotate([text])))
    parsed = {sentence.text for sentence in doc.sents if sentence[0].dep_ != UNPARSED}
    assert any("180 K2 tanks" in sentence for sentence in parsed)
    assert sum(token.dep_ != UNPARSED for token in doc) < len(doc) / 3


def test_without_the_gate_every_token_is_as_the_pipeline_itself_gives_it() -> None:
    articles = sorted((ROOT / "seeds" / "articles").glob("*.md"))[:6]
    texts = [DATELINE.sub("", path.read_text(encoding="utf-8")) for path in articles]  # which are read by themselves
    nlp = spacy.load(Settings().spacy_model)
    share = Share()
    lined = [nlp.make_doc(text) for text in texts]
    for doc in lined:
        for token, starts in zip(doc, line_starts(doc), strict=True):
            token.is_sent_start = {BEGINS: True, GOES_ON: False}.get(starts)
    for mine, theirs in zip(Model(nlp, share, gated=False).read(texts), nlp.pipe(lined), strict=True):
        assert [_told(t) for t in mine] == [_told(t) for t in theirs]
        assert [(t.ent_type_, t.ent_iob_) for t in mine] == [(t.ent_type_, t.ent_iob_) for t in theirs]
    assert share.ratios() == {"share_parsed": 1.0, "share_searched_for_names": 1.0}


def _told(token: spacy.tokens.Token | Token) -> tuple[object, ...]:
    return token.text, token.tag_, token.pos_, token.lemma_, token.dep_, token.head.i, token.is_sent_start


def test_a_document_comes_back_from_its_bytes_as_it_was(whole: Annotator) -> None:
    doc = whole.nlp(WAR)
    back = unpack(pack(doc))
    assert back.text == doc.text
    assert [_told(t) for t in back] == [_told(t) for t in doc]
    for name, group in doc.spans.items():
        assert [(s.start, s.end, s.label_, s.kb_id_, s.id_) for s in back.spans[name]] == [
            (s.start, s.end, s.label_, s.kb_id_, s.id_) for s in group
        ]


def _sample() -> Iterator[str]:
    for path in sorted((ROOT / "seeds" / "articles").glob("*.md")):
        yield path.read_text(encoding="utf-8").split("---", 2)[-1]
    for case in load_facts(ROOT / "tests" / "cases" / "facts"):
        yield case.text


@pytest.fixture(scope="module")
def read_both_ways(gated: Annotator, whole: Annotator) -> list[tuple[str, ParsedDoc, Extraction, Extraction]]:
    """For each text its document behind the gate, the facts of this one, and those of the document without the gate."""
    texts = list(_sample())
    extractor = Extractor(gated)
    found = []
    for text, mine, theirs in zip(texts, annotations(texts, gate=True), annotations(texts, gate=False), strict=True):
        doc = gated.load(mine)
        document = _document(text)
        found.append((text, doc, extractor.extract(doc, document), extractor.extract(whole.load(theirs), document)))
    return found


def test_the_facts_of_corpus_and_cases_are_those_without_the_gate(
    read_both_ways: list[tuple[str, ParsedDoc, Extraction, Extraction]],
) -> None:
    rows = [[one.facts for one in pair] for _, _, *pair in read_both_ways]
    different = [text[:60] for (text, *_), (mine, theirs) in zip(read_both_ways, rows, strict=True) if mine != theirs]
    assert sum(len(found) for _, theirs in rows for found in theirs.values()) > 300
    assert different == []


def test_every_word_that_a_fact_is_read_from_passes_the_gate(
    read_both_ways: list[tuple[str, ParsedDoc, Extraction, Extraction]],
) -> None:
    places = held_back = 0
    for text, doc, _, whole_extraction in read_both_ways:
        reading = Reading(doc, text)
        spans = [reading.source_span(token.i, token.i + 1) for token in doc]
        unparsed = [span for token, span in zip(doc, spans, strict=True) if token.dep_ == UNPARSED]
        for place in whole_extraction.evidence:
            places += 1
            held_back += any(start < place.end_char and place.start_char < end for start, end in unparsed)
    assert places > 3_000
    assert held_back == 0


def test_facts_told_in_passing_pass_the_gate(gated: Annotator) -> None:
    """Single facts, each between paragraphs about food: five in six are let through, by themselves all are."""
    told = [case.text for case in load_facts(ROOT / "tests" / "cases" / "facts") if len(case.text) > 60][::6]
    texts = ["\n\n".join([COOKING, COOKING, text, COOKING, COOKING]) for text in told]
    parsed = 0
    for text, fact, annotation in zip(texts, told, gated.annotate(texts), strict=True):
        start = text.index(fact)
        inside = [t for t in gated.load(annotation) if start <= t.idx < start + len(fact)]
        parsed += sum(t.dep_ != UNPARSED for t in inside) > len(inside) / 2
    assert len(told) > 50
    assert parsed / len(told) > 0.8


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(max_size=200), min_size=1, max_size=3))
def test_any_text_is_taken_and_its_mentions_lie_in_it_in_any_batch(gated: Annotator, texts: list[str]) -> None:
    together = list(gated.annotate(texts))
    alone = [next(gated.annotate([text])) for text in texts]
    assert together == alone
    for text, annotation in zip(texts, together, strict=True):
        reading = Reading(gated.load(annotation), text)
        for mention in reading.mentions:
            start, end = reading.source_span(mention.start, mention.end)
            assert 0 <= start < end <= len(text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from((*WAR.split(), *COOKING.split(), "\n\n", "-", "$5bn", "(")), max_size=80))
def test_any_order_of_words_is_taken(gated: Annotator, words: list[str]) -> None:
    text = " ".join(words)
    first, second = next(gated.annotate([text])), next(gated.annotate([text]))
    assert first == second
    Extractor(gated).extract(gated.load(first), _document(text))
