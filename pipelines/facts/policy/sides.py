"""Who acts and whom it concerns: the arguments of an act and of the verb over it, by the direction of the instrument.

What the act's own sentence does not tell is taken from what the document spoke of before; the rule of such a party
says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses
from pipelines.annotation.parties import Party
from pipelines.facts.roles import arguments, governors, is_passive, is_verb, subjects
from pipelines.facts.theatre import theatre

if TYPE_CHECKING:
    from spacy.tokens import Token

    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts import Act

BODIES = frozenset("EU NATO UN AU G7 ECOWAS IAEA OPCW ASEAN CSTO SADC AES GCC EAC IGAD OSCE CARICOM MERCOSUR".split())
_AGAINST = ("on", "against", "upon", "over", "with", "from", "at", "to", "in", "of", "for", "into")
_FOR = ("to", "for", "with", "of", "in", "into", "on", "between", "over", "across")
_NEEDS_OTHER = frozenset(
    "arms_supply training troop_deployment recognition strike financial_aid humanitarian_aid military_aid_funding "
    "weapons_use_permission intelligence_sharing refugee_support sanctions export_controls asset_freeze trade_measure "
    "energy_measure arms_embargo diplomatic_expulsion condemnation".split()
)
_REACH = 3  # sentences back in which the other side is looked for
_MOST = 4  # other sides of one act


def acts_for_itself(party: Party | None) -> bool:
    """States and organisations act; armed groups, companies and persons out of office do not."""
    return party is not None and party.kind != "company" and (len(party.code) == 3 or party.code in BODIES)


def _acting(tokens: Iterable[Token], context: Context) -> list[Party]:
    found: dict[str, Party] = {}
    out = senses("out_of_office")
    for token in tokens:
        party = context.parties.of(token)
        if party is None or not acts_for_itself(party) or context.parties.is_place_only(token):
            continue
        if any(c.lower_ in out for c in token.children):
            continue
        found.setdefault(party.code, party)
    return list(found.values())


def predicates(act: Act) -> list[Token]:
    """The verbs that may tell who acts: the act's own, those over it, the one of a relative clause on it."""
    if is_verb(act.token):
        return [act.token]
    above: list[Token] = []
    below = act.token
    for token in governors(act.token):
        if is_verb(token):
            above.append(token)
            if below.dep_ != "prep" and len(above) > 1 or token.dep_ in ("relcl", "advcl", "parataxis"):
                break
        below = token
    inside = [c for c in act.token.children if c.dep_ in ("relcl", "acl") and is_verb(c)]
    return [*inside, *above[:2]]


def actors_of(act: Act, context: Context) -> list[Party]:
    """Who acts: owner or agent of a noun, subject or agent of the verb, else who was told to act before."""
    verbs = predicates(act)
    told = _subjects_of(verbs, context)
    if not is_verb(act.token):
        own = arguments(act.token)
        owners = _acting([t for t in own.modifiers if t.dep_ == "poss"] + own.by("by"), context)
        if owners:
            return owners
        if told:
            return told
        beside = _acting([t for t in own.modifiers if t.dep_ != "poss"], context)
        if beside:
            return beside
    if told:
        return told
    if act.object is not None and not is_verb(act.token) or not verbs:
        return []
    verb = verbs[0]
    if is_passive(verb) and not arguments(verb).by("by"):
        speaker = _speaker(verb, context)
        if speaker is not None:
            return [speaker]
        party = context.parties.actor_before(verb)
        if party is not None and acts_for_itself(party):
            return [party]
    return []


def _subjects_of(verbs: Sequence[Token], context: Context) -> list[Party]:
    for verb in verbs:
        told = arguments(verb)
        if is_passive(verb):
            found = _acting(told.by("by"), context)
            if not found and verb.dep_ in ("xcomp",):
                continue
        else:
            found = _acting(told.agents or subjects(verb), context)
        if found:
            return found
    return []


def _speaker(verb: Token, context: Context) -> Party | None:
    """The government that tells of a passive: "Exports were banned, the ministry of commerce said"."""
    for child in verb.children:
        if child.dep_ in ("parataxis", "ccomp") and (found := _acting(subjects(child), context)):
            return found[0]
    if verb.dep_ in ("ccomp", "parataxis") and (found := _acting(subjects(verb.head), context)):
        return found[0]
    return None


def others_of(act: Act, actors: Sequence[Party], context: Context) -> list[Party]:
    """Whom an act concerns: the phrases of the act, of its object and verb, the clause, then the document."""
    codes = {a.code for a in actors}
    if act.direction == "mutual":
        return _partners(act, codes, context)
    found = _told(act, codes, context)
    if not found and act.instrument in _NEEDS_OTHER:
        found = _before(act, codes, context)
    return found[:_MOST]


def _told(act: Act, codes: set[str], context: Context) -> list[Party]:
    wanted = _FOR if act.direction == "beneficiary" else _AGAINST
    groups: list[list[Token]] = []
    for token in (act.token, act.object, *predicates(act)[:1]):
        if token is None:
            continue
        told = arguments(token)
        groups.append([*told.datives, *told.by(*wanted)])
        if not is_verb(token):
            groups.append(told.modifiers)
        elif act.instrument in ("strike", "recognition", "sanctions") or token == act.token:
            groups.append(told.themes)
    for group in groups:
        found = _concerned(group, codes, context)
        if found:
            return found
    clause = next(iter(predicates(act)), act.token)
    inside = [t for t in clause.subtree if (m := context.reading.mention_at(t.i)) and m.code]
    inside.sort(key=lambda t: abs(t.i - act.token.i))
    return _concerned(inside, codes, context)[:1]


def _concerned(tokens: Iterable[Token], codes: set[str], context: Context) -> list[Party]:
    found: dict[str, Party] = {}
    for token in tokens:
        party = context.parties.of(token) or _place(token, context) or _inside(token, context)
        if party is not None and party.code not in codes and party.kind != "company":
            found.setdefault(party.code, party)
    return list(found.values())


def _inside(token: Token, context: Context) -> Party | None:
    """The party of a phrase whose head is none: "on members of the junta in Niger"."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    for child in token.subtree:
        if child != token and (party := context.parties.stated(child) or _place(child, context)):
            return party
    return None


def _place(token: Token, context: Context) -> Party | None:
    mention = context.reading.mention_at(token.i)
    if mention is not None and mention.code and mention.label in ("location", "facility", "country"):
        return Party(mention.code, mention.start, mention.end, "place", "country")
    return None


def _partners(act: Act, codes: set[str], context: Context) -> list[Party]:
    """The other side of what is done together: "cooperation with Japan", "met with Duda to discuss cooperation"."""
    for token in (act.token, act.object, *governors(act.token)):
        if token is None:
            continue
        told = [p for t in arguments(token).by("with", "between") if (p := context.parties.of(t))]
        others = {p.code: p for p in told if p.code not in codes}
        if others:
            return list(others.values())[:_MOST]
    return []


def _before(act: Act, codes: set[str], context: Context) -> list[Party]:
    """The state that the document spoke of last beside the actors, else the one it speaks of most."""
    index = context.reading.sentence_index
    for mention in theatre(context.reading, act.token.i):
        if mention.code in codes or mention.code is None:
            continue
        near = index[act.token.i] - index[mention.start]
        rule = "before" if 0 <= near <= _REACH else "theatre"
        return [Party(mention.code, mention.start, mention.end, rule, "country")]
    return []

