"""A date in the head of an article is its date; one that it tells of is not."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.text.date_in_head import date_in_head
from pipelines.text.dates import parse_published

BODY = "\nPoland signed a contract for 180 tanks on 27 July 2022, and expects the first by the end of the year.\n"


@pytest.mark.parametrize(
    "head",
    [
        "Tanks for Poland\nPublished: 4 March 2024\n",
        "Tanks for Poland\nFirst published on Monday, March 4th, 2024, 10:15 GMT\n",
        "Tanks for Poland\nBy A. Writer\nMonday, 4 March 2024 | 10:15\n",
        "2024-03-04\n\n",
        "WARSAW, March 4, 2024 (Wire) - Poland has bought tanks.",
        "SEOUL, South Korea (March 4, 2024) - Poland has bought tanks.",
        "WARSAW, 2024-03-04 - Poland has bought tanks.",
        "POSTED 4 MARCH 2024\nMarch 4, 2024\n",
        "4 March 2024\n10:15 Tanks arrive\n" + "A sentence.\n" * 9 + "3 March 2024\n22:10 Tanks leave\n",
    ],
)
def test_a_date_in_the_head(head):
    assert parse_published(date_in_head(head + BODY) or "") == datetime(2024, 3, 4)


@pytest.mark.parametrize(
    "head",
    [
        "",
        "On 4 March 2024 the ministry said that it would buy tanks.\n",
        "WARSAW, March 4 - Poland has bought tanks.\n",
        "Published: March 2024\n",
        "Published: 4 March 2024\nUpdated later\n5 March 2024\n",
        "One\nTwo\nThree\nFour\nFive\nSix\nSeven\nEight\n4 March 2024\n",
        "The treaty of 4 March 2024\n",
        "How it came about\n4 March 2024\n" + "A sentence.\n" * 9 + "5 March 2024\nTanks leave.\n",
    ],
)
def test_what_is_no_date_of_publication(head):
    assert date_in_head(head + BODY) is None


@given(st.text() | st.text("0123456789 ,.-\nMarch"))
def test_any_text_is_taken(text):
    found = date_in_head(text)
    assert found is None or found in text


ARTICLE = "<p>" + "Poland has bought tanks from South Korea, the ministry said on Monday in Warsaw. " * 8 + "</p>"
PAGE = f"<html><head>{{}}<title>Tanks</title></head><body><article><h1>Tanks</h1>{ARTICLE}</article></body></html>"
META = '<meta property="article:published_time" content="2024-03-05T10:00:00Z">'


@pytest.mark.parametrize(
    ("name", "content", "published", "told_by"),
    [
        ("a.md", "---\npublished: 2024-03-04\n---\n2024-03-06\nText.", datetime(2024, 3, 4), "metadata"),
        ("a.html", PAGE.format(META), datetime(2024, 3, 5, 10), "page"),
        ("a.txt", "Tanks\n\n2024-03-06\n\nPoland has bought tanks.", datetime(2024, 3, 6), "text"),
        ("a.txt", "Tanks\n\nPoland has bought tanks.", None, None),
        ("a.md", "---\npublished: soon\n---\n2024-03-06\nText of it.", datetime(2024, 3, 6), "text"),
    ],
)
def test_the_record_goes_over_the_page_and_the_page_over_the_text(read, name, content, published, told_by):
    (document,), _ = read(name, content)
    assert (document.published_at, document.published_from) == (published, told_by)
