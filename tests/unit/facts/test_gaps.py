"""Clauses without a verb are hung on the verb that they leave out."""

from collections.abc import Callable

from pipelines.annotation.reading import Reading
from pipelines.facts.likewise.gaps import gaps, hang_gaps


def test_a_clause_is_hung_on_its_verb(read: Callable[[str], Reading]) -> None:
    reading = read("France sent 12 tanks to Ukraine, Germany 14.")
    hang_gaps(reading)
    (verb,) = (t for t in reading.doc if t.text == "sent")
    assert [name.text for name in gaps(verb)] == ["Germany"]


def test_a_verb_that_hangs_on_its_clause_makes_no_ring(read: Callable[[str], Reading]) -> None:
    text = "London has promised 4.5 billion pounds in military aid for Ukraine this year; Norway some 1.6 billion; "
    reading = read(text + "Denmark 800")
    (verb,) = (t for t in reading.doc if t.text == "promised")
    assert verb.head.text == "Denmark", "the parser hangs it otherwise now: the test needs another sentence"
    hang_gaps(reading)
    for token in reading.doc:
        assert token not in token.children, f"{token.text} hangs on itself"
        assert len(list(token.ancestors)) < len(reading.doc)
