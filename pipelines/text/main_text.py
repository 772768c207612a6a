"""A web page to its article: main text, title, date, publisher, language, address. By trafilatura."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

import trafilatura

from pipelines.text.dates import parse_published
from pipelines.text.decode import can_be_stored

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it says of a broken page is told as a fault

# Only where a page tells it: the wider search takes the year of a copyright line, or a date in the text.
_DATES = {"original_date": True, "extensive_search": False}
_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_TIMES = (
    '//meta[@property="article:published_time"]/@content',
    '//meta[@itemprop="datePublished"]/@content',
    "//article//time/@datetime",
)


@dataclass(frozen=True)
class MainText:
    """What a page holds. `published` is a date, or a timestamp where the page tells the hour of that date."""

    text: str
    title: str | None
    published: str | None
    language: str | None
    source: str | None
    url: str | None


def main_text(html: str) -> MainText | None:
    """The article of a page, or of a fragment of one; None where none is found.

    Raises:
        ValueError: the page cannot be taken apart; the message says why.
    """
    # All of a fragment, as records and feeds hold them, is article; trafilatura takes a short one for a page's foot.
    page_html = html if _PAGE.search(html) else f"<html><body><article>{html}</article></body></html>"
    try:
        tree = trafilatura.load_html(page_html)
        if tree is None:
            return None
        language = next(iter(tree.xpath("//html/@lang | //html/@xml:lang")), None)
        times = [str(time) for path in _TIMES for time in tree.xpath(path)]
        page = trafilatura.bare_extraction(
            tree, with_metadata=True, include_comments=False, date_extraction_params=_DATES
        )
    except Exception as error:  # whatever a broken page does to a parser, it costs this page only
        raise ValueError(f"{type(error).__name__}: {error}") from error
    if page is None or isinstance(page, dict) or not page.text:
        return None
    told = (page.title, _with_hour(page.date, times), language, page.sitename, page.url)
    return MainText(page.text, *(value if value and can_be_stored(value) else None for value in told))


def _with_hour(date: str | None, times: list[str]) -> str | None:
    """The first timestamp of that date, else the date."""
    same_day = (time for time in times if date and time.startswith(date) and parse_published(time))
    return next(same_day, date)
