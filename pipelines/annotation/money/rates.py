"""What a sum is worth in US dollars, at the reference rate of a year (seeds/reference/exchange_rates.csv)."""

from __future__ import annotations

import bisect
import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

RATES = Path(__file__).parents[3] / "seeds" / "reference" / "exchange_rates.csv"

Rates = dict[str, tuple[list[int], list[float]]]
"""Currency -> its years, ascending, and the US dollars that one unit was worth in each."""


class RateError(ValueError):
    """A row of the exchange rates that cannot be used; the message names the file and the line."""


@cache
def load_rates(path: Path = RATES) -> Rates:
    """The rates of a CSV file with the columns year, currency, usd_per_unit, note.

    Raises:
        RateError: a column is missing, a value is no number above zero, or a (year, currency) stands twice.
    """
    table: defaultdict[str, dict[int, float]] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if missing := {"year", "currency", "usd_per_unit"} - set(rows.fieldnames or ()):
            raise RateError(f"{path}: line 1: columns {sorted(missing)} are missing")
        for line, row in enumerate(rows, start=2):
            try:
                year, rate = int(row["year"]), float(row["usd_per_unit"])
            except (TypeError, ValueError):
                raise RateError(f"{path}: line {line}: year and usd_per_unit must be numbers") from None
            if not 0 < rate < float("inf") or year in table[row["currency"]]:
                raise RateError(f"{path}: line {line}: a rate above zero, once for each year and currency")
            table[row["currency"]][year] = rate
    return {c: ([y for y, _ in sorted(t.items())], [r for _, r in sorted(t.items())]) for c, t in table.items()}


def to_usd(amount: float, currency: str, year: int | None, path: Path = RATES) -> float | None:
    """US dollars for an amount in units of an ISO 4217 currency.

    The rate is that of the year, else of the nearest earlier year told; of the newest year where `year` is None.
    None where the currency is not known, or not yet in that year.
    """
    if currency == "USD":
        return amount
    years, rates = load_rates(path).get(currency, ([], []))
    index = bisect.bisect_right(years, year) if year is not None else len(years)
    return amount * rates[index - 1] if index else None
