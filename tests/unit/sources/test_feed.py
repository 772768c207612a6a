"""A feed: what is taken from it, what is not taken twice, and what a broken one costs."""

import json

import pytest
from feeds import BODY, full_text, item, page, rss
from web_server import Answer

from pipelines.sources.kinds import FeedSource
from pipelines.text import read_item


@pytest.fixture
def feed(site):
    def of(**options):
        return FeedSource(name="wire", url=site.address + "/rss", **{"delay": 0, "allow_private": True, **options})

    return of


def documents(night, **options):
    """What the landed items read as, by url."""
    source = FeedSource(name="wire", url="http://feed.test/", **options)
    read = [d for i in night.store.items.values() for d in read_item(i, night.landing.path(i.sha256), source)]
    return {document.url: document for document in read}


def test_entries_that_hold_the_article_are_landed_as_parts_of_the_feed(site, feed, night, codes):
    link = "https://wire.test/a"
    entry = item(link, "Tanks for Poland", full=full_text(), published="Fri, 26 Aug 2022 10:00:00 GMT")
    site.put("/rss", rss(entry, item("https://wire.test/b", "Second", full=full_text(2))))
    report = night.visit(feed())
    assert (report.landed, report.unchanged, codes(report)) == (2, 0, [])
    assert site.counts() == {"/rss": 1}
    assert night.bytes_of(link) == [rss(entry, item("https://wire.test/b", "Second", full=full_text(2))).encode()]
    read = documents(night)
    assert set(read) == {link, "https://wire.test/b"}
    assert (read[link].title, read[link].source) == ("Tanks for Poland", "The Wire")
    assert f"{read[link].published_at}" == "2022-08-26 10:00:00"
    assert read[link].text.count(BODY.strip()) == 12
    assert "Report 2" not in read[link].text


def test_where_the_feed_holds_a_summary_the_page_is_fetched(site, feed, night):
    link = site.put("/a", page())
    site.put("/rss", rss(item(link, "Tanks (feed)", "South Korea signed ...", published="2022-08-26T10:00:00Z")))
    assert night.visit(feed(publisher="My Wire")).landed == 1
    (found,) = documents(night, publisher="My Wire").values()
    assert (found.url, found.title, found.source) == (link, "Tanks (feed)", "My Wire")
    assert f"{found.published_at}" == "2022-08-26 10:00:00"
    assert found.text.count(BODY.strip()) == 8
    assert night.bytes_of(link) == [page().encode()]


@pytest.mark.parametrize(("full_text_of", "fetched"), [("feed", 0), ("page", 1), ("auto", 1)])
def test_where_articles_are_read_can_be_told(site, feed, night, full_text_of, fetched):
    link = site.put("/a", page())
    site.put("/rss", rss(item(link, "Tanks", "South Korea signed a contract.")))
    night.visit(feed(full_text=full_text_of))
    assert site.counts()["/a"] == fetched
    (found,) = documents(night).values()
    assert (BODY.strip() in found.text) == bool(fetched)


def test_of_a_thousand_entries_three_are_new(site, feed, night, codes):
    entries = [item(f"https://wire.test/{n}", f"Report {n}", full=full_text(n)) for n in range(1000)]
    site.put("/rss", rss(*entries[3:]))
    source = feed(max_items=2000)
    assert night.visit(source).landed == 997
    site.put("/rss", rss(*entries))
    report = night.visit(source)
    assert (report.landed, report.unchanged, codes(report)) == (3, 997, [])
    assert {i.origin for i in night.store.items.values() if i.run_id == "run-2"} == {
        f"https://wire.test/{n}" for n in range(3)
    }


def test_feed_that_has_not_changed_is_not_read(site, feed, night, codes):
    site.put_tagged("/rss", rss(item("https://wire.test/a", "A", full=full_text())))
    assert night.visit(feed()).landed == 1
    report = night.visit(feed())
    assert (report.landed, report.unchanged, codes(report)) == (0, 0, [])
    assert "If-None-Match" in site.asked[-1][1]


def test_entry_that_was_changed_is_landed_again(site, feed, night):
    link = "https://wire.test/a"
    site.put("/rss", rss(item(link, "A", full=full_text(1))))
    night.visit(feed())
    site.put("/rss", rss(item(link, "A", full=full_text(2))))
    assert night.visit(feed()).landed == 1
    assert len(night.bytes_of(link)) == 2


def test_page_that_could_not_be_fetched_is_tried_again_though_the_feed_is_the_same(site, feed, night, codes):
    good, bad = site.put("/good", page()), site.put("/bad", status=503)
    site.put_tagged("/rss", rss(item(bad, "B", "short"), item(good, "A", "short")))
    report = night.visit(feed())
    assert (report.landed, [(f.origin, f.code) for f in report.faults]) == (1, [(bad, "E152")])
    site.put("/bad", page("Second"))
    report = night.visit(feed())
    assert (report.landed, report.unchanged, codes(report)) == (1, 1, [])
    night.visit(feed())
    assert site.counts()["/good"] == 1


def test_page_that_is_gone_is_not_asked_for_while_its_entry_is_the_same(site, feed, night, codes):
    gone = site.put("/gone", status=410)
    site.put_tagged("/rss", rss(item(gone, "B", "short")))
    assert codes(night.visit(feed())) == ["E152"]
    assert codes(night.visit(feed())) == []
    other = item("https://wire.test/a", "A", full=full_text())
    site.put_tagged("/rss", rss(other, item(gone, "B", "short")))
    assert night.visit(feed()).landed == 1
    assert site.counts()["/gone"] == 1
    site.put("/gone", page())
    site.put_tagged("/rss", rss(other, item(gone, "B", "short, and corrected")))
    assert night.visit(feed()).landed == 1


def test_article_that_has_moved_is_known_by_its_new_address_and_not_landed_twice(site, feed, night):
    link = site.put_tagged("/new", page())
    site.put("/old", status=301, Location="/new")
    site.put("/rss", rss(item(site.address + "/old", "Tanks", "short")))
    assert night.visit(feed()).landed == 1
    assert set(documents(night)) == {link}
    site.put("/rss", rss(item(site.address + "/old", "Tanks", "short, with a mended summary")))
    report = night.visit(feed())
    assert (report.landed, report.unchanged) == (0, 1)


def test_two_feeds_with_one_article_fetch_it_once(site, feed, night):
    link = site.put("/a", page())
    site.put("/rss", rss(item(link, "A", "short")))
    site.put("/other", rss(item(link, "A", "another summary")))
    other = feed().model_copy(update={"name": "other", "url": site.address + "/other"})
    first, second = night.visit(feed(), other)
    assert (first.landed, second.landed, second.unchanged) == (1, 0, 1)
    assert site.counts()["/a"] == 1


def test_an_entry_that_stands_twice_comes_once(site, feed, night):
    entry = item("https://wire.test/a", "A", full=full_text())
    site.put("/rss", rss(entry, item("https://wire.test/a", "A again", full=full_text(2))))
    assert night.visit(feed()).landed == 1
    (found,) = documents(night).values()
    assert found.title == "A"


def test_entries_can_be_chosen_and_counted(site, feed, night):
    entries = [item(f"https://wire.test/{kind}/{n}", f"{n}", full=full_text(n)) for n in range(5) for kind in "ab"]
    site.put_tagged("/rss", rss(*entries))
    source = feed(match="/a/", max_items=3)
    assert night.visit(source).landed == 3
    report = night.visit(source)  # the feed's tag was not remembered, for it was not read to its end
    assert (report.landed, report.unchanged) == (2, 3)


def test_links_that_count_from_the_feed(site, feed, night):
    site.put("/news/a", page())
    site.put("/rss", rss(item("/news/a", "A", "short")))
    assert night.visit(feed()).landed == 1
    assert set(documents(night)) == {site.address + "/news/a"}


def test_entry_without_address_is_known_by_its_id(site, feed, night, codes):
    site.put("/rss", rss(item(title="A", full=full_text(), guid="tag:7"), item(title="B")))
    report = night.visit(feed())
    assert (report.landed, codes(report)) == (1, ["E159"])
    (landed,) = night.store.items.values()
    assert (landed.origin, json.loads(landed.told)["entry"]) == (site.address + "/rss#tag:7", "tag:7")
    (found,) = read_item(landed, night.landing.path(landed.sha256))
    assert (found.external_id, found.url) == ("tag:7", None)


def test_atom_is_read_too(site, feed, night):
    site.put(
        "/rss",
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><id>tag:1</id><title>A</title>'
        '<link href="https://wire.test/a"/><updated>2024-05-01T10:00:00Z</updated>'
        f'<content type="text">{BODY * 8}</content></entry></feed>',
    )
    night.visit(feed())
    (found,) = documents(night).values()
    assert found.text.strip() == (BODY * 8).strip()
    assert f"{found.published_at}" == "2024-05-01 10:00:00"


@pytest.mark.parametrize(
    "body",
    [page().encode(), b"", b"\0\x01\x02", b'{"items": []}', rss("")[:60].encode() + b"</nothing>", b"%PDF-1.7"],
    ids=["html", "empty", "binary", "json", "cut", "pdf"],
)
def test_what_is_no_feed_is_the_failure_of_that_source(site, feed, night, body):
    site.put("/rss", body)
    site.put("/good", rss(item("https://wire.test/a", "A", full=full_text())))
    good = feed().model_copy(update={"name": "good", "url": site.address + "/good"})
    broken, whole = night.visit(feed(), good)
    assert (broken.failure.code, broken.failure.origin) == ("E158", site.address + "/rss")
    assert (whole.failure, whole.landed) == (None, 1)
    assert [f.error_code for f in night.store.faults] == ["E158"]


def test_feed_that_breaks_off_is_read_as_far_as_it_goes(site, feed, night):
    whole = rss(*(item(f"https://wire.test/{n}", f"{n}", full=full_text(n)) for n in range(3)))
    site.put("/rss", whole[: len(whole) - 400])
    assert night.visit(feed()).landed >= 2


def test_feed_that_cannot_be_reached_is_the_failure_of_that_source(site, feed, night):
    site.put("/rss", status=500)
    report = night.visit(feed())
    assert (report.failure.code, report.landed) == ("E152", 0)


def test_no_entity_is_followed_or_blown_up(site, feed, night, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    outside = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y SYSTEM "{site.address}/dtd">]>'
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 20}">' for n in range(1, 12))
    entry = item("https://wire.test/a", "A", full=full_text()).replace("<title>A", "<title>A &x; &y; &l11;")
    site.put("/rss", rss(entry, doctype=outside[:-2] + f'<!ENTITY l0 "ha">{bomb}]>'))
    night.visit(feed())
    assert site.counts() == {"/rss": 1}
    for found in documents(night).values():
        assert "the secret" not in f"{found.title}{found.text}"
        assert len(found.title) < 1000


@pytest.mark.parametrize(
    ("header", "meta", "encoding"),
    [
        ("text/html; charset=iso-8859-1", "", "utf-8"),
        ("text/html; charset=utf-8", "", "cp1252"),
        ("text/html; charset=windows-1250", "", "cp1250"),
        ("text/html", "<meta charset='windows-1251'>", "cp1251"),
        ("text/html; charset=nonsense", "<meta http-equiv=c content='text/html; charset=utf-8'>", "utf-8"),
        ("text/html", "", "utf-16"),
    ],
)
def test_pages_are_read_in_their_encoding_whatever_is_said_of_it(site, feed, night, header, meta, encoding):
    words = {"cp1251": "Министр обороны Польши", "cp1250": "Świdnik, Łódź"}.get(encoding, "Général Müller “said”")
    site.paths["/a"] = Answer(
        page(text=f"{words}. {BODY * 8}", head=meta).encode(encoding), 200, {"Content-Type": header}
    )
    site.put("/rss", rss(item(site.address + "/a", "A", "short")))
    night.visit(feed())
    (found,) = documents(night).values()
    assert words in found.text


def test_characters_that_no_table_takes_are_left_out(site, feed, night):
    entry = item("https://wire.test/a", "A", full=full_text()).replace("<title>A", "<title>A&#0;&#xD800;B &bad;")
    site.put("/rss", rss(entry.replace("wire.test/a", "wire.test/a&#xDFFF;&#0;")))
    assert night.visit(feed()).landed == 1
    (found,) = documents(night).values()
    f"{found.title}{found.url}{found.origin}".encode()
    assert "\0" not in f"{found.title}{found.url}{found.origin}"
    assert found.title.startswith("AB")


def test_page_that_is_a_picture_is_a_fault(site, feed, night, codes):
    site.paths["/a"] = Answer(b"%PDF", 200, {"Content-Type": "application/pdf"})
    site.put("/rss", rss(item(site.address + "/a", "A", "short")))
    report = night.visit(feed())
    assert (report.landed, codes(report)) == (0, ["E163"])
    assert "application/pdf" in report.faults[0].message
