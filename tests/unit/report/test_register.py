"""A register in SIPRI's layout, read and laid beside a few deals of ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines.commands import register as command
from pipelines.report.register import SIPRI_COLUMNS, compare, unknown_countries
from pipelines.report.sipri import RegisterError, read_register

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
ROWS = (
    "Poland,South Korea,2022,,180,,K-2 Black Panther,tank,56,?,2022; 2023,New,$3.4 b deal,4,720,224\n"
    "Poland,South Korea,2022,,218,,K-239 Chunmoo,self-propelled MRL,18,,2023,New,,2,436,36\n"
    'Poland,Turkiye,2021,,24,,"Bayraktar TB-2, armed",armed UAV,12,,2022; 2023,New,,1,24,12\n'
    "Poland,Atlantis,2021,,(3),?,Trident,missile,,,,New,,1,3,\n"
    "Poland,South Korea,2022,,,,,,,,,,,,,\n"
)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    file = tmp_path / "trade-register.csv"
    file.write_bytes((PREAMBLE + HEADER + ROWS).encode("latin-1"))
    return file


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Reference data of three countries and three weapons, and three entries of our own."""
    with duckdb.connect(str(tmp_path / "w.duckdb")) as connection:
        connection.execute("""
            create schema ref; create schema marts;
            create table ref.countries (id varchar, name varchar, aliases varchar);
            insert into ref.countries values ('POL', 'Poland', null), ('KOR', 'South Korea', 'Republic of Korea'),
                ('UKR', 'Ukraine', null);
            create table ref.organisations (id varchar, name varchar, aliases varchar);
            create table ref.armed_groups (id varchar, name varchar, aliases varchar);
            create table ref.weapons (name varchar, aliases varchar, family varchar);
            insert into ref.weapons values ('K2 Black Panther', 'K2|K2 tank', 'k2'), ('K9 Thunder', 'K9', 'k9'),
                ('Bayraktar TB2', 'TB2', 'tb2');
            create table marts.trade_register as
            select recipient, supplier, year_of_order::bigint as year_of_order, null as year_of_order_flag,
                number_ordered::bigint as number_ordered, '?' as number_ordered_flag, weapon_designation,
                'tank' as weapon_description, null::bigint as number_delivered, null as number_delivered_flag,
                null::varchar as years_of_delivery, null as status, null as comments, recipient_code, supplier_code,
                deal_id
            from (values
                ('Poland', 'South Korea', 2022, 1000, 'K2 Black Panther', 'POL', 'KOR', 'outline'),
                ('Poland', 'South Korea', 2022, 180, 'K2 Black Panther', 'POL', 'KOR', 'first'),
                ('Poland', 'South Korea', 2025, 180, 'K2 Black Panther', 'POL', 'KOR', 'second'),
                ('Poland', 'Türkiye', 2021, 20, 'Bayraktar TB2', 'POL', 'TUR', 'drones'),
                ('Ukraine', 'Poland', 2022, 18, 'Krab', 'UKR', 'POL', 'not theirs to tell')
            ) as t (recipient, supplier, year_of_order, number_ordered, weapon_designation, recipient_code,
                supplier_code, deal_id)""")
        yield connection


def test_the_preamble_is_passed_over_and_each_line_keeps_its_place(register: Path) -> None:
    entries, faults = read_register(register)
    told = [(e.line, e.supplier, e.weapon_designation, e.number_ordered, e.number_delivered) for e in entries]
    assert told == [
        (8, "South Korea", "K-2 Black Panther", 180, 56),
        (9, "South Korea", "K-239 Chunmoo", 218, 18),
        (10, "Turkiye", "Bayraktar TB-2, armed", 24, 12),
        (11, "Atlantis", "Trident", 3, None),
    ]
    assert faults == [f"{register}:12: no recipient, supplier or weapon; the line is left out"]


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8-sig", ","), ("utf-16", ";"), ("cp1252", "\t"), ("utf-8", ";")]
)
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    file = tmp_path / "register.csv"
    cells = ["Côte d’Ivoire", "NATO**", "2020", "", "4", "", "Gepard", "SPAAG", "", "", "", "", ""]
    header = HEADER.strip().split(",")[:13]
    file.write_text("".join(delimiter.join(line) + "\r\n" for line in (["Notes"], header, cells)), encoding=encoding)
    (entry,), _ = read_register(file)
    assert (entry.recipient, entry.supplier, entry.number_ordered) == ("Côte d’Ivoire", "NATO", 4)


def test_another_file_is_refused_with_what_was_looked_for(tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("Country,Year,TIV\nPoland,2022,12\n")
    with pytest.raises(RegisterError, match=r"other\.csv: no header was found .* Recipient, Supplier and Weapon"):
        read_register(file)


def test_the_two_registers_are_laid_side_by_side(register: Path, warehouse: duckdb.DuckDBPyConnection) -> None:
    entries, _ = read_register(register)
    lines = compare(warehouse, entries)
    told = [
        (x.outcome, x.theirs and x.theirs.weapon_designation, x.ours and x.ours["deal_id"], x.differs_in) for x in lines
    ]
    assert told == [
        ("matched", "K-2 Black Panther", "first", ()),
        ("differing", "Bayraktar TB-2, armed", "drones", ("number_ordered",)),
        ("only_theirs", "K-239 Chunmoo", None, ()),
        ("only_theirs", "Trident", None, ()),
        ("only_ours", None, "outline", ()),
        ("only_ours", None, "second", ()),
    ]
    assert unknown_countries(warehouse, entries) == ["Atlantis"]


def test_every_entry_stands_once(register: Path, warehouse: duckdb.DuckDBPyConnection) -> None:
    entries, _ = read_register(register)
    lines = compare(warehouse, entries)
    assert sorted(x.theirs.line for x in lines if x.theirs) == [8, 9, 10, 11]
    ours = [x.ours["deal_id"] for x in lines if x.ours]
    assert len(ours) == len(set(ours))


def test_the_commands_print_and_write(
    register: Path, warehouse: duckdb.DuckDBPyConnection, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    warehouse.close()
    file, target = tmp_path / "w.duckdb", tmp_path / "ours.csv"
    assert command.export(file, "csv", target) == 0
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == ",".join(SIPRI_COLUMNS.values())
    assert lines[1].startswith("Poland,South Korea,2022,,180,?,K2 Black Panther,tank")
    # what we export, we read: the two differ in nothing
    entries, faults = read_register(target)
    assert (len(entries), faults) == (5, [])
    assert command.compare_register(file, register, "csv", ["only_ours"]) == 0
    captured = capsys.readouterr()
    assert captured.out.count("\nonly_ours,KOR,POL") == 2
    assert "1 matched, 1 differing, 2 only theirs, 2 only ours" in captured.err
    assert command.compare_register(file, tmp_path / "absent.csv", "csv", []) == 1
