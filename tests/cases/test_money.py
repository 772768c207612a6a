"""Sums of money, judged at amount and currency: tests/cases/money.txt; the dollar rate; and any text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.annotation.money import MoneyPhrase, RateError, find_money, to_usd
from tests.cases.marked import Case, load_cases

CASES = load_cases(Path(__file__).parent / "money.txt")
LONG = 100_000  # characters
LIMIT = 20  # seconds of the processor; what is not linear takes minutes
PIECES = (
    "$", "US$", "€", "Rs", "USD", "EUR", "5", "5bn", "6 billion", "1.5", "300-million", "to", "-", "between",
    "and", "from", "euros", "won", "pounds", "million", "thousands", "of", "dollars", "crore", "lakh", "a",
    "half", "Danish", "crowns", "in", ".", ",", "m", "kr", "up to",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_money_case(case: Case) -> None:
    found = [
        (case.text[m.start : m.end], m.amount, m.amount_high, m.currency, m.qualifier) for m in find_money(case.text)
    ]
    told = [
        (case.quote(m), float(a["amount"]), float(a["to"]) if "to" in a else None, a["cur"], a.get("q"))
        for m in case.marks
        for a in (m.attributes,)
    ]
    assert found == told


def test_enough_cases() -> None:
    assert len(CASES) >= 70


def _sound(text: str, sums: list[MoneyPhrase]) -> None:
    last = 0
    for m in sums:
        assert 0 <= m.start <= m.value_start < m.value_end <= m.end <= len(text)
        assert m.value_start >= last
        last = m.value_end
        assert m.amount >= 0
        assert m.amount_high is None or m.amount < m.amount_high
        assert len(m.currency) == 3


@given(TEXTS)
def test_any_text_gives_sound_sums(text: str) -> None:
    sums = find_money(text)
    _sound(text, sums)
    assert sums == find_money(text)


@given(
    st.integers(min_value=1, max_value=999),
    st.sampled_from([("$", "USD"), ("€", "EUR"), ("NT$", "TWD"), ("Rs ", "INR")]),
)
def test_a_symbol_and_a_scale_make_a_sum(value: int, symbol: tuple[str, str]) -> None:
    (found,) = find_money(f"The bill was {symbol[0]}{value} million.")
    assert (found.amount, found.currency) == (value * 1e6, symbol[1])


@pytest.mark.parametrize(
    "piece",
    ["$", "$1", "$1 ", "$1 to ", "1 euro", "€5bn-", "kr", "million dollars ", "thousands of ", "US ", "Rs. "],
)
def test_long_repetitive_text_takes_linear_time(piece: str) -> None:
    text = piece * (LONG // len(piece))
    begun = time.process_time()
    _sound(text, find_money(text))
    assert time.process_time() - begun < LIMIT


@pytest.fixture
def rates(tmp_path: Path) -> Path:
    path = tmp_path / "exchange_rates.csv"
    path.write_text("year,currency,usd_per_unit,note\n2020,EUR,1.142,\n2022,EUR,1.053,\n2021,KRW,0.000874,\n")
    return path


@pytest.mark.parametrize(
    ("amount", "currency", "year", "usd"),
    [
        (100.0, "EUR", 2022, 105.3),
        (100.0, "EUR", 2021, 114.2),
        (100.0, "EUR", 2030, 105.3),
        (100.0, "EUR", None, 105.3),
        (100.0, "EUR", 2019, None),
        (100.0, "XYZ", 2022, None),
        (100.0, "USD", 1900, 100.0),
    ],
)
def test_dollars_at_the_rate_of_the_year(
    rates: Path, amount: float, currency: str, year: int | None, usd: float | None
) -> None:
    assert to_usd(amount, currency, year, rates) == (None if usd is None else pytest.approx(usd))


@pytest.mark.parametrize("row", ["2020,EUR,1.2,again", "2021,EUR,zero,", "2021,EUR,-1,", "x,EUR,1,"])
def test_a_bad_rate_is_told_with_its_line(rates: Path, row: str) -> None:
    rates.write_text(rates.read_text() + row + "\n")
    with pytest.raises(RateError, match="line 5"):
        to_usd(1.0, "EUR", 2020, rates)
