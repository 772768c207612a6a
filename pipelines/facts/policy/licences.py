"""Exports that need leave: "exporters have to ask for licences", "needs a permit from The Hague to ship its machines".

The words stand in seeds/cues/policy_licences. What is told by a verb of forbidding ("barred the export of") stands in
frames.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue, senses
from pipelines.facts.policy.acts import Act
from pipelines.facts.roles import arguments, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.parsed import Token
    from pipelines.facts.context import Context

_EXTRAS = {"category": "economic", "direction": "target", "stance": ""}
_CUE = Cue("policy_licences:need", "need", "export_controls", "verb", _EXTRAS)


def licences(context: Context) -> Iterator[Act]:
    """The verbs of a document by which exporters are told to need leave."""
    words = senses("policy_licences")
    for token in context.reading.doc.among(frozenset(words)):
        if not is_verb(token) or words.get(token.lemma) != "need":
            continue
        told = arguments(token)
        leave = next((t for t in (*told.themes, *told.by("for")) if words.get(t.lemma) == "leave"), None)
        if leave is not None and _is_for_export(token, leave):
            yield Act(token, token.i, token.i + 1, _CUE, leave, rule="licence")


def _is_for_export(verb: Token, leave: Token) -> bool:
    """Whether it is exporters who need leave, or goods that are to be shipped."""
    words = senses("policy_licences")
    exporters = any(words.get(t.lower_) == "shipper" or words.get(t.lemma) == "shipper" for t in arguments(verb).agents)
    behind = (t for t in leave.doc[leave.i + 1 : leave.sent.end])
    ways = (t for t in behind if leave in t.ancestors or verb in t.ancestors)
    return exporters or any(words.get(t.lemma) == "ship" and t.doc[t.i - 1].lower_ == "to" for t in ways)
