"""Which deployments of a document are denied, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.gazetteers.reference import reference
from pipelines.facts.draft import Draft, Place
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import trigger_table
from pipelines.facts.troops.forces.sides import IN, PLACES
from pipelines.facts.troops.moves import MOVES
from pipelines.facts.troops.words import force_lemma, force_nouns, setting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.speech.attribution import Denial
    from pipelines.facts.context import Context

_OBJECTS = ("dobj", "nsubjpass", "ccomp", "xcomp", "pcomp", "oprd", "prep", "attr")
_SIDES = ("force_country", "host_country")
_NEXT = 4  # sentences behind a denial in which what it speaks of may be told for the first time
_RETORT = 2  # sentences before a bare "no" in which the claim stands that it answers


def put_denials(drafts: list[Draft], context: Context) -> None:
    """Write the deniers into the deployments that they deny: those of the force and place told last before it."""
    sentence = context.reading.sentence_index
    denied: dict[int, dict[str, int]] = {}
    for denial in (d for d in context.attribution.denials if d.is_retort or _is_of_forces(d.cue)):
        joint: Draft | None = None  # what one of several who deny together denies: "dismissed by Baku and Ankara"
        for code in denial.codes:
            lands = _lands_denied(denial.cue, context)
            open_to = [d for d in drafts if not lands or d.get(_SIDES[1]) is None or d.get(_SIDES[1]) in lands]
            target = _target(denial, code, open_to, sentence) or joint
            if target is None:
                continue
            joint = target
            for index, draft in enumerate(drafts):
                if [draft.get(s) for s in _SIDES] == [target.get(s) for s in _SIDES] and draft.get("claimant") != code:
                    denied.setdefault(index, {}).setdefault(code, denial.cue.i)
    for index, found in denied.items():
        cues = [Place(i, i + 1, "attribution:deny", "cue") for i in found.values()]
        drafts[index].put("denied_by", list(found), *cues)
        drafts[index].put("certainty", "denied", *cues)


def _lands_denied(cue: Token, context: Context) -> set[str]:
    """The lands in which somebody denies that forces are: "its soldiers had not crossed into Syria"."""
    clauses = [c for c in cue.children if c.dep_ in ("ccomp", "xcomp", "pcomp")]
    places = (t for c in clauses for t in c.subtree if t.dep_ == "pobj" and t.head.lower_ in IN)
    mentions = (context.reading.mention_at(t.i) for t in places)
    return {m.code for m in mentions if m is not None and m.code is not None and m.label in PLACES}


def _target(denial: Denial, code: str, drafts: list[Draft], sentence: list[int]) -> Draft | None:
    """The deployment that a denial speaks of: the denier's own that was told last, or tells the next sentence."""
    own = [d for d in drafts if code in (d.get(_SIDES[0]), d.get(_SIDES[1]), _land_of_company(d))]
    before = [d for d in own if sentence[d.anchor] <= denial.sentence]
    if denial.is_retort:
        told = before or [d for d in drafts if sentence[d.anchor] <= denial.sentence]  # of a friend's forces
        near = told and denial.sentence - sentence[told[-1].anchor] <= _RETORT
        return told[-1] if near else None
    if before:
        return before[-1]
    return next((d for d in own if sentence[d.anchor] - denial.sentence <= _NEXT), None)


def _land_of_company(draft: Draft) -> str | None:
    """Whose the private military company is that a deployment is of: what is said of Wagner Moscow may deny."""
    entry = reference().entries.get(f"armed_groups:{draft.get(_SIDES[0])}")
    is_company = entry is not None and entry.entity_class == "private_military_company"
    return entry.country if entry is not None and is_company else None


def _is_of_forces(cue: Token) -> bool:
    """Whether a denial speaks of forces, or of a report on them."""
    table = trigger_table("troop_triggers")
    if cue.dep_ == "acl" and (moved := table.at(cue.head)) is not None and moved.sense == "send":
        return True  # "the deployment of 200 instructors, denied by Moscow"
    if cue.dep_ in ("relcl", "acl") and cue.head.lemma in (*setting("account"), *force_nouns()):
        around = cue.sent if cue.dep_ == "relcl" else _with_before(cue)
        return cue.head.lemma not in setting("charge") or _tells_of_forces(around)
    if cue.dep_ == "relcl" and _is_of_move(cue):
        return True
    told = [c for c in cue.children if c.dep_ in _OBJECTS and not _is_before_semicolon(c, cue)]
    if cue.pos_ == "NOUN":
        told = [c for c in told if c.lower_ not in ("by", "from")]  # "a denial from Baku" tells only who denies
    clausal = any(c.dep_ in ("ccomp", "xcomp") and is_verb(c) for c in told) and cue.lemma_ == "deny"
    objects = [t for c in told for t in (c.subtree if clausal else _heads(c))]
    for token in objects:
        lemma = token.lemma
        if lemma in force_nouns() or lemma in setting("being"):
            return True
        if lemma == "which" and cue.dep_ == "relcl":
            continue  # it stands for the noun before it
        if not clausal and lemma in setting("account") and not _is_about(token):
            return lemma not in setting("charge") or _tells_of_forces(_with_before(cue))
        if lemma in setting("involvement") and not any(_is_of_matter(c) for c in token.children):
            return True  # "denies any involvement"
        if token.lower_ == "any" and (token.dep_ == "dobj" or token.head.lower_ == "there"):
            return True  # "denies having any there"
        if lemma == "do" and _is_with_them(token):
            return True  # "denies having anything to do with them"
        trigger = table.at(token) if token.pos_ == "NOUN" or _takes_them(token) else None
        if trigger is not None and trigger.sense in ("send", "withdraw"):
            return True
    return not told and not any(c.dep_ == "ccomp" for c in cue.children)


def _is_of_move(cue: Token) -> bool:
    """Whether "which" stands for all that a clause tells of a move: "soldiers crossed its border, which he denies"."""
    if not any(c.lower_ == "which" and c.i and c.nbor(-1).text == "," for c in cue.children):
        return False
    verb = next((t for t in cue.head.ancestors if is_verb(t)), None)
    move = trigger_table("troop_triggers").at(verb) if verb is not None else None
    is_told = move is not None and (move.sense in MOVES)
    return verb is not None and is_told and _tells_of_forces(verb.subtree)


def _is_before_semicolon(clause: Token, cue: Token) -> bool:
    """Whether a clause under a denial is another sentence: "he massed troops; his aide denied it"."""
    return clause.i < cue.i and any(t.text == ";" for t in cue.doc[clause.i : cue.i])


def _takes_them(verb: Token) -> bool:
    """Whether those who were spoken of are a verb's object: "that it sent them", "that it has sent any"."""
    return is_verb(verb) and any(c.dep_ == "dobj" and c.lower_ in ("them", "any", "anybody") for c in verb.children)


def _is_of_matter(preposition: Token) -> bool:
    """Whether a preposition tells in what a part is had, not where: "in the coup", not "in eastern Congo"."""
    if preposition.dep_ != "prep":
        return False
    return preposition.lower_ != "in" or not any(t.pos_ == "PROPN" for t in preposition.children)


def _is_with_them(verb: Token) -> bool:
    others = (t for c in verb.children if c.lower_ == "with" for t in c.children)
    return any(t.lower_ in ("it", "them", "this", "that") for t in others)


def _is_about(account: Token) -> bool:
    """Whether an account tells by a phrase of its own what it is of: "talk of an invasion" is none of forces."""
    if any(c.dep_ == "prep" and c.lower_ in ("of", "about", "on", "that") for c in account.children):
        return True
    told = [t for c in account.children if c.dep_ in ("acl", "ccomp") for t in c.subtree]
    return bool(told) and not any(t.lemma in (*force_nouns(), *setting("being")) for t in told)


def _tells_of_forces(words: Iterable[Token]) -> bool:
    """Whether a word for soldiers is among those around a denial: not "accused of terror, a charge Doha denies"."""
    return any(force_nouns().get(force_lemma(t), "person") != "person" for t in words)


def _with_before(cue: Token) -> Iterable[Token]:
    """The words of a denial's sentence and of the one before, in which the charge is told that it answers."""
    start = cue.sent.start
    return cue.doc[cue.doc[start - 1].sent.start if start else 0 : cue.sent.end]


def _heads(token: Token) -> Iterator[Token]:
    """The nouns of an object: its head, what is joined to it, and what it is of."""
    yield token
    for child in token.children:
        if child.dep_ in ("conj", "prep", "pobj", "pcomp", "nsubj", "dobj", "attr", "compound", "poss"):
            yield from _heads(child)
