"""Whose a ship is that is called by a navy's prefix: "HMS Spey" (seeds/cues/policy_navies)."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import cues
from pipelines.annotation.parties.phrases import Party

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context


def navy_of(name: Token, context: Context) -> Party | None:
    """The state whose navy calls a ship so; of two that use one prefix, the one that the document names."""
    mention = context.reading.mention_at(name.i)
    if mention is None or mention.label != "military_platform":
        return None
    first = context.reading.doc[mention.start]
    codes = _navies().get(first.lower_, []) if first.text.isupper() else []
    if len(codes) > 1:
        told = {m.code for m in context.reading.of_label("country", "nationality")}
        codes = [code for code in codes if code in told]
    return Party(codes[0], mention.start, mention.end, "name", "country") if len(codes) == 1 else None


@cache
def _navies() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for cue in cues("policy_navies"):
        found[cue.phrase].append(cue.sense)
    return found
