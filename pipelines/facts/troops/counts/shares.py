"""Numbers distributed over several parties: "each", "respectively"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.facts.roles import conjuncts
from pipelines.facts.troops.forces.sides import IN, Side, side_at, side_of

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Span, Token
    from pipelines.annotation.reading import Number
    from pipelines.facts.context import Context
    from pipelines.facts.troops.counts.count import Count

_CLOSE = 3  # tokens between names and the "each" that stands for them
_SHARING = ("country", "location", "organisation", "armed_group", "military_unit")


@dataclass(frozen=True)
class Share:
    """The force and the place that a number is dealt out to; None where the sentence tells them otherwise."""

    force: Side | None = None
    host: Side | None = None


def shares(counts: list[Count], context: Context) -> dict[Number, list[Share]]:
    """The shares of the numbers that are dealt out to several forces or places."""
    found: dict[Number, list[Share]] = {}
    by_sentence: dict[int, list[Count]] = {}
    for count in counts:
        by_sentence.setdefault(context.reading.sentence_index[count.number.start], []).append(count)
    for index, group in by_sentence.items():
        sentence = context.reading.sentences[index]
        words = {t.lower_ for t in sentence}
        if "respectively" in words and len(group) > 1:
            found.update(_respectively(sentence, _sharing(group), context))
        elif len({c.noun for c in group}) == 1 and len(group) > 1:
            found.update(_respectively(sentence, group, context))  # "Oslo and Rome have sent 40 and 200 soldiers"
        elif words & {"each", "apiece"}:
            each = next(t.i for t in sentence if t.lower_ in ("each", "apiece"))
            told = [
                g for g in _groups(sentence, context) if not _is_placed(g[0]) and (len(group) == 1 or g[0].i < each)
            ]
            dealt = [c for c in group if told and (len(group) == 1 or told[-1][-1].i < c.number.start < each)]
            close = bool(told) and each - told[-1][-1].i <= _CLOSE
            behind = [c for c in group if close and c.number.start > each]  # "Kenya and Chad each sent 100, Mali 20"
            meant = dealt[-1] if dealt else behind[0] if behind else None
            if meant is not None:
                forces = told[0] if len(group) == 1 else told[-1]
                found[meant.number] = [Share(force=_side(t, context, "force:each")) for t in forces]
    return found


def _sharing(group: list[Count]) -> list[Count]:
    """Of the counts of a sentence those that share a noun, where some do: "a company, ... 70 and 200 soldiers"."""
    nouns = [c.noun for c in group]
    return [c for c in group if nouns.count(c.noun) > 1] or group


def _respectively(sentence: Span, group: list[Count], context: Context) -> dict[Number, list[Share]]:
    forces: list[Token] = []
    hosts: list[Token] = []
    for tokens in _groups(sentence, context):
        if len(tokens) == len(group):
            if _is_placed(tokens[0]):
                hosts = hosts or tokens
            else:
                forces = forces or tokens
    if not forces and not hosts:
        return {}
    return {
        count.number: [
            Share(
                _side(forces[i], context, "force:respectively") if forces else None,
                _side(hosts[i], context, "host:respectively") if hosts else None,
            )
        ]
        for i, count in enumerate(group)
    }


def _groups(sentence: Span, context: Context) -> list[list[Token]]:
    """The coordinations of names in a sentence, in its order."""
    found = []
    for token in sentence:
        if token.dep_ != "conj" and _side(token, context, "") is not None:
            names = [t for t in conjuncts(token) if _side(t, context, "") is not None]
            if len(names) > 1:
                found.append(names)
    return found


def _is_placed(token: Token) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ in IN


def _side(token: Token, context: Context, rule: str) -> Side | None:
    mention = context.reading.mention_at(token.i)
    if mention is None or mention.label not in _SHARING or mention.end != token.i + 1:
        return None
    if mention.code is None and rule != "host:respectively":
        party = context.parties.stated(token)  # "the Indian Army"
        return side_of(party, rule) if party is not None and party.rule == "modifier" else None
    if mention.code is None:
        return None
    return side_at(mention, rule)
