"""How a state of affairs is told, word by word: each sentence of the three lists with several acts, deals or forces.

A line of policy_options.txt, arms_deals.txt and troop_deployment_estimates.txt is `state | sentence`. In the sentence
stand, for options, `{do}`, `{doing}` and `{it}` (Chile sends troops, imposes sanctions ...), for deals `{goods}` that
Sweden sells to Peru, and for deployments `{number}` of soldiers of Ghana in Haiti. Every filling has to give just the
one row, in that state; `none`: no row at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from pipelines.contracts.documents import DocumentRow
from pipelines.contracts.facts import FactRow
from pipelines.facts.extract import Extractor
from tests.annotated import annotations, shared_annotator

HERE = Path(__file__).parent
ACTS = (
    ("send troops to Haiti", "sending troops to Haiti", "the dispatch of troops to Haiti", "troop_deployment"),
    ("impose sanctions on Iran", "imposing sanctions on Iran", "sanctions on Iran", "sanctions"),
    ("supply missiles to Ukraine", "supplying missiles to Ukraine", "missile supplies to Ukraine", "arms_supply"),
    (
        "expel the Russian ambassador",
        "expelling the Russian ambassador",
        "the expulsion of the Russian ambassador",
        "diplomatic_expulsion",
    ),
    ("recognise Kosovo", "recognising Kosovo", "the recognition of Kosovo", "recognition"),
    ("hold talks with Iran", "holding talks with Iran", "talks with Iran", "talks"),
)
GOODS = (
    ("12 Gripen jets", 12),
    ("40 K9 howitzers", 40),
    ("two frigates", 2),
    ("200 Javelin missiles", 200),
    ("an NSM battery", 1),
)
NUMBERS = (
    ("300 soldiers", 300, 300, "personnel"),
    ("about 1,200 peacekeepers", 1200, 1200, "personnel"),
    ("up to 500 troops", None, 500, "personnel"),
    ("two battalions", 2, 2, "battalion"),
    ("more than 80 military instructors", 80, None, "personnel"),
)
OWN_STATE = {"policy_options": "stance", "arms_deals": "deal_status", "troop_deployment_estimates": "deployment_status"}
WANTED = {
    "policy_options": ("instrument",),
    "arms_deals": ("supplier_country", "recipient_country", "quantity_low"),
    "troop_deployment_estimates": ("force_country", "host_country", "count_low", "count_high", "unit"),
}


class Filled(NamedTuple):
    """A sentence with one of the fillings, and the cells that its row has to have beside the state."""

    family: str
    state: str
    template: str
    text: str
    cells: tuple[object, ...]
    is_not_yet: bool


def _fillings(family: str) -> Iterable[tuple[dict[str, str], tuple[object, ...]]]:
    if family == "policy_options":
        return (({"do": do, "doing": doing, "it": it}, (instrument,)) for do, doing, it, instrument in ACTS)
    if family == "arms_deals":
        return (({"goods": goods}, ("SWE", "PER", number)) for goods, number in GOODS)
    return (({"number": words}, ("GHA", "HTI", low, high, unit)) for words, low, high, unit in NUMBERS)


def _read() -> Iterable[Filled]:
    for family in OWN_STATE:
        for line in (HERE / f"{family}.txt").read_text(encoding="utf-8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            state, template = (part.strip() for part in line.split("|", 1))
            for words, cells in _fillings(family):
                text = template.format(**words)
                text = text[0].upper() + text[1:]
                yield Filled(family, state.removeprefix("~"), template, text, cells, state.startswith("~"))


FILLED = list(_read())
TEMPLATES = {f.template: f for f in FILLED}


def _parameters() -> Iterable[object]:
    for template, filled in TEMPLATES.items():
        marks = [pytest.mark.xfail(strict=True, reason="not yet")] if filled.is_not_yet else []
        yield pytest.param(filled.family, template, id=f"{filled.state}-{template}", marks=marks)


@pytest.fixture(scope="module")
def rows() -> dict[str, dict[str, list[FactRow]]]:
    """The rows of each text, by family; all texts are annotated in one go."""
    reader = shared_annotator(gate=True)
    extractor = Extractor(reader)
    texts = list(dict.fromkeys(f.text for f in FILLED))
    return {
        text: extractor.extract(reader.load(annotated), _document(text)).facts
        for text, annotated in zip(texts, annotations(texts, gate=True), strict=True)
    }


def _document(text: str) -> DocumentRow:
    return DocumentRow(
        document_id=text, external_id=text, source=None, url=None, title=None, language="en",
        published_at=datetime(2025, 3, 5), ingested_at=datetime.now(UTC), content_hash=text, text=text,
        origin=text, landed_sha256=text, revision=1, duplicate_of=None,
    )  # fmt: skip


@pytest.mark.parametrize(("family", "template"), _parameters())
def test_state(family: str, template: str, rows: dict[str, dict[str, list[FactRow]]]) -> None:
    wrong = []
    for filled in (f for f in FILLED if f.template == template):
        told = rows[filled.text][family]
        if family == "policy_options":  # with whom Chile talks talks as well
            told = [row for row in told if getattr(row, "actor", None) == "CHL" or len(told) == 1]
        names = (OWN_STATE[family], *WANTED[family])
        found = [tuple(getattr(row, name) for name in names) for row in told]
        if found != ([] if filled.state == "none" else [(filled.state, *filled.cells)]):
            wrong.append(f"{filled.text}: {found}")
    assert not wrong, "\n".join(wrong)
