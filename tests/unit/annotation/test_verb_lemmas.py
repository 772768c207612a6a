"""The lemmas of verbs that seeds/cues/verb_lemmas.csv corrects."""

from __future__ import annotations

import pytest

from pipelines.annotation.annotator import Annotator
from tests.annotated import shared_annotator


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return shared_annotator(gate=False)


@pytest.mark.parametrize(
    ("text", "form", "lemma"),
    [
        ("Serbia hopes to sign a contract for 12 jets.", "hopes", "hope"),
        ("The tanks were spared for Kyiv by Oslo.", "spared", "spare"),
        ("Both armies staged an exercise in Poland.", "staged", "stage"),
        ("He hopped over the fence.", "hopped", "hop"),
    ],
)
def test_lemma(annotator: Annotator, text: str, form: str, lemma: str) -> None:
    doc = annotator.load(next(annotator.annotate([text])))
    assert [t.lemma_ for t in doc if t.text == form] == [lemma]
