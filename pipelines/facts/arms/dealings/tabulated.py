"""Deals in a text table: a deal per row; the meaning of a column comes from its header and its cells."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import cues, senses
from pipelines.annotation.dates import find_dates
from pipelines.annotation.money.patterns import SHARED, SYMBOLS
from pipelines.facts.arms.cells import FAMILY, put_side, put_value, put_weapon
from pipelines.facts.arms.merge import family_of
from pipelines.facts.arms.status.bare_words import word_status
from pipelines.facts.arms.weapons.counts import how_many
from pipelines.facts.draft import Draft, Place
from pipelines.facts.tables import Cell, TextTable, find_tables

if TYPE_CHECKING:
    from datetime import date

    from pipelines.annotation.dates.calendar_units import Interval
    from pipelines.annotation.reading import Mention
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context

_WEIGHT = 0.85
_PARTY = ("country", "nationality", "organisation", "location")
_AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?")
_COUNT = re.compile(r"\d{1,3}(?:[,. ]\d{3})*|\d+")
_SCALES = {c.phrase: int(c.sense) for c in cues("number_words") if c.scope in ("scale", "suffix")}
_SIDES = ("supplier", "recipient")


def deals_of_tables(items: list[Item], context: Context) -> tuple[list[Draft], list[Item]]:
    """The drafts of the tables, and the items that stand in none of them."""
    drafts: list[Draft] = []
    rest = items
    for table in find_tables(context.reading):
        columns = _columns(table, context)
        if not _is_of_deals(set(columns.values())):
            continue
        rest = [i for i in rest if not table.start <= i.head.i < table.end]
        told: list[tuple[Draft, date | None]] = []
        for row in table.rows:
            cells = {columns[n]: cell for n, cell in row.items() if n in columns}
            if (item := _item_of(cells.get("item"), items)) is not None:
                day = _day_in(cells.get("day"), context)
                told.append((_draft(item, cells, table, context), day.low if day is not None else None))
        drafts += _newest(told)
    return drafts, rest


def _newest(told: list[tuple[Draft, date | None]]) -> list[Draft]:
    """Without the earlier of two dated deals in one weapon between the same two: a document has the newest."""
    drafts: list[Draft] = []
    for draft, day in told:
        others = [d for other, d in told if other is not draft and _is_same_trade(other, draft)]
        if day is None or not any(d is not None and d > day for d in others):
            drafts.append(draft)
    return drafts


def _is_same_trade(first: Draft, second: Draft) -> bool:
    sides = ("supplier_country", "recipient_country")
    return family_of(first) == family_of(second) is not None and all(first.get(s) == second.get(s) for s in sides)


def _is_of_deals(told: set[str]) -> bool:
    """Whether columns tell deals: an item with a side, or with two of number, price, stage and deliveries."""
    return "item" in told and bool(set(_SIDES) & told or len({"quantity", "value", "status", "delivered"} & told) > 1)


def _columns(table: TextTable, context: Context) -> dict[int, str]:
    """Column -> what it tells, by its header; a sense that stands twice belongs to the first that holds such things."""
    found: dict[int, str] = {}
    for number, cell in enumerate(table.header):
        sense, cells = cell.sense(senses("arms_columns")), table.column(number)
        is_of_parties = "recipient" not in found.values() and all(_party_in(c, context) for c in cells)
        if cell.first_word == "state" and not is_of_parties:
            sense = "status"
        if sense in ("quantity", "value") and any(_money_in(c, context) for c in cells):
            sense = "value"
        if sense == "quantity" and not any(c.text.isdigit() for c in cells):  # "Ordered": how many, or when
            sense = "day" if cells and all(_day_in(c, context) for c in cells) else sense
        if sense is not None and sense not in found.values():
            found[number] = sense
    return found


def _item_of(cell: Cell | None, items: list[Item]) -> Item | None:
    """The weapon of a cell."""
    return next((i for i in items if cell is not None and cell.start <= i.head.i < cell.end), None)


def _party_in(cell: Cell | None, context: Context) -> Mention | None:
    if cell is None:
        return None
    inside = (m for m in context.reading.mentions if cell.start <= m.start and m.end <= cell.end)
    return next((m for m in inside if m.code and m.label in _PARTY), None)


def _money_in(cell: Cell, context: Context) -> bool:
    return any(cell.start <= m.start < cell.end for m in context.reading.money)


def _day_in(cell: Cell | None, context: Context) -> Interval | None:
    """The days that a cell holds and nothing else: "Dec 2023", "2022", "26 August 2022"."""
    if cell is None:
        return None
    phrase = next((p for p in find_dates(cell.text) if p.kind == "absolute"), None)
    if phrase is None or (phrase.start, phrase.end) != (0, len(cell.text)):
        return None
    return phrase.resolve(context.published)


def _draft(item: Item, cells: dict[str, Cell], table: TextTable, context: Context) -> Draft:
    draft = Draft(FAMILY, item.head.i, weight=_WEIGHT, rule="arms.table")
    put_weapon(draft, item, context)
    _put_quantity(draft, cells.get("quantity"), context)
    for side in _SIDES:
        _put_side(draft, side, _party_in(cells.get(side), context), context)
    if "supplier_country" not in draft.values:  # "Rafale F4 (Dassault)"
        _put_side(draft, "supplier", _party_in(cells["item"], context), context)
    missing = [side for side in _SIDES if f"{side}_country" not in draft.values]
    if len(missing) == 1:
        _put_side(draft, missing[0], _party_in(table.caption, context), context)
    _put_value(draft, cells.get("value"), table, context)
    _put_status(draft, [c for c in (cells.get("status"), cells.get("delivered"), table.caption) if c], table, context)
    day = _day_in(cells.get("day"), context)
    if day is not None and draft.get("deal_status") in ("approved", "agreed"):  # else it is the day of an older stage
        place = Place(cells["day"].start, cells["day"].end, "table:cell")
        draft.put("deal_date_from", day.low, place)
        draft.put("deal_date_to", day.high, place)
    return draft


def _put_value(draft: Draft, cell: Cell | None, table: TextTable, context: Context) -> None:
    """The price of a row: a sum, or a bare number in the unit that the header or the line above the table tells."""
    if cell is None:
        return
    money = next((m for m in context.reading.money if cell.start <= m.start < cell.end), None)
    if money is not None:
        amount, currency = money.amount, money.currency
    else:
        unit = next((u for c in (*table.header, table.caption) if c and (u := _unit(c.text)) is not None), None)
        if unit is None or not _AMOUNT.fullmatch(cell.text):
            return
        amount, currency = round(float(cell.text.replace(",", "")) * unit[1], 2), unit[0]
    put_value(draft, amount, currency, "row", Place(cell.start, cell.end, "table:cell"), context)


def _unit(text: str) -> tuple[str, int] | None:
    """Currency and scale that a heading tells for its numbers: "Price (US$bn)", "prices in EUR million"."""
    for pattern, currency in _units():
        if found := pattern.search(text):
            return currency, _SCALES.get(found.group(1) or "", 1)
    return None


@cache
def _units() -> list[tuple[re.Pattern[str], str]]:
    """The symbols of one currency alone, each with its scale behind it, the longest first."""
    symbols = sorted(SYMBOLS, key=len, reverse=True)
    scale = rf"\s?({'|'.join(sorted(_SCALES, key=len, reverse=True))})?(?!\w)"
    own = (s for s in symbols if not SYMBOLS[s].startswith(SHARED))
    return [(re.compile(rf"(?<!\w){re.escape(symbol)}{scale}"), SYMBOLS[symbol]) for symbol in own]


def _put_side(draft: Draft, side: str, party: Mention | None, context: Context) -> None:
    if party is not None:
        put_side(draft, side, party, "table:cell", context)


def _put_quantity(draft: Draft, cell: Cell | None, context: Context) -> None:
    if cell is None:
        return
    number = next((n for n in context.reading.numbers if cell.start <= n.start and n.end <= cell.end), None)
    plain = _COUNT.match(cell.text)
    low, high = how_many(number, context.reading) if number else (None, None)
    if number is None and plain is not None:
        low = high = int(re.sub(r"\D", "", plain.group()))
    if low is not None or high is not None:
        place = Place(cell.start, cell.end, "table:cell")
        draft.put("quantity_low", low, place)
        draft.put("quantity_high", high, place)
        draft.put("quantity_text", cell.text, place)


def _put_status(draft: Draft, cells: list[Cell], table: TextTable, context: Context) -> None:
    """The stage that the row's own cell tells, else the line above the table; a row of a list of deals is agreed."""
    for cell in cells:
        if cell.text.isdigit():  # how many were handed over
            if int(cell.text):
                place = Place(cell.start, cell.end, "table:cell", "cue")
                draft.put("deal_status", "delivered", place)
                draft.put("certainty", "asserted", place)
                return
            continue
        for token in context.reading.doc[cell.start : cell.end]:
            found = word_status(token)
            if found is not None and cell is table.caption and found[0] == "considered":
                continue  # "principal exports"
            if found is not None:
                place = Place(token.i, token.i + 1, found[1].cue_id, "cue")
                draft.put("deal_status", found[0], place)
                draft.put("certainty", "possible" if found[0] == "considered" else "asserted", place)
                return
    span = draft.places["weapon_text"][0]
    draft.put("deal_status", "agreed", span)
    draft.put("certainty", "asserted", span)
