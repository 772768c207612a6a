"""Annotated documents as bytes and back: what the facts read of a document, and no more.

spaCy's DocBin keeps every attribute and unpacks twelve milliseconds a document; this keeps tokens, tags, lemmas,
parse, entities, span groups and user data: one line of JSON with a table of strings, and a matrix over it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
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
    head = {
        "tokens": len(doc),
        "strings": [strings[h] if h else "" for h in table],
        "spans": groups,
        "user_data": doc.user_data,
    }
    numbers = array[:, len(_STRINGS) :]
    return b"".join((json.dumps(head).encode(), b"\n", rows.astype("<u4").tobytes(), numbers.astype("<i4").tobytes()))


def unpack(annotation: bytes, vocab: Vocab) -> Doc:
    """The document that `pack` made bytes of, in a vocabulary of its language."""
    line, _, matrices = annotation.partition(b"\n")
    packed = json.loads(line)
    add = vocab.strings.add
    hashes = np.array([add(s) if s else 0 for s in packed["strings"]], dtype=np.uint64)
    size = packed["tokens"] * len(_STRINGS)
    rows = np.frombuffer(matrices, dtype="<u4", count=size).reshape(-1, len(_STRINGS))
    numbers = np.frombuffer(matrices, dtype="<i4", offset=4 * size).reshape(-1, len(_NUMBERS))
    columns: Any = hashes[rows] if len(rows) else np.zeros((0, len(_STRINGS)), dtype=np.uint64)
    doc = Doc(vocab, words=columns[:, 0].tolist(), spaces=numbers[:, 3].astype(bool).tolist())
    if len(doc):
        signed = numbers[:, :3].astype(np.int64).astype(np.uint64)
        matrix: Any = np.hstack([columns[:, 1:], signed])
        doc.from_array(_LOADED, matrix)
    ids: list[int] = hashes.tolist()
    for name, spans in packed["spans"].items():
        doc.spans[name] = [
            Span(doc, start, end, label=ids[label], kb_id=ids[kb_id], span_id=ids[span_id])
            for start, end, label, kb_id, span_id in spans
        ]
    doc.user_data = packed["user_data"]
    return doc
