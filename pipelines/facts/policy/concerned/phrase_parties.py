"""The states, bodies and lands that the words of a phrase mean: "members of the juntas in Niger and Mali"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pipelines.annotation.parties.phrases import Party
from pipelines.annotation.parties.stated import is_likeness
from pipelines.facts.policy.actors.joint import joint
from pipelines.facts.policy.actors.states import is_state_or_body, party_of, seated, together
from pipelines.facts.policy.acts.kinds import kinds_of
from pipelines.facts.policy.words import turn_of
from pipelines.facts.roles import conjuncts, is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

MADE_BY = ("amod", "compound", "nmod", "npadvmod", "punct")
_OF = frozenset(("of", "in", "at"))
_PAPERS = frozenset(("treaty", "deal"))
_CLAUSES = ("relcl", "acl", "advcl")


def parties_in(
    tokens: Iterable[Token], codes: set[str], context: Context, *, with_companies: bool = False
) -> list[Party]:
    """The states and bodies that words mean by their phrases, each once, without some codes.

    Args:
        tokens: the words.
        codes: whom they cannot mean.
        context: the document.
        with_companies: whether a company stands for its country.
    """
    found: dict[str, Party] = {}
    for token in tokens:
        if any(_is_signed_there(child, token, context) for child in token.children):
            continue
        party = party_of(token, context) or _place(token, context)
        if party is None and token.dep_ == "conj" and trigger_table("policy_roles").at(token) is not None:
            continue  # "sanctions against Russia and support for Ukraine"
        alone = [seated(party, context)] if party is not None else _inside(token, context)
        parties = joint(token, context) or together(token, context) or alone
        for told in parties:
            if told.kind == "company" and not with_companies:
                continue
            if told.code not in codes and not _is_fund(told, context):
                found.setdefault(told.code, told)
    return list(found.values())


def phrase_of(noun: Token) -> Iterator[Token]:
    """The words of a phrase without the clauses in it: "radars, which were bought from France" are no French ones."""
    yield noun
    for child in noun.children:
        if not (child.dep_ in _CLAUSES and is_verb(child)):
            yield from phrase_of(child)


def is_meeting(token: Token, within: Token | None) -> bool:
    """Whether it tells at whose meeting something was said: "at the NATO summit", "at a summit of the Union in Oslo".

    Above `within`, which may be a meeting that the act itself is about, nothing is looked at.
    """
    noun = token.head if token.dep_ in MADE_BY else token
    while noun not in (within, noun.head) and turn_of(noun) != "gathering":
        if _OF.isdisjoint((noun.lower_, noun.head.lower_)):
            break
        noun = noun.head
    return turn_of(noun) == "gathering" and (noun != within or noun in (token, token.head))


def _is_fund(party: Party, context: Context) -> bool:
    """Whether a party is neither a state nor a group nor a body of states, but a fund, a court, an agency."""
    mentions = (context.reading.mention_at(i) for i in range(party.start, party.end))
    mention = next((m for m in mentions if m is not None), None)  # "the World Food Programme" begins with its article
    return mention is not None and mention.label == "organisation" and not is_state_or_body(party.code)


def _inside(token: Token, context: Context) -> list[Party]:
    """The parties of a phrase whose head is none: "on members of the juntas in Niger and Mali"."""
    if token.pos_ not in ("NOUN", "PROPN", "NUM", "PRON", "DET"):
        return []
    for child in phrase_of(token):
        if child.dep_ == "pobj" and child.head.lower_ == "against" and child.head.head != token:
            continue  # "for the fight against Boko Haram"
        if (
            child != token
            and not is_meeting(child, token)
            and not _is_signed_there(child, token, context)
            and (context.parties.stated(child) or _place(child, context))
        ):
            told = (context.parties.stated(t) or _place(t, context) for t in conjuncts(child))
            return [p for p in told if p is not None]
    owners = (party_of(t, context) for t in phrase_of(token) if t.tag_ == "PRP$")
    return [p for p in owners if p is not None][:1]  # "on two of its ministers"


def _is_signed_there(name: Token, noun: Token, context: Context) -> bool:
    """Whether a treaty is called by the town where it was signed: "left the Ottawa Convention"."""
    mention = context.reading.mention_at(name.i)
    is_town = mention is not None and mention.label == "location" and name.dep_ == "compound"
    return is_town and not _PAPERS.isdisjoint(kinds_of(noun, context, 0))


def _place(token: Token, context: Context) -> Party | None:
    mention = context.reading.mention_at(token.i)
    if mention is None or not mention.code or is_likeness(mention, token.doc):
        return None
    if mention.label in ("location", "facility", "country"):
        return Party(mention.code, mention.start, mention.end, "place", "country")
    return None


def takers_read_into(verb: Token, given: Token | None, context: Context) -> list[Token]:
    """To whom something is given, where the parser makes a part of its phrase of it: "promised Kyiv F-16 jets"."""
    told = [c for c in (given.children if given is not None else ()) if c.dep_ in ("nmod", "compound")]
    named = [(c, m) for c in told if (m := context.reading.mention_at(c.i)) is not None]
    at = [c for c, m in named if m.label in ("country", "location") and c.left_edge.i == verb.i + 1]
    return at or [c for c, m in named if c.tag_ == "NNPS" and m.start == verb.i + 2]  # "shipped the Russians guns"
