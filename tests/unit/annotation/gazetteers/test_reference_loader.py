"""The loader refuses what cannot be right, and says in which file and line it stands."""

from pathlib import Path

import pytest

from pipelines.annotation.gazetteers.reference import Reference, ReferenceDataError, load
from pipelines.annotation.gazetteers.reference_files import FILES

ROWS = {
    "countries": [
        "KOR,South Korea,ROK,state,KOR,,South Korean|South Koreans,Seoul,",
        "GEO,Georgia,,state,GEO,,Georgian,Tbilisi,Georgia",
    ],
    "organisations": [
        "NATO,NATO,,international_body,,,",
        "nis,National Intelligence Service,NIS,intelligence_agency,KOR,,",
    ],
    "armed_groups": ["M23,M23,,insurgent,,,"],
    "persons": [
        "moon,Moon Jae-in,President Moon,head_of_state,KOR,,President,2017-05-10,2022-05-10",
        "yoon,Yoon Suk Yeol,Yoon,head_of_state,KOR,,President,2022-05-10,2025-04",
    ],
    "military_units": ["KFOR,KFOR,,coalition,NATO,,NATO,"],
    "places": ["seoul,Seoul,,capital,KOR,,", "osan,Osan Air Base,,base,KOR,,"],
    "weapon_classes": ["vehicle,vehicle,vehicles,,,,vehicle,1,weak", "tank,tank,tanks,vehicle,,,vehicle,1,strong"],
    "weapons": ["k2,K2,K2 Black Panther,tank,KOR,,Hyundai Rotem,k2,K2"],
    "shared_names": [],
    "exchange_rates": ["2024,USD,1,", "2024,KRW,0.000733,"],
}
OTHER_HEADERS = {"shared_names": "name,entries,note", "exchange_rates": "year,currency,usd_per_unit,note"}


def read(folder: Path, **changes: list[str]) -> Reference:
    """Write a small, right set of files with some of them replaced, and load it."""
    headers = {spec.file: ",".join(spec.columns) for spec in FILES} | OTHER_HEADERS
    for file, header in headers.items():
        lines = [header, *changes.get(file, ROWS.get(file, []))]
        (folder / f"{file}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return load(folder)


def test_right_files_become_entries(tmp_path: Path) -> None:
    reference = read(tmp_path)
    korea = reference.entries["countries:KOR"]
    assert (korea.names, korea.listed("demonyms")) == (("South Korea", "ROK"), ("South Korean", "South Koreans"))
    assert reference.entries["places:osan"].label == "facility"
    assert reference.entries["weapon_classes:tank"].label == "vehicle"
    assert reference.entries["weapons:k2"].label == "vehicle"
    assert reference.names["NIS"][0].country == "KOR"
    assert "tanks" not in reference.names
    assert reference.usd_per_unit[2024, "KRW"] == 0.000733
    assert [e.id for e in reference.of("military_units", "armed_groups")] == ["M23", "KFOR"]


@pytest.mark.parametrize(
    ("file", "rows", "line", "word"),
    [
        ("places", ["seoul,Seoul,,capital,KOR"], 2, "5 values for 7 columns"),
        ("places", ["seoul,Seoul ,,capital,KOR,,"], 2, "blanks around"),
        ("places", [",Seoul,,capital,KOR,,"], 2, "needs an id"),
        ("places", ["seoul,,,capital,KOR,,"], 2, "needs an id and a name"),
        ("places", ["seoul,Seoul,Soul||Sŏul,capital,KOR,,"], 2, "an empty alias"),
        ("places", ["a,Seoul,,capital,KOR,,", "a,Busan,,city,KOR,,"], 3, "line 2"),
        ("places", ["a,Seoul,,capital,KOR,,", "b,Busan,Seoul,city,KOR,,"], 3, "'Seoul' is a name of a"),
        ("places", ["a,Seoul,Seoul,capital,KOR,,"], 2, "listed twice"),
        ("places", ["a,Seoul,,village,KOR,,"], 2, "unknown class 'village'"),
        ("places", ["a,Seoul,,,KOR,,"], 2, "unknown class None"),
        ("places", ["a,Seoul,,capital,KRO,,"], 2, "unknown code 'KRO' in column country"),
        ("places", ["a,Seoul,,capital,GEO,,"], 2, "seat of government of KOR"),
        ("places", ["a,ROK,,city,KOR,,"], 2, "rank them in shared_names.csv"),
        ("military_units", ["K,KFOR,,coalition,NATO,,NATO,XXX"], 2, "unknown code 'XXX' in column host"),
        ("weapons", ["k2,K2,,battle_tank,KOR,,,k2,"], 2, "unknown class 'battle_tank'"),
        ("weapon_classes", ["tank,tank,tanks,armour,,,vehicle,1,strong"], 2, "unknown class 'armour'"),
        (
            "countries",
            ["KOR,Korea,,state,KOR,,Korean,,", "PRK,North Korea,,state,PRK,,Korean,,"],
            3,
            "stands for KOR too",
        ),
        ("countries", ["KOR,Korea,,state,KOR,,Korean,,Chosun"], 2, "ambiguous lists 'Chosun'"),
        ("armed_groups", ["W,Wagner,,militia,,,Verdi"], 2, "ambiguous lists 'Verdi'"),
        ("persons", ["a,A B,,head_of_state,KOR,,President,2017-5,"], 2, "term_from '2017-5'"),
        ("persons", ["a,A B,,head_of_state,KOR,,President,2019,2018-12-31"], 2, "is after term_to"),
        (
            "persons",
            ["a,A B,Kim,diplomat,KOR,,,2010,2020", "b,C D,Kim,diplomat,KOR,,,2019,"],
            3,
            "'Kim' is a name of a",
        ),
        ("shared_names", ["Seoul,places:seoul|persons:moon,"], 2, "'Seoul' is a name of places:seoul"),
        ("shared_names", ["Nowhere,places:seoul|persons:moon,"], 2, "is a name of nothing"),
        ("exchange_rates", ["2024,KRW,about one,"], 2, "no year or no rate"),
        ("exchange_rates", ["2024,KRW,0,"], 2, "a rate of 0.0"),
        ("exchange_rates", ["2024,KRW,1,", "2024,KRW,2,"], 3, "a second rate for KRW in 2024"),
    ],
)
def test_wrong_row_is_refused_with_its_place(tmp_path: Path, file: str, rows: list[str], line: int, word: str) -> None:
    with pytest.raises(ReferenceDataError) as caught:
        read(tmp_path, **{file: rows})
    assert (caught.value.file, caught.value.line) == (file, line)
    assert str(caught.value).startswith(f"{file}.csv, line {line}: ")
    assert word in str(caught.value)


def test_unknown_column_is_refused(tmp_path: Path) -> None:
    read(tmp_path)
    path = tmp_path / "companies.csv"
    path.write_text("id,name,aliases,class,country,colour\n", encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=r"companies.csv, line 1: the columns must be id, .* not .*colour"):
        load(tmp_path)


def test_missing_file_is_told(tmp_path: Path) -> None:
    read(tmp_path)
    (tmp_path / "places.csv").unlink()
    with pytest.raises(FileNotFoundError, match=r"places\.csv"):
        load(tmp_path)


def test_office_holders_may_share_a_name_one_after_the_other(tmp_path: Path) -> None:
    rows = ["a,A Kim,Kim,diplomat,KOR,,,2010,2020-05", "b,B Kim,Kim,diplomat,KOR,,,2020-05-30,"]
    assert [e.id for e in read(tmp_path, persons=rows).names["Kim"]] == ["a", "b"]


def test_shared_name_is_given_to_the_preferred_entry_first(tmp_path: Path) -> None:
    reference = read(
        tmp_path,
        places=["masisi,Masisi,,city,KOR,,"],
        persons=["m,Mokgweetsi Masisi,Masisi,head_of_state,KOR,,President,,"],
        shared_names=["Masisi,places:masisi|persons:m,the town is in the news"],
    )
    assert [e.entity_id for e in reference.names["Masisi"]] == ["places:masisi", "persons:m"]


def test_entries_cannot_be_changed(tmp_path: Path) -> None:
    entry = read(tmp_path).entries["countries:KOR"]
    with pytest.raises(AttributeError):
        entry.name = "Corea"  # type: ignore[misc]
    with pytest.raises(TypeError):
        entry.extras["demonyms"] = ""  # type: ignore[index]
