"""Every kind of bad input: what is lost, what is told of it, and that the rest is read."""

import gzip
import json
import random
import tracemalloc
from datetime import datetime, timedelta

import pyarrow as pa
import pytest
import zstandard

from pipelines.contracts.operations import LandedItemRow
from pipelines.contracts.records import FAULTS, FORMATS, Fault
from pipelines.text import read_item
from pipelines.text.documents import MAX_TEXT
from tests.unit.text.files import ARTICLE, json_lines, parquet

LANDED = datetime(2025, 1, 2)
READ_ON = datetime(2027, 1, 2)  # by the fixture `read`


def places(faults):
    return [(fault.line, fault.code) for fault in faults]


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_file_of_no_bytes(read, ending):
    documents, (fault,) = read(f"a{ending}", b"")
    assert (documents, fault.origin, fault.stage, fault.line) == ([], f"news/a{ending}", "text", 0)
    assert fault.code == ("E116" if ending == ".parquet" else "E111")


@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".jsonl", ".csv"])
def test_file_of_white_space(read, ending):
    documents, faults = read(f"a{ending}", " \n\t\n")
    assert (documents, places(faults)) == ([], [(0, "E111")])


@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".jsonl", ".csv"])
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", id="png"),
        pytest.param(b"%PDF-1.4\n" + bytes(range(256)) * 4, id="pdf"),
        pytest.param(ARTICLE.encode() + b"\0" + ARTICLE.encode(), id="one-nul"),
        pytest.param(ARTICLE.encode("utf-16-le"), id="utf-16-without-mark"),
    ],
)
def test_binary_file(read, ending, content):
    documents, faults = read(f"a{ending}", content)
    assert (documents, places(faults)) == ([], [(0, "E112")])


@pytest.mark.parametrize("ending", [".txt", ".md"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_in_other_encodings_is_understood(read, ending, encoding):
    text = f"{ARTICLE} “It cost £10m – a lot,” the café’s owner said."
    (document,), faults = read(f"a{ending}", text.encode(encoding))
    assert (document.text, faults) == (text, [])


def test_short_text_in_the_western_code_page_keeps_its_pounds(read):
    (document,), _ = read("a.txt", "Britain will send £10m".encode("cp1252"))
    assert document.text == "Britain will send £10m"


def test_text_in_a_cyrillic_code_page_is_kept_and_marked(read):
    text = "Россия поставит Индии зенитные ракетные комплексы, сообщило министерство обороны."
    (document,), _ = read("a.txt", text.encode("cp1251"))
    assert (document.text, document.language) == (text, "ru")


def test_damaged_utf8_is_told_with_its_line(read):
    documents, faults = read("a.md", "“One” – ’\n“two” – ’\n".encode() + b"caf\xe9\n")
    assert (documents, places(faults)) == ([], [(3, "E113")])


def test_damaged_utf8_costs_json_lines_its_line_only(read):
    lines = [json.dumps({"text": f"“{ARTICLE}”", "id": n}, ensure_ascii=False).encode() for n in range(3)]
    lines[1] = lines[1].replace(b"Friday", b"Frid\xe9y")
    documents, faults = read("a.jsonl", b"\n".join(lines))
    assert ([d.external_id for d in documents], places(faults)) == (["0", "2"], [(2, "E113")])


def test_cut_utf16_costs_what_is_cut(read):
    lines = json_lines({"text": ARTICLE, "id": 1}, {"text": ARTICLE, "id": 2}).encode("utf-16")
    documents, faults = read("a.jsonl", lines[:-15])
    assert [d.external_id for d in documents] == ["1"]
    assert [fault.line for fault in faults] == [2]


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        pytest.param('{"text": "no end\n', "E121", id="cut"),
        pytest.param("Poland received tanks\n", "E121", id="prose"),
        pytest.param('["a list"]\n', "E122", id="list"),
        pytest.param('"words"\n', "E122", id="string"),
        pytest.param("null\n", "E122", id="null"),
        pytest.param("[" * 100_000 + "\n", "E121", id="deep"),
        pytest.param('{"id": ' + "9" * 5000 + ', "text": "x"}\n', "E121", id="endless-number"),
        pytest.param('{"title": "no text"}\n', "E131", id="no-text"),
        pytest.param('{"text": null}\n', "E131", id="null-text"),
        pytest.param('{"text": " \\n "}\n', "E131", id="blank-text"),
        pytest.param('{"text": ["a", "list"]}\n', "E132", id="text-is-a-list"),
        pytest.param('{"text": 17}\n', "E132", id="text-is-a-number"),
        pytest.param('{"html": false}\n', "E132", id="html-is-a-boolean"),
        pytest.param('{"html": "<p></p>"}\n', "E133", id="html-without-article"),
        pytest.param('{"text": "a\\u0000b"}\n', "E134", id="nul"),
        pytest.param('{"text": "a\\ud800b"}\n', "E134", id="half-a-surrogate-pair"),
        pytest.param(json.dumps({"text": "x" * (MAX_TEXT + 1)}) + "\n", "E135", id="too-long-an-article"),
    ],
)
def test_broken_line_three_of_ten_costs_itself_only(read, broken, code):
    good = [{"text": f"{ARTICLE} {n}", "id": n} for n in range(9)]
    documents, faults = read("a.jsonl", json_lines(*good[:2], broken, *good[2:]))
    assert [d.external_id for d in documents] == [str(n) for n in range(9)]
    assert places(faults) == [(3, code)]
    assert faults[0].loses_document


def test_record_without_text_names_the_fields_that_it_has(read):
    _, (fault,) = read("a.jsonl", json_lines({"body": ARTICLE, "headline": "x"}))
    assert "body, headline" in fault.message


def test_line_of_50_mb_costs_a_fault_and_little_memory(read):
    line = '{"text": "' + "x" * 50_000_000 + '"}\n'
    packed = gzip.compress(json_lines({"text": ARTICLE, "id": 1}, line, {"text": ARTICLE, "id": 3}).encode(), 1)
    del line
    tracemalloc.start()
    documents, faults = read("a.jsonl.gz", packed)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert ([d.external_id for d in documents], places(faults)) == (["1", "3"], [(2, "E115")])
    assert peak < 100e6


@pytest.mark.parametrize("ending", [".txt", ".md", ".html"])
def test_one_article_of_50_mb_is_not_even_read(read, ending):
    documents, faults = read(f"a{ending}", b"x" * 50_000_000)
    assert (documents, places(faults)) == ([], [(0, "E114")])


@pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".zst", zstandard.compress)])
@pytest.mark.parametrize("count", [60, 6000])  # less, and more, than is unpacked at once
def test_packed_file_that_breaks_off_gives_what_came_before(read, ending, pack, count):
    records = [{"text": f"{ARTICLE} {random.Random(n).random()}", "id": n} for n in range(count)]
    packed = pack(json_lines(*records).encode())
    documents, faults = read(f"a.jsonl{ending}", packed[:-4])
    at_once = 1 if ending == ".gz" else 1300  # Zstandard unpacks blocks of 128 KB, or none of one
    assert len(documents) >= count - at_once
    assert [d.external_id for d in documents] == [str(n) for n in range(len(documents))]
    assert places(faults) == [(len(documents) + 1, "E116")]


@pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".zst", zstandard.compress)])
def test_packed_file_with_something_behind_its_end_is_read_up_to_there(read, ending, pack):
    packed = pack(json_lines({"text": ARTICLE, "id": 1}, {"text": ARTICLE, "id": 2}).encode())
    documents, faults = read(f"a.jsonl{ending}", packed + b"no more of it")
    assert [d.external_id for d in documents] == ["1", "2"]
    assert places(faults) == [(3, "E116")]


@pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".zst", zstandard.compress)])
def test_packed_files_put_one_behind_the_other_are_one(read, ending, pack):
    packed = b"".join(pack(json_lines({"text": ARTICLE, "id": n}).encode()) for n in (1, 2))
    documents, faults = read(f"a.jsonl{ending}", packed)
    assert ([d.external_id for d in documents], faults) == (["1", "2"], [])


@pytest.mark.parametrize(
    ("head", "line"),
    [
        pytest.param("---\ntitle: 'Poland': tanks arrive\n---\n", 2, id="colon-behind-quotes"),
        pytest.param("---\ntitle: ok\nsource: [Wire\n---\n", 4, id="open-bracket"),
        pytest.param("---\n- a\n- b\n---\n", 2, id="list"),
        pytest.param("---\nJust words.\n---\n", 2, id="words"),
        pytest.param("---\ntitle: no end\n\n", 1, id="not-closed"),
        pytest.param("---\na: " + "[" * 600 + "\n---\n", 1, id="deep"),
    ],
)
@pytest.mark.parametrize("ending", [".md", ".txt"])
def test_front_matter_that_is_no_yaml(read, ending, head, line):
    documents, (fault,) = read(f"a{ending}", head + ARTICLE)
    assert (documents, fault.code) == ([], "E123")
    assert abs(fault.line - line) <= 1


def test_front_matter_without_text(read):
    documents, faults = read("a.md", "---\ntitle: x\n---\n \n")
    assert (documents, places(faults)) == ([], [(0, "E131")])


def test_field_of_the_wrong_type_is_told_and_the_document_kept(read):
    documents, faults = read(
        "a.jsonl", json_lines({"text": ARTICLE, "title": ["a"], "id": {}, "url": True, "source": "x\0"})
    )
    assert [(d.title, d.url, d.source, d.external_id) for d in documents] == [(None, None, None, "a#1")]
    assert places(faults) == [(1, "E142")]
    assert all(name in faults[0].message for name in ("title: list", "id: dict", "url: bool", "source: NUL"))
    assert not faults[0].loses_document


@pytest.mark.parametrize("day", ["2205-05-05", "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "1799-12-31"])
def test_day_that_no_article_can_have_is_told_and_the_document_kept(read, day):
    (document,), (fault,) = read("a.md", f"---\npublished: {day}\n---\nOSLO, 3 March 2024 - {ARTICLE}")
    assert (document.published_at, document.published_from) == (datetime(2024, 3, 3), "text")
    assert (fault.code, fault.loses_document) == ("E143", False)


@pytest.mark.parametrize("ahead", [timedelta(hours=14), timedelta(days=60)])
def test_day_of_a_magazine_some_weeks_ahead_is_kept(read, ahead):
    (document,), faults = read("a.md", f"---\npublished: {READ_ON + ahead}\n---\n{ARTICLE}")
    assert (document.published_at, faults) == (READ_ON + ahead, [])


def test_day_in_the_head_that_no_article_can_have_is_none(read):
    (document,), _ = read("a.txt", f"OSLO, 3 March 2204 - {ARTICLE}")
    assert (document.published_at, document.published_from) == (None, None)


def test_date_that_is_none_is_told_and_the_document_kept(read):
    (document,), (fault,) = read("a.md", f"---\npublished: last Tuesday\n---\n{ARTICLE}")
    assert document.published_at is None
    assert (fault.code, fault.loses_document) == ("E141", False)
    assert "last Tuesday" in fault.message


def test_csv_without_a_column_of_text(read):
    documents, faults = read("a.csv", "\nid,body\n1,x\n")
    assert (documents, places(faults)) == ([], [(2, "E124")])


def test_csv_rows_that_are_broken_cost_themselves_only(read):
    rows = ["id,text", "1,one", "2", '3,"a"b', "4,four,more", "5,", "6,six", '7,"no end']
    documents, faults = read("a.csv", "\n".join(rows))
    assert [d.external_id for d in documents] == ["1", "6"]
    assert places(faults) == [(3, "E125"), (4, "E125"), (5, "E125"), (6, "E131"), (8, "E125")]


def test_csv_of_a_header_only(read):
    documents, faults = read("a.csv", "id,text\n")
    assert (documents, places(faults)) == ([], [(0, "E111")])


def test_parquet_without_a_column_of_text(read):
    documents, faults = read("a.parquet", parquet(pa.table({"body": ["x"]})))
    assert (documents, places(faults)) == ([], [(0, "E124")])
    assert "body" in faults[0].message


def test_parquet_that_is_damaged(read):
    whole = parquet(pa.table({"text": [ARTICLE * 50 + str(n) for n in range(500)]}))
    broken = whole[:100] + b"\xff" * 2000 + whole[2100:]
    for content in (whole[:-10], broken, b"PAR1" + b"x" * 50 + b"PAR1"):
        _, faults = read("a.parquet", content)
        assert places(faults)[-1][1] == "E116"


def test_parquet_rows_without_text_cost_themselves_only(read):
    documents, faults = read("a.parquet", parquet(pa.table({"id": [1, 2, 3], "text": ["one", None, "three"]})))
    assert ([d.external_id for d in documents], places(faults)) == (["1", "3"], [(2, "E131")])


def test_bytes_that_are_gone_are_a_fault(tmp_path):
    item = LandedItemRow(origin="a.md", sha256="0" * 64, source_name="n", format="markdown", size_bytes=1,
                         modified_at=None, landed_at=LANDED, run_id="r")  # fmt: skip
    assert [f.code for f in read_item(item, tmp_path / "gone")] == ["E109"]
    assert [f.code for f in read_item(item.model_copy(update={"format": "scroll"}), tmp_path)] == ["E103"]


def test_fault_becomes_a_row_of_the_quarantine_and_a_line_for_a_person():
    fault = Fault.of("E121", "news/a.jsonl", 3, "Expecting value\0\ud800")
    row = fault.row("run-1", "ab", LANDED)
    assert (row.origin, row.line, row.stage, row.error_code) == ("news/a.jsonl", 3, "text", "E121")
    assert str(fault).startswith("news/a.jsonl:3: E121 the line is no JSON (Expecting value\\0\\ud800). Write one")


@pytest.mark.parametrize("code", sorted(FAULTS))
def test_every_fault_says_what_it_means_and_what_to_do(code):
    kind = FAULTS[code]
    assert kind.stage in ("registers", "landing", "text", "annotation", "facts")
    assert kind.meaning
    assert kind.remedy.endswith(".")
