"""Lists of pages and sitemaps: which pages are fetched, which are not, and what a broken one costs."""

import contextlib
import gzip

import pytest
from feeds import page
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.sources.kinds import PagesSource
from pipelines.sources.kinds.sitemap import NoSitemapError, read_sitemap
from pipelines.text import read_item

SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(*entries, root="urlset", more=""):
    """A sitemap of (address, lastmod, further XML)."""
    tag = "url" if root == "urlset" else "sitemap"
    locations = (
        f"<{tag}><loc>{address}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}{extra}</{tag}>"
        for address, changed, extra in entries
    )
    return f'<?xml version="1.0"?>{more}<{root} xmlns="{SPACE}">{"".join(locations)}</{root}>'


@pytest.fixture
def pages(site):
    def of(**options):
        return PagesSource(name="pages", **{"delay": 0, "allow_private": True, **options})

    return of


def test_pages_are_fetched_and_only_those_that_changed_are_landed_again(site, pages, night, codes):
    source = pages(urls=[site.put_tagged("/a", page("A")), site.put_tagged("/b", page("B"))])
    assert night.visit(source).landed == 2
    report = night.visit(source)
    assert (report.landed, report.unchanged, codes(report)) == (0, 2, [])
    site.put_tagged("/b", page("B, corrected"))
    report = night.visit(source)
    assert (report.landed, report.unchanged) == (1, 1)
    report = night.visit(source)
    assert (report.landed, report.unchanged) == (0, 2)


def test_page_without_a_tag_that_gives_the_same_bytes_is_no_news(site, pages, night):
    source = pages(urls=[site.put("/a", page("A"))])
    night.visit(source)
    report = night.visit(source)
    assert (report.landed, report.unchanged) == (0, 1)


def test_a_page_that_fails_costs_no_other(site, pages, night, codes):
    source = pages(urls=[site.put("/a", status=404), site.put("/b", page("B"))])
    report = night.visit(source)
    assert (report.landed, codes(report), report.failure) == (1, ["E152"], None)
    assert report.faults[0].origin == site.address + "/a"


def test_a_sitemap_brings_what_is_new_or_changed(site, pages, night):
    for name in "abc":
        site.put(f"/{name}", page(name))
    first = [(site.address + "/a", "2024-01-01", ""), (site.address + "/b", "", "")]
    source = pages(sitemap=site.put("/sitemap.xml", sitemap(*first)))
    assert night.visit(source).landed == 2
    site.counts()
    site.put("/a", page("a, corrected"))
    site.put("/sitemap.xml", sitemap((site.address + "/a", "2024-01-02", ""), first[1], (site.address + "/c", "", "")))
    report = night.visit(source)
    assert (report.landed, report.unchanged) == (2, 1)
    assert site.counts() == {"/sitemap.xml": 2, "/a": 2, "/b": 1, "/c": 1}


def test_sitemaps_that_name_sitemaps_are_followed_and_never_in_a_circle(site, pages, night, codes):
    site.put("/a", page("A"))
    inner = site.put("/inner.xml.gz", gzip.compress(sitemap((site.address + "/a", "", "")).encode()))
    gone = site.address + "/gone.xml"
    outer = site.address + "/index.xml"
    site.put("/index.xml", sitemap((inner, "", ""), (gone, "", ""), (outer, "", ""), root="sitemapindex"))
    report = night.visit(pages(sitemap=outer))
    assert (report.landed, codes(report), report.failure) == (1, ["E152"], None)
    assert site.counts()["/index.xml"] == 1


def test_what_a_news_sitemap_tells_of_an_article_is_kept(site, pages, night):
    news = (
        '<n:news xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><n:publication><n:name>W</n:name>'
        "</n:publication><n:publication_date>2024-05-01</n:publication_date><n:title>From the map</n:title></n:news>"
        '<i:image xmlns:i="http://www.google.com/schemas/sitemap-image/1.1"><i:loc>http://x.test/i.png</i:loc></i:image>'
    )
    site.put("/a", page("A"))
    night.visit(pages(sitemap=site.put("/sitemap.xml", sitemap((site.address + "/a", "", news)))))
    (landed,) = night.store.items.values()
    (found,) = read_item(landed, night.landing.path(landed.sha256))
    assert (found.title, f"{found.published_at:%Y-%m-%d}") == ("From the map", "2024-05-01")


def test_pages_of_a_sitemap_can_be_chosen_and_counted(site, pages, night):
    entries = [(site.put(f"/{kind}/{n}", page(f"{n}")), "", "") for n in range(4) for kind in ("news", "shop")]
    source = pages(sitemap=site.put("/sitemap.xml", sitemap(*entries)), match="/news/", max_items=3)
    assert [night.visit(source).landed for _ in range(3)] == [3, 1, 0]
    assert not any("/shop/" in path for path in site.counts())


def test_dead_links_at_the_head_of_a_sitemap_do_not_stand_in_the_way_for_ever(site, pages, night):
    dead = [(site.address + f"/dead/{n}", "", "") for n in range(3)]
    living = (site.put("/a", page("A")), "", "")
    source = pages(sitemap=site.put("/sitemap.xml", sitemap(*dead, living)), max_items=2)
    assert [(night.visit(source).landed) for _ in range(3)] == [0, 1, 0]
    assert all(site.counts()[f"/dead/{n}"] == 1 for n in range(3))


def test_pages_that_are_listed_are_all_asked_for(site, pages, night):
    source = pages(urls=[site.put_tagged(f"/{n}", page(f"{n}")) for n in range(4)], max_items=2)
    assert night.visit(source).landed == 4
    assert night.visit(source).unchanged == 4


@pytest.mark.parametrize(
    "body",
    [
        page().encode(),
        b"",
        b"no address\nat all",
        b"<urlset>",
        b"\0\xff",
        b"\x1f\x8b\x08 broken",
        sitemap(more='<!DOCTYPE urlset [<!ENTITY a "b">]>').encode(),
    ],
    ids=["html", "empty", "words", "cut", "binary", "gzip", "doctype"],
)
def test_what_is_no_sitemap_is_the_failure_of_that_source(site, pages, night, body):
    report = night.visit(pages(sitemap=site.put("/sitemap.xml", body)))
    assert (report.failure.code, report.landed) == ("E161", 0)


def test_a_list_of_addresses_is_a_sitemap_too(tmp_path):
    (tmp_path / "map").write_text("\ufeffhttps://a.test/1\r\n\r\nhttps://a.test/2\n")
    assert [found.address for found in read_sitemap(tmp_path / "map")] == ["https://a.test/1", "https://a.test/2"]


def test_no_entity_of_a_sitemap_is_followed_or_blown_up(tmp_path):
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 20}">' for n in range(1, 12))
    for kind in (f'<!DOCTYPE u [<!ENTITY l0 "ha">{bomb}]>', '<!DOCTYPE u [<!ENTITY l11 SYSTEM "file:///etc/passwd">]>'):
        (tmp_path / "map").write_text(sitemap(("https://a.test/&l11;", "", ""), more=kind))
        with pytest.raises(NoSitemapError, match="document type"):
            read_sitemap(tmp_path / "map")


PIECES = st.one_of(
    st.binary(max_size=40),
    st.sampled_from(
        [b"<urlset>", b"<url>", b"</url>", b"<loc>", b"</loc>", b"http://a.test/\n", b"\x1f\x8b\x08\0", b"<!"]
    ),
)


@settings(max_examples=200, deadline=None)
@given(pieces=st.lists(PIECES, max_size=10))
def test_whatever_the_bytes_only_one_error_is_raised(tmp_path_factory, pieces):
    path = tmp_path_factory.getbasetemp() / "sitemap"
    path.write_bytes(b"".join(pieces))
    with contextlib.suppress(NoSitemapError):
        assert all(found.address for found in read_sitemap(path))
