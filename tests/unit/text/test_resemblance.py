"""Bands meet where texts are alike, and are the same on every machine and in every process."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipelines.text.resemblance import FEWEST_WORDS, bands, share_within, shingles

ARTICLES = Path(__file__).parents[3] / "seeds/articles"
TEXT = (ARTICLES / "w02-brahmos-first-batch.md").read_text(encoding="utf-8")


def test_a_text_meets_itself_and_a_shortened_copy_but_not_another_article():
    copy = TEXT[: len(TEXT) * 3 // 4]
    other = (ARTICLES / "m13-uefa-sanctions.md").read_text(encoding="utf-8")
    assert set(bands(TEXT)) & set(bands(copy))
    assert not set(bands(TEXT)) & set(bands(other))


def test_case_and_punctuation_make_no_difference():
    assert bands(TEXT.upper().replace(",", " ;")) == bands(TEXT)


def test_bands_of_a_known_text_do_not_move():
    """They stand in tables: where this fails, SIGNATURE has to change."""
    assert bands(" ".join(map(str, range(50))))[:2] == [686006388268375102, -4777734526696016985]


def test_a_short_text_has_no_bands():
    assert bands(" ".join(map(str, range(FEWEST_WORDS - 1)))) == []
    assert len(bands(" ".join(map(str, range(FEWEST_WORDS))))) > 0


@given(st.text())
def test_any_text_is_taken(text):
    assert len(bands(text * 3)) in (0, 42)
    assert 0 <= share_within(shingles(text), shingles(TEXT)) <= 1
