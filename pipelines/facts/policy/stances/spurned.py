"""What one side offers or asks for and the other turns down: "Mali rejected an offer by Algeria to mediate".

The offer stands as what its maker proposed. What somebody asks leave to do is nothing that he has refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses, words
from pipelines.facts.policy.actors.states import acting
from pipelines.facts.policy.stances.shifts import refuses
from pipelines.facts.roles import arguments, is_passive, is_verb, subjects

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.acts import Act
    from pipelines.facts.policy.stances.stance import Stance

_OF_BOTH = frozenset(("ceasefire_proposal", "talks", "recognition"))  # which who turns them down has refused as well
_ASKING = words("policy_words", "request")


def offer_spurned(act: Act, stance: Stance, context: Context) -> tuple[list[Party], list[Party]] | None:
    """Who makes an offer and who turns it down; None where no offer of another is turned down."""
    if act.direction != "beneficiary" or act.instrument in _OF_BOTH:
        return None
    for verb, noun in _refused(stance):
        if senses("policy_stances").get(noun.lemma) == "proposed":
            behind = [] if is_verb(act.token) else arguments(act.token).by("from", "by")
            found = _two(verb, [*_owners(noun), *behind], context)
            if found is not None:
                return found
    return None


def is_asked_leave(act: Act, stance: Stance, context: Context) -> bool:
    """Whether an act is what somebody else asks leave to do: "refused an American request to base bombers there"."""
    if not is_verb(act.token) or act.instrument == "base_access":
        return False
    asked = [(verb, noun) for verb, noun in _refused(stance) if noun == act.token.head and noun.lemma in _ASKING]
    return any(_two(verb, _owners(noun), context) for verb, noun in asked)


def _refused(stance: Stance) -> list[tuple[Token, Token]]:
    """The verbs of refusal that told a stance, each with what is refused."""
    verbs = [t for t in stance.cues if is_verb(t) and not is_passive(t) and refuses(t)]
    return [(v, noun) for v in verbs for noun in arguments(v).themes] if stance.code == "ruled_out" else []


def _owners(noun: Token) -> list[Token]:
    told = arguments(noun)
    return [*told.modifiers, *told.by("by", "from")]


def _two(verb: Token, owners: list[Token], context: Context) -> tuple[list[Party], list[Party]] | None:
    """Whose it is and who refuses it, where they are two."""
    asking, refusing = acting(owners, context), acting(subjects(verb), context)
    is_of_two = bool(asking) and bool(refusing) and {p.code for p in asking}.isdisjoint(p.code for p in refusing)
    return (asking, refusing) if is_of_two else None
