"""ops.touched_documents: of which documents the marts have to renew what they tell."""

import duckdb
import pytest
import store_miniature as mini
from conftest import NOW


@pytest.fixture
def documents(store):
    """Two documents that were read, and of which the marts know."""
    texts = {"a": "12 tanks from USA to POL.", "b": "5 jets from FRA to IND."}
    store.save_documents([mini.revision(mini.Record(n, t), f"{n}.txt", n, NOW) for n, t in texts.items()], [], [])
    assert touched(store) == sorted(mini.sha(n)[:16] for n in texts)
    forget(store)
    return store.documents([mini.sha(n)[:16] for n in texts])


def touched(store):
    return [row["document_id"] for row in store.rows("SELECT document_id FROM ops.touched_documents ORDER BY ALL")]


def forget(store):
    with duckdb.connect(str(store.paths.build)) as connection:
        connection.execute("DELETE FROM ops.touched_documents")


def save(store, document, facts, evidence):
    store.save_facts([document.document_id], {"arms_deals": facts}, evidence, "1", "run-1", NOW)


def test_facts_touch_their_document_once(store, documents):
    save(store, documents[0], *mini.facts_of(documents[0]))
    assert touched(store) == [documents[0].document_id]


def test_the_same_facts_again_touch_nothing(store, documents):
    save(store, documents[0], *mini.facts_of(documents[0]))
    forget(store)
    save(store, documents[0], *mini.facts_of(documents[0]))
    assert touched(store) == []


def test_evidence_alone_touches(store, documents):
    facts, evidence = mini.facts_of(documents[0])
    save(store, documents[0], facts, evidence)
    forget(store)
    save(store, documents[0], facts, evidence[:1])
    assert touched(store) == [documents[0].document_id]


def test_facts_that_go_touch(store, documents):
    save(store, documents[0], *mini.facts_of(documents[0]))
    forget(store)
    save(store, documents[0], [], [])
    assert touched(store) == [documents[0].document_id]


def test_mentions_touch_nothing_since_no_mart_reads_them(store, documents):
    mentions = mini.mentions_of(documents[0])
    assert mentions
    store.save_mentions([documents[0].document_id], mentions, mini.entities_of(mentions), "1", "run-1")
    assert touched(store) == []


def test_a_copy_touches_itself_and_what_it_makes_a_duplicate(store, documents):
    first, _ = documents
    earlier = mini.Record("earlier", first.text, NOW)  # the other one has no day
    store.save_documents([mini.revision(earlier, "e.txt", "e", NOW)], [], [])
    assert touched(store) == sorted([first.document_id, mini.sha("earlier")[:16]])


def test_an_error_touches_nothing(store, documents):
    facts, evidence = mini.facts_of(documents[0])
    wrong = [evidence[0].model_copy(update={"quote": "13"})]
    with pytest.raises(Exception, match="E505"):
        save(store, documents[0], facts, wrong)
    assert touched(store) == []
