"""kill -9 at random moments of runs over sources of all kinds: the run that follows ends as an undisturbed one.

Two kills by default, one after the other in one place; TEST_KILLS=n makes n. Before every step of the store:
tests/unit/store/test_kills.py.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow
KILLS = int(os.environ.get("TEST_KILLS", "2").replace("all", "20"))
FEED = """<rss version="2.0"><channel><title>Feed</title><link>{url}</link><description>d</description>
<item><title>Jets for Egypt</title><link>{url}/jets.html</link><pubDate>Mon, 04 Mar 2024 10:00:00 GMT</pubDate></item>
</channel></rss>"""
PAGE = """<html><head><title>Jets for Egypt</title></head><body><article><h1>Jets for Egypt</h1>
<p>France sold 30 Rafale fighter jets to Egypt, the defence ministry in Paris said on Monday. The contract is worth
4 billion euros and the first aircraft are to be delivered within two years, officials told reporters.</p>
<p>Egypt has bought French warplanes before. The ministry did not say where the pilots would be trained.</p>
</article></body></html>"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    """The address of a feed and its page, on loopback."""
    folder = tmp_path / "web"
    folder.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        url = f"http://127.0.0.1:{server.server_port}"
        (folder / "feed.xml").write_text(FEED.format(url=url))
        (folder / "jets.html").write_text(PAGE)
        (folder / "robots.txt").write_text("User-agent: *\nAllow: /\n")
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"{url}/feed.xml"
        server.shutdown()
        thread.join()


def write_sources(workshop: Any, feed: str) -> None:
    """A folder with a copy and a broken file in it, JSON Lines, CSV, a feed, and a source that is not there."""
    root = workshop.root
    workshop.write(["tanks", "soldiers", "howitzers"])
    (workshop.articles / "empty.txt").write_text("")
    lines = [
        {
            "id": f"deal-{n}",
            "text": f"Germany delivered {n + 10} IRIS-T missiles to Ukraine.",
            "published": "2024-05-01",
        }
        for n in range(6)
    ]
    story = (Path(__file__).parents[2] / "seeds/articles/w02-brahmos-first-batch.md").read_text(encoding="utf-8")
    story = story.split("---\n", 2)[2]
    lines += [
        {"id": "story", "text": story, "published": "2024-04-19", "source": "Wire"},
        {"id": "copy", "text": story.rsplit(". ", 1)[0] + ".", "published": "2024-04-20", "source": "Courier"},
    ]
    (root / "lines.jsonl").write_text("\n".join([*map(json.dumps, lines), "{broken"]))
    (root / "table.csv").write_text(
        "id,published,text\nniger,2024-03-16,Niger has told the United States to withdraw its 1000 soldiers.\n"
    )
    workshop.configured = [
        {"name": "folder", "kind": "folder", "path": str(workshop.articles)},
        {"name": "lines", "kind": "file", "path": str(root / "lines.jsonl")},
        {"name": "table", "kind": "file", "path": str(root / "table.csv")},
        {"name": "feed", "kind": "feed", "url": feed, "allow_private": True, "delay": 0},
        {"name": "gone", "kind": "folder", "path": str(root / "gone")},
    ]


def is_killed(workshop: Any, after: float) -> bool:
    """Kill a run some seconds after its start (not its children: they must see to themselves).

    Returns whether it was still at work.
    """
    process = subprocess.Popen(
        workshop.run_command(), env=workshop.env(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        process.wait(timeout=after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


@pytest.mark.timeout(1800 + 400 * KILLS)
def test_a_killed_run_is_continued_as_if_nothing_had_been(
    workshop: Any, web: str, content: Any, tmp_path: Path
) -> None:
    """Each run goes on from where the one before it was killed, and the last one ends."""
    write_sources(workshop, web)
    begun = time.monotonic()
    workshop.run(timeout=900)
    seconds = time.monotonic() - begun
    undisturbed = content(workshop.warehouse)
    assert len(undisturbed["facts.arms_deals"]) > 6
    assert len(undisturbed["core.documents"]) == 13
    assert sum("copy" in row for row in undisturbed["core.documents"]) == 1
    assert workshop.query("select external_id from core.documents where duplicate_of is not null") == [("copy",)]
    place = type(workshop)(tmp_path / "killed", configured=workshop.configured)
    place.root.mkdir()
    told: list[str] = []
    while len(told) < KILLS:
        after = random.uniform(0.05, 0.9) * seconds
        if is_killed(place, after):
            told.append(f"killed after {after:.1f} s")
        else:  # it was done before, with less to do or on a machine that has: once more, from nothing
            seconds *= 0.7
            shutil.rmtree(place.root)
            place.root.mkdir()
    print(told)
    place.run(timeout=900)
    found = content(place.warehouse)
    assert found.keys() == undisturbed.keys(), told
    for table, rows in undisturbed.items():
        assert found[table] == rows, f"{told}: {table}"
