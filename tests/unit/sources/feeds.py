"""Feeds and pages for tests."""

from html import escape

BODY = "South Korea signed a contract to sell 180 K2 Black Panther tanks to Poland, the ministry said on Friday. "


def item(link="", title="", body="", full="", published="", guid=""):
    """An item of RSS; `body` is its description, `full` its content:encoded."""
    parts = {
        "link": link,
        "title": title,
        "description": body,
        "content:encoded": full,
        "pubDate": published,
        "guid": guid,
    }
    return "<item>" + "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in parts.items() if text) + "</item>"


def rss(*items, head="", doctype=""):
    """A feed of RSS 2.0."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{doctype}<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>The Wire</title>{head}{''.join(items)}</channel></rss>"
    )


def full_text(number=1):
    """Enough text to be an article."""
    return f"<p>Report {number}. {BODY * 8}</p><p>{BODY * 4}</p>"


def page(title="Tanks", text=BODY * 8, head=""):
    """A page with an article."""
    return (
        f"<html lang='en'><head><title>{title}</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{title}</h1><p>{text}</p></article><footer>Imprint</footer></body></html>"
    )
