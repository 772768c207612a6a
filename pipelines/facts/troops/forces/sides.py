"""What is told of forces: one side with the tokens that tell it, and a force that the document speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.annotation.gazetteers.reference import reference

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import ParsedDoc, Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.annotation.reading import Mention
    from pipelines.facts.context import Context
    from pipelines.facts.triggers import Trigger

IN = ("in", "into", "to", "inside", "across", "at", "on", "near", "along", "throughout", "around", "within", "onto",
      "over", "toward", "towards", "outside", "through", "for", "alongside", "beside")  # fmt: skip
OUT = ("from", "out")
_OURS = ("we", "our", "ours", "us")
PLACES = ("country", "location", "facility")


@dataclass(slots=True, unsafe_hash=True)  # as Party: frozen ones are slow to make
class Side:
    """A code with the tokens [start, end) that told it, and the rule."""

    code: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True)
class Topic:
    """Forces that the document speaks of at a token, with or without a number."""

    token: Token
    triggers: list[Trigger]
    force: Side | None
    host: Side | None

    @property
    def index(self) -> int:
        """The token's place in the document."""
        return self.token.i


def is_placed(party: Party, doc: ParsedDoc) -> bool:
    """Whether what a reference stands for was told as a place only: "in South Sudan ... the Army said"."""
    if party.rule != "reference":
        return False
    root = doc[party.start : party.end].root
    return root.dep_ == "pobj" and root.head.lower_ in (*IN, *OUT)


def whom(token: Token, context: Context) -> Party | None:
    """Whom a phrase stands for; "we", "our soldiers" and "ours" outside of quotations are the document's own."""
    if token.lower_ in _OURS and not context.is_quoted(token.i):
        return context.narrator
    return context.parties.of(token)


def side_at(mention: Mention, rule: str) -> Side:
    """What a mention that has a code names, as a side."""
    return Side(str(mention.code), mention.start, mention.end, rule)


def side_of(party: Party | None, rule: str) -> Side | None:
    """A party as a side."""
    return Side(party.code, party.start, party.end, f"{rule}:{party.rule}") if party else None


def is_at_home(force: str, host: str) -> bool:
    """Armed groups where they live, and armies in their own land: the sizes of forces and no deployments."""
    if force == host:
        return True
    entry = reference().entries.get(f"armed_groups:{force}")
    return entry is not None and entry.country == host and entry.entity_class != "private_military_company"
