"""A register in SIPRI's layout: its preamble, encodings and flags, and what is told of lines that are broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.contracts.registers import RegisterEntryRow
from pipelines.registers.sipri import read_register

PREAMBLE = (
    "Transfers of major weapons from All countries to Poland. Deals with deliveries or orders made for 2020 to 2024\n"
    "A '?' in a column indicates uncertain data.\n"
    "SIPRI trend-indicator values (TIVs) are in millions.\n\n"
    "Source: a file written for this test\n\n"
)
HEADER = (
    "Recipient,Supplier,Year of order,,Number ordered,,Weapon designation,Weapon description,Number delivered,,"
    "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons\n"
)


def read(folder: Path, rows: str) -> tuple[list[RegisterEntryRow], list[str]]:
    """The entries and the faults, as people read them, of a file with preamble and header; rows begin in line 8."""
    file = folder / "r.csv"
    file.write_bytes((PREAMBLE + HEADER + rows).encode("latin-1"))
    entries, faults = read_register(file, "r.csv")
    return entries, [str(fault) for fault in faults]


def test_the_preamble_is_passed_over_and_every_cell_is_read(tmp_path: Path) -> None:
    entries, faults = read(
        tmp_path,
        'Côte d\'Ivoire,NATO**,2022,,180,?,K-2,tank,56,?,2022; 2023,New,"$3.4 b\ndeal",4,720,224\n',
    )
    assert faults == []
    assert entries == [
        RegisterEntryRow(
            file="r.csv", line=8, recipient="Côte d'Ivoire", supplier="NATO", year_of_order=2022, number_ordered=180,
            number_ordered_flag="?", weapon_designation="K-2", weapon_description="tank", number_delivered=56,
            number_delivered_flag="?", years_of_delivery="2022; 2023", status="New", comments="$3.4 b\ndeal",
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "number", "flag"),
    [
        ("180", 180, None),
        ("12?", 12, "?"),
        ("(3)", 3, "?"),
        ('"1,000"', 1000, None),
        ("1 250", 1250, None),
        ("180.0", 180, None),
        ("", None, None),
    ],
)
def test_numbers_as_registers_and_spreadsheets_write_them(
    tmp_path: Path, cell: str, number: int | None, flag: str | None
) -> None:
    (entry,), faults = read(tmp_path, f"Poland,South Korea,2022,,{cell},,K-2,tank,,,,,,,,\n")
    assert (entry.number_ordered, entry.number_ordered_flag, faults) == (number, flag, [])


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8-sig", ","), ("utf-16", ";"), ("cp1252", "\t"), ("utf-8", ";")]
)
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    file = tmp_path / "register.csv"
    cells = ["Côte d’Ivoire", "NATO**", "2020", "", "4", "", "Gepard", "SPAAG", "", "", "", "", ""]
    header = HEADER.strip().split(",")[:13]
    file.write_text("".join(delimiter.join(line) + "\r\n" for line in (["Notes"], header, cells)), encoding=encoding)
    (entry,), faults = read_register(file, "register.csv")
    assert (entry.recipient, entry.supplier, entry.number_ordered, entry.line) == ("Côte d’Ivoire", "NATO", 4, 3)
    assert faults == []


def test_a_bad_line_is_told_with_its_place_and_costs_only_itself(tmp_path: Path) -> None:
    entries, faults = read(
        tmp_path,
        "Poland,,2022,,12,,K-2,tank,,,,,,,,\n"
        'Poland,France,2022,,12,,"Mirage"-2000,aircraft,,,,,,,,\n'
        "\n"
        "Poland,Italy,soon,,a few,,AW-149,helicopter,4,,2023,New,,,,\n"
        "Poland,Sweden\n"
        "Poland,Israel,2023,,100,,Spike,anti-tank missile,,,,New,,,,\n"
        'Poland,Turkiye,2021,,24,,"Bayraktar TB-2,armed UAV,12,,2022,New,,,,\n',
    )
    assert [(e.line, e.supplier, e.year_of_order, e.number_ordered, e.number_delivered) for e in entries] == [
        (11, "Italy", None, None, 4),
        (13, "Israel", 2023, 100, None),
    ]
    places = [fault.split(" ")[:2] for fault in faults]
    assert places == [
        ["r.csv:8:", "E173"],
        ["r.csv:9:", "E172"],
        ["r.csv:11:", "E174"],
        ["r.csv:12:", "E173"],
        ["r.csv:14:", "E172"],
    ]
    assert "(supplier)" in faults[0]
    assert "(year of order: soon; number ordered: a few)" in faults[2]
    assert "(weapon designation)" in faults[3]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"Country,Year,TIV\nPoland,2022,12\n", "E171 no header of a trade register was found"),
        (b"", "E171 no header of a trade register was found"),
        (b"PK\x03\x04\x00\x00\x00 a workbook", "E112 it is binary"),
        (None, "E102 it cannot be opened"),
    ],
)
def test_another_file_is_refused_with_what_is_wrong(tmp_path: Path, content: bytes | None, told: str) -> None:
    file = tmp_path / "other.csv"
    if content is not None:
        file.write_bytes(content)
    entries, (fault,) = read_register(file, "other.csv")
    assert entries == []
    assert f"other.csv: {told}" in str(fault)
    assert fault.stage == "registers"
