"""Items of lists, headings and paragraphs are sentences of their own; a dateline is read by itself."""

import pytest

from pipelines.annotation.annotator import Annotator
from tests.annotated import shared_annotator

LIST = """Who arms the five republics?

**Kazakhstan**
* Russia: Su-30SM fighters, at least 24 delivered from 2015 on
* Turkey: three Anka drones ordered in 2021
* Airbus (Spain): nine C295 transports flying. Two more are awaited.

**Uzbekistan**
\u2022 Tashkent keeps 46 aircraft
"""

BROKEN = """The minister told reporters in the capital that Poland would buy 48 more
howitzers from South Korea and send the
older ones to Ukraine."""


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return shared_annotator(gate=True)


def sentences(text: str, annotator: Annotator) -> list[str]:
    """What each sentence of a text says, without the line ends."""
    doc = annotator.load(next(annotator.annotate([text])))
    return [" ".join(t.text for t in s if not t.text.isspace()) for s in doc.sents]


@pytest.mark.parametrize("bullet", ["*", "-", "\u2022", "\u2013"])
def test_every_item_is_a_sentence_with_its_label(annotator: Annotator, bullet: str) -> None:
    found = sentences(LIST.replace("\n* ", f"\n{bullet} "), annotator)
    assert [s for s in found if "Anka" in s] == [f"{bullet} Turkey : three Anka drones ordered in 2021"]
    assert [s for s in found if "C295" in s] == [f"{bullet} Airbus ( Spain ): nine C295 transports flying ."]
    assert [s for s in found if "Uzbekistan" in s] == ["* * Uzbekistan * *"]


def test_a_line_broken_at_a_width_goes_on(annotator: Annotator) -> None:
    assert len(sentences(BROKEN, annotator)) == 1


@pytest.mark.parametrize("dateline", ["ACCRA - ", "ACCRA/LOME, Oct 3 (Agency) — ", "ACCRA, Ghana, 3 October 2024 -- "])
def test_who_acts_behind_a_dateline_is_no_part_of_it(annotator: Annotator, dateline: str) -> None:
    text = f"{dateline}Chile and Peru said on Monday that they would send tents to Haiti."
    doc = annotator.load(next(annotator.annotate([text])))
    saying = next(t for t in doc if t.text == "said")
    assert [c.text for c in saying.children if c.dep_ == "nsubj"] == ["Chile"]
    assert [s.text.split()[0] for s in doc.sents][-1] == "Chile"
