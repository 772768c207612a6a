"""Exports that need leave: "exporters have to ask for licences", "needs a permit from The Hague to ship its machines".

What is told by a verb of forbidding ("barred the export of") stands in frames.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue
from pipelines.facts.policy.acts import Act
from pipelines.facts.roles import arguments, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.parsed import Token
    from pipelines.facts.context import Context

_NEEDING = frozenset("need require ask apply seek obtain".split())
_LEAVE = frozenset("licence license permit permission authorisation authorization approval".split())
_SHIPPING = frozenset("ship export sell supply send deliver".split())
_EXTRAS = {"category": "economic", "direction": "target", "stance": ""}
_CUE = Cue("policy_licences:leave", "need licence", "export_controls", "verb", _EXTRAS)


def licences(context: Context) -> Iterator[Act]:
    """The verbs of a document by which exporters are told to need leave."""
    for token in context.reading.doc:
        if not is_verb(token) or token.lemma_.lower() not in _NEEDING:
            continue
        told = arguments(token)
        leave = next((t for t in (*told.themes, *told.by("for")) if t.lemma_.lower() in _LEAVE), None)
        if leave is not None and _is_for_export(token, leave):
            yield Act(token, token.i, token.i + 1, _CUE, leave, rule="licence")


def _is_for_export(verb: Token, leave: Token) -> bool:
    """Whether it is exporters who need leave, or goods that are to be shipped."""
    exporters = any(t.lemma_.lower() in ("exporter", "export", "shipment") for t in arguments(verb).agents)
    behind = (t for t in leave.doc[leave.i + 1 : leave.sent.end])
    ways = (t for t in behind if leave in t.ancestors or verb in t.ancestors)
    return exporters or any(t.lemma_.lower() in _SHIPPING and t.doc[t.i - 1].lower_ == "to" for t in ways)
