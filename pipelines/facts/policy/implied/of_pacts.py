"""Policy that a well-known pact implies: an article that names AUKUS tells of what its three members do together.

Which names are such pacts, and whose, stands in seeds/cues/policy_pacts. Pacts that an article tells in its own words
("signed a defence pact") are read as acts.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue, cues
from pipelines.facts.draft import Draft, Place
from pipelines.facts.policy.implied.of_deals import FAMILY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Mention
    from pipelines.facts.context import Context

_NAMING = ("country", "nationality", "location")
_WEIGHT = 0.5  # what the article says in its own words goes before
_TOGETHER = ("defence_cooperation", "treaty_action")


@cache
def _pacts() -> dict[str, Cue]:
    """Name of a pact in small letters -> its row."""
    return {cue.phrase: cue for cue in cues("policy_pacts")}


def options_of_pacts(options: Sequence[Draft], context: Context) -> list[Draft]:
    """The parts in a pact of those of its members that an article names, where it names more than one."""
    found: dict[str, list[Draft]] = {}
    acting = {o.get("actor") for o in options if o.get("instrument") in _TOGETHER}
    for token in context.reading.doc.tokens:
        pact = _pacts().get(token.lower_)
        if pact is None or pact.phrase in found:
            continue
        codes = pact.extras["codes"].split("|")
        named = {m.code: m for m in reversed(context.reading.of_label(*_NAMING)) if m.code in codes}
        members = [named[code] for code in codes if code in named and code not in acting]
        found[pact.phrase] = [_part(m, pact, token, named, context) for m in members] if len(named) > 1 else []
    return [draft for drafts in found.values() for draft in drafts]


def _part(member: Mention, pact: Cue, name: Token, named: dict[str, Mention], context: Context) -> Draft:
    """The part of one member in a pact."""
    draft = Draft(FAMILY, name.i, weight=_WEIGHT)
    at = Place(member.start, member.end, "party:named")
    draft.put("actor", member.code, at)
    draft.put("actor_name", context.reading.doc[member.start : member.end].text, at)
    told = Place(name.i, name.i + 1, pact.cue_id, "trigger")
    draft.put("category", "military", told)
    draft.put("instrument", pact.sense, told)
    draft.put("action_text", name.text, told)
    helped = named.get(pact.extras["helped"])
    if helped is not None and helped.code != member.code:
        draft.put("beneficiary", helped.code, Place(helped.start, helped.end, "party:named"))
    draft.put("stance", "adopted", told)
    draft.put("certainty", "asserted", told)
    return draft
