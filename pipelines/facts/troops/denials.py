"""Which deployments of a document are denied, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.draft import Draft, Place

if TYPE_CHECKING:
    from pipelines.annotation.attribution import Denial
    from pipelines.facts.context import Context
    from pipelines.facts.troops.claims import Claims

_SIDES = ("force_country", "host_country")
_NEXT = 4  # sentences behind a denial in which what it speaks of may be told for the first time


def put_denials(drafts: list[Draft], claims: Claims, context: Context) -> None:
    """Write the deniers into the deployments that they deny: those of the force and place told last before it."""
    sentence = context.reading.sentence_index
    denied: dict[int, dict[str, int]] = {}
    for denial in claims.denials:
        for code in denial.codes:
            target = _target(denial, code, drafts, sentence)
            if target is None:
                continue
            for index, draft in enumerate(drafts):
                if [draft.get(s) for s in _SIDES] == [target.get(s) for s in _SIDES] and draft.get("claimant") != code:
                    denied.setdefault(index, {}).setdefault(code, denial.cue.i)
    for index, found in denied.items():
        cues = [Place(i, i + 1, "attribution:deny", "cue") for i in found.values()]
        drafts[index].put("denied_by", list(found), *cues)
        drafts[index].put("certainty", "denied", *cues)


def _target(denial: Denial, code: str, drafts: list[Draft], sentence: list[int]) -> Draft | None:
    """The deployment that a denial speaks of: the denier's own that was told last, or tells the next sentence."""
    own = [d for d in drafts if code in (d.get(_SIDES[0]), d.get(_SIDES[1]))]
    before = [d for d in own if sentence[d.anchor] <= denial.sentence]
    if before:
        return before[-1]
    return next((d for d in own if sentence[d.anchor] - denial.sentence <= _NEXT), None)
