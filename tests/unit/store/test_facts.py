from datetime import UTC, datetime, timedelta, timezone

import pytest
import store_miniature as mini
from conftest import NOW

from pipelines.contracts.facts import TroopDeploymentEstimateRow
from pipelines.store.connection import StoreError

LATER = NOW + timedelta(days=1)
TEXT = "12 tanks from USA to POL and 5 jets from FRA to IND."


@pytest.fixture
def document(store):
    row = mini.revision(mini.Record("d", TEXT), "a.txt", "s", NOW)
    store.save_documents([row], [], [])
    (document,) = store.documents([row.document_id])
    return document


def save(store, document, facts, evidence=(), *, run_id="run-1", now=NOW, family="arms_deals"):
    store.save_facts([document.document_id], {family: facts}, list(evidence), "1", run_id, now)


def history(store, columns="weapon_text, quantity_low, valid_from, valid_to, opened_by_run, closed_by_run"):
    rows = store.rows(f"SELECT {columns} FROM history.arms_deals ORDER BY weapon_text, valid_from")
    return [tuple(row.values()) for row in rows]


def test_facts_stand_with_their_evidence_and_an_open_version(store, document):
    facts, evidence = mini.facts_of(document)
    save(store, document, facts, evidence)
    assert store.rows("SELECT count(*) AS n FROM facts.evidence") == [{"n": 6}]
    assert history(store) == [("jets", 5, NOW, None, "run-1", None), ("tanks", 12, NOW, None, "run-1", None)]


def test_unchanged_facts_are_not_touched(store, document):
    facts, evidence = mini.facts_of(document)
    save(store, document, facts, evidence)
    before = store.state_digest(), history(store), store.rows("SELECT rowid, * FROM facts.arms_deals")
    save(store, document, facts[::-1], evidence[::-1], run_id="run-2", now=LATER)
    after = store.state_digest(), history(store), store.rows("SELECT rowid, * FROM facts.arms_deals")
    assert after == before


def test_a_changed_fact_closes_one_version_and_opens_the_next(store, document):
    (tanks, jets), evidence = mini.facts_of(document)
    save(store, document, [tanks, jets], evidence)
    more = tanks.model_copy(update={"quantity_low": 13, "confidence": 0.9})
    save(store, document, [more, jets], evidence, run_id="run-2", now=LATER)
    assert history(store) == [
        ("jets", 5, NOW, None, "run-1", None),
        ("tanks", 12, NOW, LATER, "run-1", "run-2"),
        ("tanks", 13, LATER, None, "run-2", None),
    ]
    assert [r["quantity_low"] for r in store.rows("FROM facts.arms_deals ORDER BY weapon_text")] == [5, 13]


def test_a_gone_fact_takes_its_evidence_along_and_can_come_back(store, document):
    facts, evidence = mini.facts_of(document)
    save(store, document, facts, evidence)
    save(store, document, [], run_id="run-2", now=LATER)
    assert store.rows("FROM facts.evidence") == store.rows("FROM facts.arms_deals") == []
    assert {row[3] for row in history(store)} == {LATER}
    again = LATER + timedelta(days=1)
    save(store, document, facts, evidence, run_id="run-3", now=again)
    assert [row[2:] for row in history(store)[:2]] == [
        (NOW, LATER, "run-1", "run-2"),
        (again, None, "run-3", None),
    ]


def test_any_past_day_can_be_asked_for(store, document):
    (tanks, jets), _ = mini.facts_of(document)
    save(store, document, [tanks])
    save(store, document, [jets], now=LATER)
    as_of = """
        SELECT weapon_text FROM history.arms_deals
        WHERE valid_from <= $1 AND (valid_to IS NULL OR valid_to > $1)"""
    days = [NOW - timedelta(1), NOW, LATER - timedelta(seconds=1), LATER]
    assert [[r["weapon_text"] for r in store.rows(as_of, [day])] for day in days] == [
        [], ["tanks"], ["tanks"], ["jets"],
    ]  # fmt: skip


def test_what_was_never_held_true_for_a_moment_leaves_no_version(store, document):
    (tanks, jets), _ = mini.facts_of(document)
    save(store, document, [tanks])
    save(store, document, [jets])
    assert [row[0] for row in history(store)] == ["jets"]


def test_lists_are_kept_and_compared(store, document):
    def troops(*deniers):
        return TroopDeploymentEstimateRow(
            fact_id="t", document_id=document.document_id, force_country="USA", force_name=None,
            unit="personnel", count_low=1, count_high=None, count_qualifier=None, count_text="one",
            host_country="POL", place=None, deployment_status="deployed", date_from=None, date_to=None,
            claimant=None, denied_by=list(deniers), certainty="asserted", confidence=1.0,
        )  # fmt: skip

    for deniers in ((), ("RUS",), ("RUS",), ("RUS", "PRK")):
        save(store, document, [troops(*deniers)], family="troop_deployment_estimates", now=LATER)
        now = store.rows("SELECT denied_by FROM facts.troop_deployment_estimates")
        assert now == [{"denied_by": list(deniers)}]


def test_times_with_a_zone_are_kept_as_utc(store, document):
    facts, _ = mini.facts_of(document)
    warsaw = timezone(timedelta(hours=2))
    save(store, document, facts, now=datetime(2025, 6, 1, 14, tzinfo=warsaw))
    assert {row[2] for row in history(store)} == {datetime(2025, 6, 1, 12, tzinfo=UTC).replace(tzinfo=None)}


def test_facts_of_a_duplicate_are_left_out(store):
    rows = [mini.revision(mini.Record(n, TEXT), f"{n}.txt", "s", NOW) for n in ("a", "b")]
    store.save_documents(rows, [], [])
    documents = store.documents([r.document_id for r in rows])
    derived = [mini.facts_of(d) for d in documents]
    facts = [f for found, _ in derived for f in found]
    evidence = [e for _, found in derived for e in found]
    store.save_facts([d.document_id for d in documents], {"arms_deals": facts}, evidence, "1", "run-1", NOW)
    (original,) = [d.document_id for d in documents if d.duplicate_of is None]
    assert {r["document_id"] for r in store.rows("FROM facts.arms_deals")} == {original}
    assert {r["document_id"] for r in store.rows("FROM facts.evidence")} == {original}


def test_a_quote_that_is_not_the_text_is_refused_and_nothing_is_kept(store, document):
    facts, evidence = mini.facts_of(document)
    evidence[3] = evidence[3].model_copy(update={"quote": "6"})
    with pytest.raises(StoreError, match=r"E505 .* is not '6'"):
        save(store, document, facts, evidence)
    assert store.rows("FROM facts.arms_deals") == store.rows("FROM history.arms_deals") == []
    assert store.documents_to_extract("1") == [document.document_id]


def test_two_facts_of_one_id_are_refused(store, document):
    (tanks, jets), _ = mini.facts_of(document)
    with pytest.raises(StoreError, match=r"E503 facts\.arms_deals"):
        save(store, document, [tanks, jets.model_copy(update={"fact_id": tanks.fact_id})])


def test_strangers_are_refused(store, document):
    facts, evidence = mini.facts_of(document)
    with pytest.raises(ValueError, match="no such family"):
        save(store, document, facts, family="sanctions")
    with pytest.raises(ValueError, match="evidence without its fact"):
        save(store, document, facts[:1], evidence)
    with pytest.raises(ValueError, match="not named"):
        store.save_facts([], {"arms_deals": facts}, [], "1", "run-1", NOW)


def test_a_fault_of_an_earlier_run_is_over_when_the_document_is_done(store, document):
    other = {"stage": "facts", "error_code": "E401"}
    store.save_faults([mini.fault("a.txt", 0, "run-0", NOW, **other)])
    store.save_faults([mini.fault("b.txt", 0, "run-0", NOW, **other)])
    save(store, document, [])
    assert [r["origin"] for r in store.rows("FROM ops.quarantine")] == ["b.txt"]
    store.save_faults([mini.fault("a.txt", 0, "run-1", NOW, **other)])
    save(store, document, [])
    assert len(store.rows("FROM ops.quarantine")) == 2, "what this run met stays"
