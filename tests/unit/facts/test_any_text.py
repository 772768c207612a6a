"""Whatever the text: no rule raises, and every quote stands where its evidence says.

The marked cases, which hold every construction that a rule asks for, are cut, spliced and strewn with marks: so each
rule meets texts that end, or go on, where it does not expect it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.facts.extract import Extraction
from tests.cases.facts.loader import load_facts

SENTENCES = [case.text for case in load_facts(Path(__file__).parents[2] / "cases" / "facts")]
MARKS = [
    "",
    " ",
    ".",
    ",",
    " and ",
    "\n",
    "\n\n- ",
    "\u2026",
    '"',
    " (",
    "\u200b",
    "\u00a0",
    " 0 ",
    " 10^9 ",
    "\u00bd",
    "$",
    "%",
    "|",
]


@st.composite
def disturbed_texts(draw: st.DrawFn) -> str:
    """Up to three pieces of the cases' texts, each cut between two words, with a mark between them."""
    text = ""
    for sentence in draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3)):
        words = sentence.split(" ")
        begins = draw(st.one_of(st.just(0), st.integers(0, len(words))))
        ends = draw(st.integers(begins, len(words)))
        text += " ".join(words[begins:ends]).rstrip(".,;:") + draw(st.sampled_from(MARKS))
    return text


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=disturbed_texts())
def test_no_text_raises_and_every_quote_stands_in_it(extract: Callable[[str], Extraction], text: str) -> None:
    assert all(text[e.start_char : e.end_char] == e.quote for e in extract(text).evidence)
