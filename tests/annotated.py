"""The texts of cases as annotations, each read once in a session for all tests that go on from it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pipelines.annotation.annotator import Annotator
from pipelines.settings import Settings

_read: dict[tuple[bool, str], bytes] = {}


@cache
def shared_annotator(gate: bool) -> Annotator:
    """The language pipeline, which lets through all text or only what can hold a fact."""
    return Annotator(Settings(gate=gate))


def annotations(texts: Iterable[str], gate: bool) -> list[bytes]:
    """The annotations of texts; those that were asked for before are not made anew."""
    wanted = list(texts)
    new = [text for text in dict.fromkeys(wanted) if (gate, text) not in _read]
    _read.update(zip(((gate, text) for text in new), shared_annotator(gate).annotate(new), strict=True))
    return [_read[gate, text] for text in wanted]
