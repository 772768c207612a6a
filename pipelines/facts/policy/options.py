"""Policy options of a document: an instrument, the predicate that tells its stance, the actor and whom it concerns."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue, cues
from pipelines.annotation.parties import Party
from pipelines.facts.draft import Draft, Place
from pipelines.facts.policy.acts import Act
from pipelines.facts.policy.measures import measures_at
from pipelines.facts.policy.payments import find_payments
from pipelines.facts.policy.stance import read_stance
from pipelines.facts.roles import arguments, governors, is_passive, is_verb, subjects
from pipelines.facts.triggers import trigger_table
from pipelines.facts.when import put_dates

if TYPE_CHECKING:
    from spacy.tokens import Token

    from pipelines.facts.context import Context

FAMILY = "policy_options"
_AGAINST = ("on", "against", "upon", "over", "with", "from", "at")
_FOR = ("to", "for", "with", "of", "in")


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], Cue]]]:
    """First word -> the phrases of nouns that begin with it, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for cue in cues("policy_instruments"):
        if cue.scope == "noun":
            words = tuple(cue.phrase.split())
            found.setdefault(words[0], []).append((words, cue))
    return {first: sorted(phrases, key=lambda p: -len(p[0])) for first, phrases in found.items()}


def find_acts(context: Context) -> list[Act]:
    """The instruments of a document, longest phrase first at each place."""
    table, phrases = trigger_table("policy_instruments"), _phrases()
    tokens = list(context.reading.doc)
    found: list[Act] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        found += [Act(kind, kind.i, kind.i + 1, cue) for kind, cue in measures_at(token)]
        options = (*phrases.get(token.lower_, ()), *phrases.get(token.lemma_.lower(), ()))
        named = next((o for o in options if _stands_at(o[0], tokens, index, context)), None)
        if named is not None:
            end = index + len(named[0])
            found.append(Act(tokens[end - 1], index, end, named[1]))
            index = end
            continue
        if is_verb(token) and (trigger := table.at(token)) is not None and trigger.cue.scope == "verb":
            found.append(Act(token, index, index + 1, trigger.cue))
        index += 1
    return found


def _stands_at(words: tuple[str, ...], tokens: list[Token], index: int, context: Context) -> bool:
    """Whether a phrase of nouns (its last word as lemma) begins at a token, outside of names."""
    last = index + len(words) - 1
    return (
        last < len(tokens)
        and tokens[last].lemma_.lower() == words[-1]
        and all(tokens[index + n].lower_ == word for n, word in enumerate(words[:-1]))
        and tokens[last].pos_ in ("NOUN", "PROPN")
        and not _is_in_a_name(index, context)
    )


def find_options(context: Context) -> list[Draft]:
    """The policy options of a document, one draft a place where one is told, in its order."""
    acts = sorted((*find_acts(context), *find_payments(context)), key=lambda act: act.token.i)
    return [draft for act in acts for draft in _drafts(act, context)]


def _is_in_a_name(index: int, context: Context) -> bool:
    mention = context.reading.mention_at(index)
    return mention is not None and mention.label in ("organisation", "person", "military_unit")


def _drafts(act: Act, context: Context) -> list[Draft]:
    predicate = act.token if is_verb(act.token) else next((t for t in governors(act.token) if is_verb(t)), None)
    actors = _actors(act, predicate, context)
    stance = read_stance(act.token)
    if not actors or stance is None:
        return []
    others = _counterparts(act, predicate, context, {a.code for a in actors})
    side = "target" if act.cue.extras["direction"] == "target" or act.cue.sense == "talks" else "beneficiary"
    if (
        not others
        and act.cue.extras["direction"] == "beneficiary"
        and act.cue.sense not in ("mediation", "ceasefire_proposal")
    ):
        return []
    pairs: list[tuple[Party, Party | None]] = [(a, o) for a in actors for o in (*others,)] or [
        (a, None) for a in actors
    ]
    if act.cue.extras["direction"] == "mutual":
        pairs += [(o, a) for a, o in pairs if o is not None and _acts_for_itself(o)]
    drafts = []
    for actor, other in pairs:
        draft = Draft(FAMILY, act.token.i, weight=0.7)
        at = Place(actor.start, actor.end, f"party:{actor.rule}")
        draft.put("actor", actor.code, at)
        draft.put("actor_name", context.reading.doc[actor.start : actor.end].text, at)
        trigger = Place(act.start, act.end, act.cue.cue_id, "trigger")
        draft.put("category", act.cue.extras["category"], trigger)
        draft.put("instrument", act.cue.sense, trigger)
        draft.put("action_text", _action_text(act, predicate, context), _action_place(act, predicate))
        if other is not None:
            draft.put(side, other.code, Place(other.start, other.end, f"party:{other.rule}"))
        draft.put("stance", stance.code, *(Place(t.i, t.i + 1, stance.found_by, "cue") for t in stance.cues))
        draft.put("certainty", stance.certainty, *(Place(t.i, t.i + 1, stance.found_by, "cue") for t in stance.cues))
        put_dates(draft, predicate if predicate is not None else act.token, ("date_from", "date_to"), context)
        drafts.append(draft)
    return drafts


def _action_place(act: Act, predicate: Token | None) -> Place:
    start = min(act.start, predicate.i) if predicate is not None and abs(predicate.i - act.start) < 12 else act.start
    end = max(act.end, predicate.i + 1) if predicate is not None and abs(predicate.i - act.start) < 12 else act.end
    return Place(start, end, act.cue.cue_id, "trigger")


def _action_text(act: Act, predicate: Token | None, context: Context) -> str:
    place = _action_place(act, predicate)
    return context.reading.doc[place.start : place.end].text


def _acts_for_itself(party: Party | None) -> bool:
    """States and organisations act; armed groups, companies and persons out of office do not."""
    if party is None or party.kind == "company":
        return False
    return len(party.code) == 3 or party.code in (
        "EU",
        "NATO",
        "UN",
        "AU",
        "G7",
        "ECOWAS",
        "IAEA",
        "OPCW",
        "ASEAN",
        "CSTO",
        "SADC",
    )


def _actors(act: Act, predicate: Token | None, context: Context) -> list[Party]:
    parties = context.parties
    found: list[Party] = []
    if not is_verb(act.token):
        for modifier in (*arguments(act.token).modifiers, *arguments(act.token).by("by")):
            party = parties.of(modifier)
            if _acts_for_itself(party):
                found.append(party)  # type: ignore[arg-type]
    if predicate is not None and not found:
        told = arguments(predicate)
        agents = told.agents if not any(c.dep_ == "nsubjpass" for c in predicate.children) else told.by("by")
        for agent in agents or subjects(predicate):
            party = parties.of(agent)
            if _acts_for_itself(party) and not parties.is_place_only(agent):
                found.append(party)  # type: ignore[arg-type]
    if predicate is not None and not found and is_passive(predicate) and not arguments(predicate).by("by"):
        party = parties.actor_before(predicate)  # "The borders were closed, and accounts frozen."
        if _acts_for_itself(party):
            found.append(party)  # type: ignore[arg-type]
    return list({p.code: p for p in found}.values())


def _counterparts(act: Act, predicate: Token | None, context: Context, actors: set[str]) -> list[Party]:
    """Whom an act concerns: the phrases of the act, then of its predicate, then who else the clause names."""
    if act.cue.extras["direction"] == "mutual":
        return _partners(act, context, actors)
    wanted = _FOR if act.cue.extras["direction"] == "beneficiary" else (*_AGAINST, "to", "in", "of")
    groups: list[list[Token]] = []
    for token in (act.token, predicate):
        if token is not None:
            told = arguments(token)
            own = [*told.datives, *told.by(*wanted)]
            groups += [[*own, *(told.themes if is_verb(token) else [])], [] if is_verb(token) else told.modifiers]
    clause = predicate if predicate is not None else act.token
    inside = sorted(
        (t for t in clause.subtree if t.pos_ in ("PROPN", "ADJ", "NOUN")), key=lambda t: abs(t.i - act.token.i)
    )
    for group in (*groups, [t for t in inside if context.reading.mention_at(t.i)]):
        found: dict[str, Party] = {}
        for token in group:
            party = _concerned(token, context)
            if party is not None and party.code not in actors:
                found.setdefault(party.code, party)
            if found and group is not groups[0] and group is not groups[-2]:
                break
        if found:
            return list(found.values())[:3]
    return []


def _partners(act: Act, context: Context, actors: set[str]) -> list[Party]:
    """The other side of what is done together: "cooperation with Japan", "met with Duda to discuss cooperation"."""
    for token in (act.token, *governors(act.token)):
        told = [
            p for t in arguments(token).by("with", "between") if (p := context.parties.of(t)) and p.code not in actors
        ]
        if told:
            return told
    return []


def _concerned(token: Token, context: Context) -> Party | None:
    party = context.parties.of(token)
    if party is None:
        mention = context.reading.mention_at(token.i)
        if mention is not None and mention.code and mention.label in ("location", "facility"):
            return Party(mention.code, mention.start, mention.end, "place", "country")
    return party
