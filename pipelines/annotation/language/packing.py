"""Annotated documents as bytes and back: what the facts read of a document, and no more.

spaCy's DocBin keeps every attribute and unpacks twelve milliseconds a document; this keeps tokens, tags, lemmas,
parse, span groups and user data: one line of JSON with a table of strings, and two matrices. They are read
into plain Python objects, for which neither the model nor a vocabulary is needed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, ORTH, POS, SPACY, TAG
from spacy.parts_of_speech import NAMES

from pipelines.annotation.language.parsed import ParsedDoc, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_STRINGS = [ORTH, TAG, LEMMA, DEP]  # columns of string hashes, packed as rows of the table of strings
_NUMBERS = [POS, HEAD, SPACY]
_PARTS: dict[int, str] = NAMES  # number of a part of speech -> its name


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


def unpack(annotation: bytes) -> ParsedDoc:
    """The document that `pack` made bytes of."""
    line, _, matrices = annotation.partition(b"\n")
    packed = json.loads(line)
    strings: list[str] = packed["strings"]
    columns = np.frombuffer(matrices, dtype="<u4", count=packed["tokens"] * len(_STRINGS)).reshape(-1, len(_STRINGS))
    numbers = np.frombuffer(matrices, dtype="<i4", offset=columns.nbytes).reshape(-1, len(_NUMBERS))
    lowered = [string.lower() for string in strings]
    words, tags, lemmas, relations = columns.T.tolist()
    parts, heads, spaces = numbers.T.tolist()
    told = (
        [lowered[n] for n in words],
        [strings[n] for n in tags],
        [strings[n] for n in lemmas],
        [lowered[n] for n in lemmas],
        [strings[n] for n in relations],
        [_PARTS[n] for n in parts],
    )
    doc = ParsedDoc([strings[n] for n in words], spaces, told, heads)
    for name, spans in packed["spans"].items():
        doc.spans[name] = [
            Span(doc, start, end, (strings[label], strings[kb_id], strings[found_by]))
            for start, end, label, kb_id, found_by in spans
        ]
    doc.user_data = packed["user_data"]
    return doc
