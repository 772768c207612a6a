"""Negation, modality and tense of a predicate."""

from collections.abc import Callable

import pytest

from pipelines.annotation.reading import Reading
from pipelines.facts.qualifiers import verdict


@pytest.mark.parametrize(
    ("text", "verb", "negated", "time"),
    [
        ("Poland bought tanks.", "bought", False, "past"),
        ("Poland has bought tanks.", "bought", False, "past"),
        ("Poland will buy tanks.", "buy", False, "future"),
        ("Poland may buy tanks.", "buy", False, "possible"),
        ("Poland would buy tanks.", "buy", False, "conditional"),
        ("Poland is to receive tanks.", "receive", False, "future"),
        ("Poland is said to have bought tanks.", "bought", False, "past"),
        ("Poland did not buy tanks.", "buy", True, "past"),
        ("Poland does not buy tanks.", "buy", True, "present"),
        ("Poland will never buy tanks.", "buy", True, "future"),
        ("Poland bought no tanks.", "bought", True, "past"),
        ("Poland is buying tanks.", "buying", False, "present"),
    ],
)
def test_how_a_verb_is_told(text: str, verb: str, negated: bool, time: str, read: Callable[[str], Reading]) -> None:
    token = next(t for t in read(text).doc if t.text == verb)
    told = verdict(token)
    assert (told.negated, told.time) == (negated, time)
