"""Documents in plain Python: the order of a subtree, what is hung elsewhere, and that one taken apart is let go of."""

import gc
import weakref

import pytest

from pipelines.annotation.language.parsed import ParsedDoc

# "The new tanks of Oslo arrived": for each word the distance to its head
WORDS, HEADS = "The new tanks of Oslo arrived".split(), [2, 1, 3, -1, -1, 0]


def _document() -> ParsedDoc:
    told = [word.lower() for word in WORDS]
    return ParsedDoc(WORDS, [True] * len(WORDS), (told, told, told, told, told, told), HEADS)


def test_a_subtree_stands_in_the_order_of_the_words() -> None:
    doc = _document()
    assert [t.text for t in doc[2].subtree] == ["The", "new", "tanks", "of", "Oslo"]
    assert [t.text for t in doc[5].subtree] == WORDS
    assert [t.text for t in doc[4].subtree] == ["Oslo"]
    assert doc[2].right_edge == doc[4]


def test_what_is_hung_elsewhere_is_below_its_new_head_alone() -> None:
    doc = _document()
    assert doc[2].subtree and doc[3].left_edge == doc[3]
    doc.hang(doc[3], doc[5], "prep")
    assert doc[3].head == doc[5] and doc[3].dep_ == "prep"
    assert [t.text for t in doc[5].children] == ["tanks", "of"]
    assert [t.text for t in doc[2].subtree] == ["The", "new", "tanks"]
    doc.hang(doc[2], doc[3], "pobj")
    assert doc[3].left_edge == doc[5].left_edge == doc[0]
    assert [t.text for t in doc[3].subtree] == ["The", "new", "tanks", "of", "Oslo"]


@pytest.mark.parametrize("below", [2, 3, 4])
def test_a_tree_is_made_no_ring(below: int) -> None:
    doc = _document()
    with pytest.raises(ValueError, match="'tanks' cannot hang on"):
        doc.hang(doc[2], doc[below], "pobj")
    assert doc[2].head == doc[5] and [t.text for t in doc[5].children] == ["tanks"]


def test_a_document_that_was_taken_apart_goes_without_a_search_for_garbage() -> None:
    doc = _document()
    assert doc[2].subtree and doc.among(frozenset(("tanks",)))
    gone = weakref.ref(doc)
    gc.disable()
    try:
        doc.dissolve()
        del doc
        assert gone() is None
    finally:
        gc.enable()
