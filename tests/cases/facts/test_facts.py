"""The fact families on marked cases: all rows right in all slots, and no row more.

Cases that do not pass yet stand in not_yet.txt as strict expected failures: one that starts to pass fails here
until it is taken from the list. A run with TEST_WRITE_NOT_YET=1 writes the list anew instead of judging by it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.contracts.documents import DocumentRow
from pipelines.contracts.facts import FactRow
from pipelines.facts.extract import Extractor
from tests.annotated import annotations, shared_annotator
from tests.cases.facts.judging import complaints, found_row
from tests.cases.facts.loader import FAMILIES, FactCase, load_facts, parse_fact_case
from tests.cases.marked import MarkError

HERE = Path(__file__).parent
CASES = load_facts(HERE)
NOT_YET_FILE = HERE / "not_yet.txt"
NOT_YET = {line.strip() for line in NOT_YET_FILE.read_text().splitlines() if line.strip() and not line.startswith("#")}
WRITES = os.environ.get("TEST_WRITE_NOT_YET") == "1"
PHENOMENA = (
    "passive", "nominalisation", "light verb", "coordination", "list", "respectively", "apposition",
    "relative clause", "participial clause", "purpose clause", "control", "raising", "fronted attribution",
    "ellipsis", "bullet list", "table", "negation", "modality", "tense", "conditional", "attribution", "denial",
    "hearsay", "history", "cancelled", "reversed", "pronoun", "the country", "metonym", "headline",
    "ministry notice", "think-tank", "broadcast", "live blog", "local paper", "merging", "context",
)  # fmt: skip
PHENOMENA_OF_MEETINGS = (
    "passive", "nominalisation", "light verb", "coordination", "list", "apposition", "relative clause",
    "participial clause", "purpose clause", "control", "raising", "fronted attribution", "negation", "modality",
    "tense", "attribution", "denial", "hearsay", "cancelled", "reversed", "pronoun", "metonym", "headline",
    "ministry notice", "broadcast", "live blog", "merging", "context",
)  # fmt: skip


@pytest.fixture(scope="session")
def found() -> dict[str, dict[str, list[FactRow]]]:
    """The rows of each case by family; all texts are annotated in one go."""
    reader = shared_annotator(gate=True)
    extractor = Extractor(reader)
    rows = {}
    for case, annotated in zip(CASES, annotations([case.text for case in CASES], gate=True), strict=True):
        rows[case.id] = extractor.extract(reader.load(annotated), _document(case)).facts
    return rows


def _document(case: FactCase) -> DocumentRow:
    published = datetime(case.published.year, case.published.month, case.published.day)
    return DocumentRow(
        document_id=case.id, external_id=case.id, source=None, url=None, title=None, language="en",
        published_at=published, ingested_at=datetime.now(UTC), content_hash=case.id, text=case.text,
        origin=case.id, landed_sha256=case.id, revision=1, duplicate_of=None,
    )  # fmt: skip


@pytest.fixture(scope="session")
def passed() -> Iterator[dict[str, bool]]:
    """Whether each case that has been judged in this run passed; not_yet.txt is written from it where asked for."""
    judged: dict[str, bool] = {}
    yield judged
    if WRITES:
        head = [line for line in NOT_YET_FILE.read_text().splitlines() if line.startswith("#")]
        ids = [case.id for case in CASES if not judged.get(case.id, case.id not in NOT_YET)]
        NOT_YET_FILE.write_text("\n".join([*head, *ids]) + "\n")


def _parameters() -> Iterator[object]:
    for case in CASES:
        marks = [pytest.mark.xfail(strict=True, reason="not yet")] if case.id in NOT_YET and not WRITES else []
        yield pytest.param(case, id=case.id, marks=marks)


@pytest.mark.parametrize("case", _parameters())
def test_fact_case(case: FactCase, found: dict[str, dict[str, list[FactRow]]], passed: dict[str, bool]) -> None:
    rows = [found_row(case.family, fact) for fact in found[case.id].get(case.family, [])]
    wrong = complaints(case.family, list(case.rows), rows)
    passed[case.id] = not wrong
    assert not wrong, "\n".join([case.text, *wrong])


def test_not_yet_names_cases() -> None:
    assert {case.id for case in CASES} >= NOT_YET


@pytest.mark.parametrize("family", FAMILIES)
def test_enough_cases_of_each_phenomenon(family: str) -> None:
    counts = Counter(case.phenomenon for case in CASES if case.family == family)
    is_young = family == "diplomatic_meetings"  # of one day: every phenomenon once is asked for where it applies
    wanted = dict.fromkeys(PHENOMENA_OF_MEETINGS, 1) if is_young else dict.fromkeys(PHENOMENA, 2)
    assert {p: counts[p] for p, least in wanted.items() if counts[p] < least} == {}
    assert sum(n for p, n in counts.items() if p.startswith("none: ")) >= 12
    assert sum(counts.values()) >= (60 if is_young else 140)


TANKS = "<weapon row=1 status=agreed>tanks</weapon>"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (f"a | passive | {TANKS}", "a line is"),
        (f"a | passive | 2024-13-01 | {TANKS}", "is no date"),
        ("a | passive | 2024-01-01 | no mark", "a case has marks"),
        (f"a | none: sport | 2024-01-01 | {TANKS}", "a case has marks"),
        (f"a | passive | 2024-01-01 | {TANKS.removesuffix('</weapon>')}", "is not closed"),
        (f"a | passive | 2024-01-01 | {TANKS.replace('row=1', '')}", "needs its row"),
        (f"a | passive | 2024-01-01 | {TANKS.replace('agreed', 'maybe')}", "maybe is no known code"),
        (f"a | passive | 2024-01-01 | {TANKS.replace('1', '2')}", "are numbered 2"),
        (f"a | passive | 2024-01-01 | {TANKS} {TANKS}", "row 1 has two <weapon>"),
        (f"a | passive | 2024-01-01 | {TANKS} <count row=1>5</count>", "is no mark of arms_deals"),
        (f"a | passive | 2024-01-01 | {TANKS} <supplier code=XQZ>Ruritania</supplier>", "XQZ is no known"),
        (f"a | passive | 2024-01-01 | {TANKS} <supplier name=KOR>Seoul</supplier>", "needs .'code'."),
        (f"a | passive | 2024-01-01 | {TANKS} <quantity>many</quantity>", "needs one of"),
        (f"a | passive | 2024-01-01 | {TANKS} <quantity low=5 high=4>5</quantity>", "is more than"),
        (f"a | passive | 2024-01-01 | {TANKS} <quantity low=ten>ten</quantity>", "no whole number"),
        (f"a | passive | 2024-01-01 | {TANKS} <supplier row=2 code=KOR>Seoul</supplier>", "belongs to row 2"),
        (
            f"a | passive | 2024-01-01 | {TANKS} <supplier code=KOR>a</supplier><supplier code=USA>b</supplier>",
            "two <supplier> that differ",
        ),
    ],
)
def test_a_bad_line_is_told_with_its_place(line: str, told: str) -> None:
    with pytest.raises(MarkError, match=rf"^x\.txt:7: .*{told}"):
        parse_fact_case(line, "arms_deals", "x.txt:7")


def test_an_id_that_stands_twice_is_told(tmp_path: Path) -> None:
    for family in FAMILIES:
        (tmp_path / f"{family}.txt").write_text("# none\none | none: sport | 2024-01-01 | Nothing here.\n")
    with pytest.raises(MarkError, match=r"^troop_deployment_estimates\.txt:2: the id 'one' stands twice"):
        load_facts(tmp_path)


STATED = {
    "force": ["RUS", "WAGNER"], "host": ["MLI"], "number": (1000, None), "unit": ["personnel"],
    "status": ["deployed"], "claimant": ["FRA", None],
}  # fmt: skip
RIGHT = {
    "force": "WAGNER", "host": "MLI", "number": (1010, None), "unit": "personnel", "status": "deployed",
    "claimant": None, "denied_by": [],
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, []),
        ({"claimant": "fra"}, []),
        ({"claimant": "USA"}, ["claimant"]),
        ({"host": None}, ["host"]),
        ({"number": (1000, 1000)}, ["number"]),
        ({"number": (1030, None)}, ["number"]),
        ({"denied_by": ["RUS"]}, ["denied_by"]),
        ({"unit": "battalion", "status": "planned"}, ["unit", "status"]),
    ],
)
def test_a_slot_is_judged_by_the_guide(changed: dict[str, object], told: list[str]) -> None:
    wrong = complaints("troop_deployment_estimates", [STATED], [RIGHT | changed])
    assert [w.split(": ")[1].split(" is ")[0] for w in wrong] == told


def test_a_missed_and_an_invented_row_are_told() -> None:
    assert complaints("troop_deployment_estimates", [STATED], []) == [f"missed {STATED}"]
    assert complaints("troop_deployment_estimates", [], [RIGHT]) == [f"invented {RIGHT}"]
    assert complaints("troop_deployment_estimates", [STATED, STATED], [RIGHT]) == [f"missed {STATED}"]


@pytest.mark.parametrize(
    ("stated", "found", "agree"),
    [
        ("K2 tanks", "K-2", False),
        ("K2", "K-2", True),
        ("K9 howitzers", "K9 howitzer", True),
        ("F-16", "F-16 Block 70 jets", True),
        ("offshore patrol vessels", "patrol vessel", True),
        ("tanks", "howitzers", False),
    ],
)
def test_a_weapon_agrees_by_its_name_or_a_part(stated: str, found: str, agree: bool) -> None:
    supplier = {"supplier": ["KOR"], "recipient": ["POL"], "status": ["agreed"]}
    row = {
        "supplier": "KOR",
        "recipient": "POL",
        "weapon": [found],
        "quantity": None,
        "value": None,
        "status": "agreed",
    }
    assert (complaints("arms_deals", [supplier | {"weapon": [stated]}], [row]) == []) is agree
