"""Documents in plain Python: the order of a subtree, and that a document that was taken apart is let go of."""

import gc
import weakref

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
