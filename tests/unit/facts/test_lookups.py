"""What is looked up by word is what a look at every token finds."""

from collections.abc import Callable

import pytest

from pipelines.annotation.language.parsed import Token, once_a_token
from pipelines.annotation.reading import Reading, once_a_document
from pipelines.facts.context import Context
from pipelines.facts.triggers import trigger_table
from pipelines.facts.troops.words import force_lemma, force_nouns, force_words

TEXT = (
    "NAIROBI, May 3 - Kenya will send 1,000 policemen and two battle groups to Haiti.\n"
    "The servicewomen of its Air Force, 40 US Marines among them, left on Monday; France has ruled out a mission.\n\n"
    "- Poland: 180 K2 tanks were ordered from South Korea in 2022.\n- Oslo handed over six howitzers."
)


@pytest.fixture(scope="module")
def reading(read: Callable[[str], Reading]) -> Reading:
    return read(TEXT)


def test_words_are_found_by_lemma_and_by_form_in_the_order_of_the_text(reading: Reading) -> None:
    assert [t.text for t in reading.doc.among(frozenset(("tanks", "leave", "send", "kenya")))] == [
        "Kenya", "send", "left", "tanks"
    ]  # fmt: skip
    assert reading.doc.among(frozenset(("submarine",))) == []


@pytest.mark.parametrize("name", ["arms_triggers", "troop_triggers", "policy_stances", "meeting_triggers"])
def test_the_cues_of_a_document_are_those_at_its_tokens(reading: Reading, name: str) -> None:
    table = trigger_table(name)
    assert table.among(reading.doc) == [t for token in reading.doc if (t := table.at(token)) is not None]


def test_the_words_for_forces_are_those_whose_lemma_is_one(reading: Reading) -> None:
    assert force_words(reading) == [t for t in reading.doc if force_lemma(t) in force_nouns()]
    assert {"policemen", "groups", "servicewomen", "Marines"} <= {t.text for t in force_words(reading)}


def test_mentions_are_found_by_sentence_and_label(reading: Reading) -> None:
    for sentence in reading.sentences:
        inside = [m for m in reading.mentions if sentence.start <= m.start < sentence.end]
        assert list(reading.within(sentence)) == inside
        assert list(reading.within(sentence, "country")) == [m for m in inside if m.label == "country"]


def test_tokens_have_the_number_of_their_line_and_paragraph(reading: Reading) -> None:
    context = Context(reading, None)
    places = {t.text: t.i for t in reading.doc}
    words = ("Haiti", "Monday", "Poland", "howitzers")
    assert [context.lines[places[w]] for w in words] == [0, 1, 2, 3]
    assert [context.paragraphs[places[w]] for w in words] == [0, 0, 1, 1]
    assert len(context.lines) == len(context.blocks) == len(reading.doc)


def test_a_token_and_a_document_are_read_once(read: Callable[[str], Reading]) -> None:
    seen: list[str] = []

    @once_a_token
    def small(token: Token) -> str | None:
        seen.append(token.text)
        return token.lower_ if token.is_upper else None

    @once_a_document
    def size(reading: Reading) -> int:
        seen.append("document")
        return len(reading.doc)

    first, second = read("NATO met"), read("NATO met again")
    assert [small(t) for r in (first, first, second) for t in r.doc] == ["nato", None] * 2 + ["nato", None, None]
    assert [size(r) for r in (first, first, second)] == [2, 2, 3]
    assert seen == ["NATO", "met", "NATO", "met", "again", "document", "document"]
