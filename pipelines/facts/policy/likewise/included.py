"""The measures of which a package consists that is told before: "They include a ban on oil and a freeze of assets"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.policy.concerned.others import others_of
from pipelines.facts.policy.discourse import MEASURES, Telling
from pipelines.facts.policy.stances.stance import Stance
from pipelines.facts.roles import is_verb, subjects

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.acts import Act

_INCLUDING = words("policy_words", "including")
_MEASURES = words("policy_words", "told measure")
_THEY = ("they", "it", "these", "which", "that")
_FAR = 2  # sentences back to the package


def included(acts: Iterable[Act], tellings: Sequence[Telling], context: Context) -> Iterator[Telling]:
    """The measures that a package has in it, each as an act of who adopted or proposed the package."""
    for act in acts:
        if act.instrument not in MEASURES or is_verb(act.token):
            continue
        verb = _including(act.token)
        package = _package(verb, act, tellings, context) if verb is not None else None
        if package is not None:
            others = others_of(act, package.actors, context) or package.others
            stance = Stance(package.stance.code, (verb or act.token,), "policy_stances:include")
            yield Telling(act, stance, package.actors, others[:1])


def _including(noun: Token) -> Token | None:
    """The verb that lists a measure as a part of something: "includes a ban", "a ban and the freezing of assets"."""
    current = noun
    while current.dep_ == "conj":
        current = current.head
        if current.dep_ == "pobj":
            current = current.head.head  # "a ban on imports and a freeze": the parser hangs it on the imports
    verb = current.head if current.dep_ == "dobj" else None
    return verb if verb is not None and verb.lemma in _INCLUDING and is_verb(verb) else None


def _package(verb: Token, act: Act, tellings: Sequence[Telling], context: Context) -> Telling | None:
    """The telling of the measures of which another is a part."""
    is_told = all(t.lower_ in _THEY or t.lemma in _MEASURES for t in subjects(verb))
    index, here = context.reading.sentence_index, verb.i
    before = [t for t in tellings if t.act.token.i < here and t.act.instrument in MEASURES and t.actors and t.others]
    near = [t for t in before if index[here] - index[t.act.token.i] <= _FAR and t.act.token.i != act.token.i]
    return near[-1] if is_told and subjects(verb) and near else None
