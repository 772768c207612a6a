import pytest
import store_miniature as mini
from conftest import NOW

from pipelines.store.connection import StoreError


@pytest.fixture
def documents(store):
    records = {"a": "USA sells to POL.", "b": "USA buys.", "c": "nothing"}
    rows = [mini.revision(mini.Record(n, text), f"{n}.txt", "s", NOW) for n, text in records.items()]
    store.save_documents(rows, [], [])
    found = {d.external_id: d for d in store.documents([r.document_id for r in rows])}
    for document in found.values():
        save(store, document, mini.mentions_of(document))
    return found


def save(store, document, mentions, version="1"):
    entities = mini.entities_of(mentions)
    store.save_mentions([document.document_id], mentions, entities, version, "run-1")


def entities(store):
    return [r["entity_id"] for r in store.rows("SELECT entity_id FROM core.entities ORDER BY ALL")]


def test_entities_are_those_that_are_mentioned(store, documents):
    assert entities(store) == ["countries:POL", "countries:USA"]
    save(store, documents["a"], [])
    assert entities(store) == ["countries:USA"]
    save(store, documents["b"], [])
    assert entities(store) == []


def test_the_same_again_changes_nothing(store, documents):
    before = store.state_digest()
    save(store, documents["a"], mini.mentions_of(documents["a"]))
    assert store.state_digest() == before


def test_an_entity_that_the_reference_data_describes_anew_is_renewed(store, documents):
    mentions = mini.mentions_of(documents["b"])
    renewed = [e.model_copy(update={"note": "new"}) for e in mini.entities_of(mentions)]
    store.save_mentions([documents["b"].document_id], mentions, renewed, "2", "run-1")
    notes = store.rows("SELECT entity_id, note FROM core.entities ORDER BY ALL")
    assert [tuple(r.values()) for r in notes] == [("countries:POL", None), ("countries:USA", "new")]


def test_documents_are_marked_even_when_they_mention_nothing(store, documents):
    assert store.documents_to_mention("1") == []
    assert set(store.documents_to_mention("2")) == {d.document_id for d in documents.values()}


def test_two_mentions_at_one_place_with_one_label_are_refused(store, documents):
    (mention, *_) = mini.mentions_of(documents["a"])
    with pytest.raises(StoreError, match=r"E503 core\.mentions"):
        save(store, documents["a"], [mention, mention.model_copy(update={"found_by": "another"})])


def test_mentions_of_another_document_are_refused(store, documents):
    with pytest.raises(ValueError, match="not named"):
        save(store, documents["c"], mini.mentions_of(documents["a"]))
