"""Arguments of a predicate through the shapes of a sentence."""

from collections.abc import Callable

import pytest

from pipelines.annotation.reading import Reading
from pipelines.facts.roles import arguments


@pytest.mark.parametrize(
    ("text", "predicate", "agents", "themes"),
    [
        ("Poland bought tanks.", "bought", ["Poland"], ["tanks"]),
        ("Tanks were bought by Poland.", "bought", ["Poland"], ["Tanks"]),
        ("Poland wants to buy tanks.", "buy", ["Poland"], ["tanks"]),
        ("Poland and Latvia bought tanks.", "bought", ["Poland", "Latvia"], ["tanks"]),
        ("Poland, which bought tanks, is pleased.", "bought", ["Poland"], ["tanks"]),
        ("Kenya's plan to send police failed.", "send", ["Kenya"], ["police"]),
        ("The tanks sent by Poland arrived.", "sent", ["Poland"], ["tanks"]),
    ],
)
def test_who_does_what(
    text: str, predicate: str, agents: list[str], themes: list[str], read: Callable[[str], Reading]
) -> None:
    found = arguments(next(t for t in read(text).doc if t.text == predicate))
    assert [t.text for t in found.agents] == agents
    assert [t.text for t in found.themes] == themes
