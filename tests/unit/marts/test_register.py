"""A register laid beside a few deals of ours by the commands. What is the same order, the mart's unit tests judge."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines.commands import register as command
from pipelines.marts.register import SIPRI_COLUMNS, compare
from pipelines.registers.sipri import read_register

HEADER = "Recipient,Supplier,Year of order,,Number ordered,,Weapon designation,Weapon description,Number delivered\n"
ROWS = (
    "Poland,South Korea,2022,,180,,K-2 Black Panther,tank,56\n"
    "Poland,South Korea,2022,,218,,K-239 Chunmoo,self-propelled MRL,18\n"
    'Poland,Turkiye,2021,,24,,"Bayraktar TB-2, armed",armed UAV,12\n'
    "Poland,Atlantis,2021,,(3),?,Trident,missile,\n"
    "Poland,South Korea,2022,,,,,,\n"
)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    file = tmp_path / "trade-register.csv"
    file.write_text(HEADER + ROWS)
    return file


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Path]:
    """A published file with reference data of four countries and three weapons, and five entries of our own."""
    file = tmp_path / "w.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute("""
            create schema ref; create schema marts;
            create table ref.countries (id varchar, name varchar, aliases varchar, country varchar);
            insert into ref.countries values ('POL', 'Poland', null, 'POL'), ('UKR', 'Ukraine', null, 'UKR'),
                ('KOR', 'South Korea', 'Republic of Korea', 'KOR'), ('TUR', 'Turkey', 'Türkiye|Turkiye', 'TUR');
            create table ref.organisations (id varchar, name varchar, aliases varchar, country varchar);
            create table ref.armed_groups (id varchar, name varchar, aliases varchar, country varchar);
            create table ref.weapon_classes as select 'main_battle_tank' as id, 'tank' as class;
            create table ref.register_terms as select 'tank' as term, 'tank' as class;
            create table ref.weapons (name varchar, aliases varchar, family varchar);
            insert into ref.weapons values ('K2 Black Panther', 'K2|K2 tank', 'k2'), ('K9 Thunder', 'K9', 'k9'),
                ('Bayraktar TB2', 'TB2', 'tb2');
            create table marts.trade_register as
            select recipient, supplier, year_of_order::bigint as year_of_order, null as year_of_order_flag,
                number_ordered::bigint as number_ordered, '?' as number_ordered_flag, weapon_designation,
                'main battle tank' as weapon_description, null::bigint as number_delivered,
                null as number_delivered_flag, null::varchar as years_of_delivery, null as status, null as comments,
                recipient_code, supplier_code, 1::bigint as publisher_count, deal_id, ['f'] as fact_ids,
                ['d'] as document_ids
            from (values
                ('Poland', 'South Korea', 2022, 1000, 'K2 Black Panther', 'POL', 'KOR', 'outline'),
                ('Poland', 'South Korea', 2022, 180, 'K2 Black Panther', 'POL', 'KOR', 'first'),
                ('Poland', 'South Korea', 2025, 180, 'K2 Black Panther', 'POL', 'KOR', 'second'),
                ('Poland', 'Turkey', 2021, 20, 'Bayraktar TB2', 'POL', 'TUR', 'drones'),
                ('Ukraine', 'Poland', 2022, 18, 'Krab', 'UKR', 'POL', 'not theirs to tell')
            ) as t (recipient, supplier, year_of_order, number_ordered, weapon_designation, recipient_code,
                supplier_code, deal_id);
            create table marts.deals as
            select deal_id, case weapon_designation when 'K2 Black Panther' then 'k2' when 'Krab' then 'krab' else 'tb2'
                end as weapon_family, 'main_battle_tank' as weapon_class
            from marts.trade_register;""")
    yield file


def test_a_file_is_compared_by_the_marts_own_sql_in_a_file_that_is_only_read(register: Path, warehouse: Path) -> None:
    entries, _ = read_register(register, "r.csv")
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        rows = compare(connection, entries)
        assert compare(connection, entries) == rows
    told = [(row["outcome"], row["their_line"], row["deal_id"], row["differs_in"]) for row in rows]
    assert told == [
        ("matched", 2, "first", []),
        ("differing", 4, "drones", ["number_ordered"]),
        ("only_theirs", 5, None, []),
        ("only_theirs", 3, None, []),
        ("only_ours", None, "outline", []),
        ("only_ours", None, "second", []),
    ]


def test_what_we_export_we_read_and_the_two_differ_in_nothing(warehouse: Path, tmp_path: Path) -> None:
    target = tmp_path / "ours.csv"
    assert command.export(warehouse, "csv", target) == 0
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == ",".join(SIPRI_COLUMNS.values())
    assert lines[1].startswith("Poland,South Korea,2022,,180,?,K2 Black Panther,main battle tank")
    entries, faults = read_register(target, "ours.csv")
    assert (len(entries), faults) == (5, [])
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        # the Krab is no weapon of this reference
        assert [row["outcome"] for row in compare(connection, entries)] == [
            *["matched"] * 4,
            "only_theirs",
            "only_ours",
        ]


def test_the_command_prints_what_is_asked_for(
    register: Path, warehouse: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.compare_register(warehouse, register, "csv", ["only_ours"]) == 0
    captured = capsys.readouterr()
    assert captured.out.count(",only_ours,,Poland,South Korea,POL,KOR,") == 2
    assert "1 matched, 1 differing, 2 only theirs, 2 only ours" in captured.err
    assert f"{register}:6: E173" in captured.err
    assert "only theirs: Atlantis\n" in captured.err
    assert command.compare_register(warehouse, register, "json", ["differing"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["differs_in"], row["their_number_ordered"], row["our_number_ordered"]) == (["number_ordered"], 24, 20)


def test_what_cannot_be_read_is_an_error(warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.compare_register(warehouse, tmp_path / "absent.csv", "csv", []) == 1
    assert "absent.csv: E102 it cannot be opened" in capsys.readouterr().err
    empty = tmp_path / "empty.csv"
    empty.write_text(HEADER)
    assert command.compare_register(warehouse, empty, "csv", []) == 1
    assert "the register has no entries" in capsys.readouterr().err


def test_a_file_of_an_earlier_version_is_told_to_be_renewed(
    register: Path, warehouse: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("drop table ref.register_terms")
    assert command.compare_register(warehouse, register, "csv", []) == 1
    assert "the published file has no table register_terms; run `attache run`" in capsys.readouterr().err


def test_without_a_file_the_published_comparison_is_shown(
    register: Path, warehouse: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entries, _ = read_register(register, "r.csv")
    with duckdb.connect(str(warehouse)) as connection:
        compare(connection, entries)
        connection.execute("create table marts.register_comparison as select * from temp.register_comparison")
    assert command.compare_register(warehouse, None, "table", ["matched"]) == 0
    captured = capsys.readouterr()
    assert "K-2 Black Panther" in captured.out
    assert "1 matched, 1 differing, 2 only theirs, 2 only ours" in captured.err
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("delete from marts.register_comparison")
    assert command.compare_register(warehouse, None, "table", []) == 0
    assert "put one into the folder `registers`" in capsys.readouterr().err
