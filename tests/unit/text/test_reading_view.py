"""The view that the language model reads, and the way back to the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.text.reading_view import reading_view

LINE = "The ministry said on Friday that the first of the ordered tanks"


@pytest.mark.parametrize(
    ("text", "view"),
    [
        (f"{LINE}\nwould arrive.", f"{LINE} would arrive."),
        (f"{LINE} intelli-\ngence", f"{LINE} intelligence"),
        (f"{LINE} anti-\ntank", f"{LINE} anti-tank"),
        ("Heading\nText", "Heading\nText"),
        (f"{LINE}.\nAnother sentence", f"{LINE}.\nAnother sentence"),
        (f"{LINE}\n- a list item", f"{LINE}\n- a list item"),
        ("two  spaces", "two spaces"),
        ("Poland\u2019s \u201ctanks\u201d", 'Poland\'s "tanks"'),
        ("soft\u00adhyphen", "softhyphen"),
        ("Approx. 1,200 men", "Approx 1,200 men"),
        ("An estimate is approx. None is exact.", "An estimate is approx. None is exact."),
    ],
)
def test_lines_are_joined_where_they_were_wrapped(text: str, view: str) -> None:
    assert reading_view(text).text == view


@pytest.mark.parametrize("before", ["Our channel brings you all news of the region every day", "01:30"])
def test_a_headline_among_paragraphs_is_a_line_of_its_own(before: str) -> None:
    paragraph = f"{LINE} would arrive in the spring, and that crews were to be trained at home before the first of May."
    assert reading_view(f"{before}\n{paragraph}").text == f"{before}\n{paragraph}"
    assert reading_view(f"{paragraph}\n{LINE} in the\nNetherlands").text == f"{paragraph}\n{LINE} in the Netherlands"


def test_a_text_that_is_wrapped_may_have_one_wide_line() -> None:
    wide = "All rights of this text are with the paper, " * 4
    text = f"{wide}\n\n" + f"{LINE}\nOslo ordered would arrive.\n\n" * 4
    assert reading_view(text).text.count("tanks Oslo") == 4


def test_a_span_of_the_view_opens_at_the_words_of_the_text() -> None:
    text = f"{LINE}  and  South Korea's Intelli-\ngence  Service"
    view = reading_view(text)
    start = view.text.index("Intelligence Service")
    assert text[slice(*view.source_span(start, start + len("Intelligence Service")))] == "Intelli-\ngence  Service"


@given(st.text(alphabet=st.sampled_from("ab -\n\t\u00ad.A\u2019"), max_size=200))
def test_every_character_of_the_view_comes_from_the_text(text: str) -> None:
    view = reading_view(text)
    for index, character in enumerate(view.text):
        start, end = view.source_span(index, index + 1)
        assert 0 <= start < end <= len(text)
        if character.isalpha():
            assert text[start] == character
