"""Of whose nation those are whom others train: "Danes train Ukrainian pilots. Eight recruits have begun the course"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.parties.words import is_country
from pipelines.facts.troops.forces.sides import Side, side_at
from pipelines.facts.troops.words import setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Mention
    from pipelines.facts.context import Context
    from pipelines.facts.troops.counts.count import Count

_PATH = ("amod", "compound", "nmod", "poss")
_LOOK_BACK = 12  # sentences


def trained(count: Count, context: Context) -> Side | None:
    """The nation whose people a document told to be trained last, where a number counts such people."""
    noun, sentence = count.noun, context.reading.sentence_index
    reach = _LOOK_BACK if _is_trainee(noun) else 1 if count.is_elliptic and _is_on_course(noun) else 0
    if not reach:
        return None
    nations = context.reading.of_label("nationality", "country")
    before = (m for m in reversed(list(nations)) if m.end <= noun.i and sentence[noun.i] - sentence[m.start] <= reach)
    found = next((m for m in before if m.code and is_country(m.code) and _is_taught(m, context)), None)
    return side_at(found, "force:trained") if found is not None else None


def _is_trainee(noun: Token) -> bool:
    """Whether a noun is one for those who are trained, or a verb says that they are."""
    return noun.lemma in setting("trainee") - {"pilot"} or _is_object(noun)


def _is_object(noun: Token) -> bool:
    """Whether others train whom a noun means, or turn them into something: "turn civilians into soldiers"."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass"):
        return False
    behind = [c for c in verb.children if c.dep_ == "prep"]
    turned = verb.lemma_ == "turn" and any(c.lower_ == "into" for c in behind)
    through = any(t.lemma in setting("course") for c in behind if c.lower_ == "through" for t in c.children)
    return verb.lemma_ in setting("schooling") or turned or through


def _is_on_course(noun: Token) -> bool:
    """Whether a bare number does what those do who take a course: "a first group of eight has begun"."""
    group = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return group.dep_ == "nsubj" and group.head.lemma_ in setting("course_step")


def _is_taught(nation: Mention, context: Context) -> bool:
    """Whether a nation's people are told to be trained: "Ukrainian recruits", "to school Ukrainian pilots"."""
    root = context.reading.head(nation.start, nation.end)
    people = root.head if root.dep_ in _PATH else root
    if _is_object(people) or (people != root and people.lemma in setting("trainee")):
        return True
    course = people.head.head if people.dep_ == "pobj" and people.head.lower_ in ("of", "for") else None
    return course is not None and course.lemma in setting("course")
