"""What each format gives: fields, text to the letter, places."""

import gzip
import json
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

from pipelines.contracts.records import FORMATS
from pipelines.text.readers import READERS
from tests.unit.sources.feeds import full_text, item, rss
from tests.unit.text.files import ARTICLE, json_lines, parquet

WRAPPED = """Poland received ten tanks from South Korea on Friday, and the first
of them were seen in Gdynia, where the minister and the general
stood."""


def test_every_ending_has_a_reader_and_every_reader_an_ending():
    assert set(FORMATS.values()) == set(READERS)


def test_markdown_gives_its_front_matter_and_the_text_after_it_to_the_letter(read):
    text = "\nWARSAW -  Two  spaces,\r\na “quote”, n\u0303 and ﬁ.\n\n\n- item\n"
    head = "---\ntitle: 'Tanks: the  first'\npublished: 2024-03-04\nsource: Wire\nid: 007\nlanguage: no"
    (document,), faults = read("a.md", f"{head}\n---\n{text}")
    assert faults == []
    assert document.text == text
    assert (document.title, document.source, document.external_id) == ("Tanks: the first", "Wire", "007")
    assert (document.language, document.published_at) == ("no", datetime(2024, 3, 4))
    assert (document.origin, document.ingested_at) == ("news/a.md", datetime(2027, 1, 2))
    assert document.landed_sha256 == "0" * 64


@pytest.mark.parametrize(
    "title",
    [
        "Poland: tanks arrive",
        "It's decided: Riga: no",
        "Who pays? The bill:",
        "Live: 16:30 GMT - Kyiv's reply",
        "a:b: c",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_headline_may_hold_a_colon(read, title, end):
    (document,), faults = read("a.md", end.join(["---", f"title: {title}", "source: Wire", "---", ARTICLE]))
    assert (document.title, document.source, faults) == (title, "Wire", [])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_markdown_without_front_matter_takes_its_heading_for_the_title(read, end):
    text = f"# Tanks arrive #{end}{end}{ARTICLE}"
    (document,), _ = read("a.md", text)
    assert (document.title, document.text) == ("Tanks arrive", text)


def test_markdown_takes_no_other_first_line_for_the_title(read):
    (document,), _ = read("a.md", f"Tanks arrive\n\n{ARTICLE}")
    assert document.title is None


@pytest.mark.parametrize("guid", ["news-7", "/news/7", "tag:wire.example,2024:7"])
def test_an_entry_of_a_file_has_the_id_that_the_feed_gives_it(read, guid):
    (document,), faults = read("a.rss", rss(item(title="Tanks arrive", full=full_text(), guid=guid)))
    assert (document.external_id, document.url, faults) == (guid, None, [])


def test_rule_above_a_text_is_no_front_matter(read):
    text = f"---\n{ARTICLE}\n"
    (document,), faults = read("a.md", text)
    assert (document.text, faults) == (text, [])


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param(f"Tanks arrive\n\n{ARTICLE}", "Tanks arrive", id="headline-and-blank-line"),
        pytest.param(f"Tanks arrive\r\n{ARTICLE}", "Tanks arrive", id="headline"),
        pytest.param(f"Tanks arrive\r\r{ARTICLE}\r", "Tanks arrive", id="ends-of-old-macs"),
        pytest.param(f"{ARTICLE}\r", None, id="one-line-of-old-macs"),
        pytest.param("\n\nTanks arrive\n\nTen.", "Tanks arrive", id="blank-lines-above"),
        pytest.param(f"{ARTICLE}", None, id="one-line"),
        pytest.param(f"{ARTICLE * 3}\n{ARTICLE}", None, id="long-paragraph"),
        pytest.param(WRAPPED, None, id="wrapped-prose"),
    ],
)  # fmt: skip
def test_plain_text_takes_a_short_first_line_for_the_title_and_keeps_it_in_the_text(read, text, title):
    (document,), faults = read("a.txt", text)
    assert (document.title, document.text, faults) == (title, text, [])


def test_plain_text_may_have_front_matter(read):
    (document,), _ = read("a.txt", f"---\ntitle: Told\nurl: https://wire.example/a\n---\nShort line\n\n{ARTICLE}")
    assert (document.title, document.url) == ("Told", "https://wire.example/a")


PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Tanks arrive | Wire</title>
<meta property="og:title" content="Tanks arrive"><meta property="og:site_name" content="The Wire">
<meta property="article:published_time" content="2024-05-03T22:15:00+02:00">
<link rel="canonical" href="https://wire.example/tanks"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Tanks arrive</h1><p>{ARTICLE}</p>
<p>The tanks were <b>unloaded</b> in Gdynia &amp; taken east.</p>
</article><footer>Copyright 2019</footer></body></html>"""


def test_html_gives_the_article_and_what_the_page_tells_of_it(read):
    (document,), faults = read("a.html", PAGE)
    assert faults == []
    assert ARTICLE in document.text
    assert "unloaded in Gdynia & taken east" in document.text
    assert "Home" not in document.text
    assert (document.title, document.source, document.language) == ("Tanks arrive", "The Wire", "en")
    assert (document.url, document.published_at) == (
        "https://wire.example/tanks",
        datetime(2024, 5, 3, 20, 15),
    )


def test_html_in_an_old_code_page(read):
    (document,), _ = read(
        "a.htm", f"<html><body><article><p>{ARTICLE} It cost £10m – “a lot”.</p></article>".encode("cp1252")
    )
    assert "It cost £10m – “a lot”." in document.text


def test_json_lines_give_text_to_the_letter_with_the_line(read):
    text = " Two  spaces\r\n\nand “quotes” \U0001f1fa\U0001f1e6 \u2028 end "
    first = {"id": 17, "url": "https://wire.example/1", "title": "One", "published": 1700000000, "text": text}
    second = {"TEXT": ARTICLE, "source": "Gazette", "unknown": {"deep": []}, "id": None}
    documents, faults = read("a.jsonl", json_lines(first, "\n", second), publisher="Wire")
    assert faults == []
    assert [d.text for d in documents] == [text, ARTICLE]
    assert [d.external_id for d in documents] == ["17", "a#3"]
    assert [d.origin for d in documents] == ["news/a.jsonl#1", "news/a.jsonl#3"]
    assert [d.source for d in documents] == ["Wire", "Gazette"]
    assert documents[0].published_at == datetime(2023, 11, 14, 22, 13, 20)


@pytest.mark.parametrize(
    "fragment",
    [
        f"<p>{ARTICLE}</p>",
        f"<div>{ARTICLE}</div>",
        f"<article><p>{ARTICLE}</p></article>",
        f"{ARTICLE}<br>And no more.",
        ARTICLE,
    ],
)
def test_html_may_be_a_fragment_of_a_page(read, fragment):
    for name, content in (("a.jsonl", json.dumps({"html": fragment})), ("a.html", fragment)):
        (document,), faults = read(name, content)
        assert faults == []
        assert document.text.startswith(ARTICLE)


def test_json_lines_may_hold_html_and_the_fields_go_over_the_page(read):
    (document,), _ = read("a.jsonl", json_lines({"html": PAGE, "title": "Told", "published": "2024-05-04"}))
    assert ARTICLE in document.text
    assert (document.title, document.published_at) == ("Told", datetime(2024, 5, 4))
    assert document.source == "The Wire"


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.ndjson.gz", "a.jsonl"])
def test_json_lines_may_be_packed_whatever_the_name(read, name):
    (document,), faults = read(name, gzip.compress(json_lines({"text": ARTICLE, "id": "x"}).encode()))
    assert (document.text, faults) == (ARTICLE, [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_json_lines_in_unicode_encodings(read, encoding):
    lines = "".join(json.dumps({"text": f"{ARTICLE} – {n}", "id": n}, ensure_ascii=False) + "\r\n" for n in range(3))
    documents, faults = read("a.jsonl", lines.encode(encoding))
    assert ([d.text for d in documents], faults) == ([f"{ARTICLE} – {n}" for n in range(3)], [])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_gives_rows_with_the_line_at_which_they_begin(read, delimiter):
    head = delimiter.join(["ID", "Title", "text"])
    rows = [f'1{delimiter}One{delimiter}"first\n""line"""', f"2{delimiter}{delimiter}{ARTICLE[:20]}"]
    documents, faults = read("a.csv", "\ufeff" + head + "\r\n" + "\r\n".join(rows) + "\r\n")
    assert faults == []
    assert [(d.external_id, d.title, d.text) for d in documents] == [
        ("1", "One", 'first\n"line"'),
        ("2", None, ARTICLE[:20]),
    ]
    assert [d.origin for d in documents] == ["news/a.csv#2", "news/a.csv#4"]


def test_csv_holds_articles_longer_than_the_default_of_pythons_reader(read):
    (document,), faults = read("a.csv", f"text\n{'word ' * 100_000}\n")
    assert (len(document.text), faults) == (500_000, [])


def test_parquet_gives_rows_of_any_column_types(read):
    table = pa.table(
        {
            "id": pa.array([1, 2, 3]),
            "published": pa.array(
                [1_700_000_000_123_456_789, None, 1_600_000_000_000_000_000], pa.timestamp("ns", "UTC")
            ),
            "text": pa.array([ARTICLE, "zwei", "drei"]).dictionary_encode(),
            "score": pa.array([float("nan"), 1.0, 2.0]),
            "source": pa.array([None, "A", "B"], pa.large_string()),
        }
    )
    documents, faults = read("a.parquet", parquet(table))
    assert faults == []
    assert [(d.external_id, d.source) for d in documents] == [("1", None), ("2", "A"), ("3", "B")]
    assert documents[0].published_at == datetime(2023, 11, 14, 22, 13, 20, 123456)


def test_parquet_dates(read):
    table = pa.table({"text": [ARTICLE], "published": [date(2024, 3, 4)], "language": ["EN"]})
    (document,), _ = read("a.parquet", parquet(table))
    assert (document.published_at, document.language) == (datetime(2024, 3, 4), "en")


def test_timestamps_are_utc(read):
    moment = datetime(2024, 3, 4, 23, 30, tzinfo=UTC)
    (document,), _ = read("a.jsonl", json_lines({"text": ARTICLE, "published": moment.isoformat()}))
    assert document.published_at == datetime(2024, 3, 4, 23, 30)


def test_year_of_a_copyright_line_or_a_date_in_the_text_is_no_publication_date(read):
    body = f"<article><p>{ARTICLE} On 3 May 2011 it was different.</p></article><p>Copyright 2019</p>"
    (document,), faults = read("a.html", f"<html><body>{body}</body></html>")
    assert (document.published_at, faults) == (None, [])
