"""Speech over several sentences: who "he said" is, and whose words a sentence without a speaker gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.speech.saying import Source, is_saying, subject_of
from pipelines.facts.roles import is_verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

_SPEAKER_BACK = 4  # sentences in which the speaker is named whom "he" means
PERSONAL = ("he", "she")


def speaker_before(pronoun: Token, context: Context) -> Token | None:
    """The person who spoke last, named, before "he said"; within the paragraphs right before."""
    if pronoun.lower_ not in PERSONAL:
        return None
    reading = context.reading
    index = reading.sentence_index[pronoun.i]
    for sentence in reversed(reading.sentences[max(0, index - _SPEAKER_BACK) : index + 1]):
        for speaker in _speakers([t for t in sentence if t.i < pronoun.i], context):
            if speaker.lower_ not in PERSONAL and context.parties.of(speaker) is not None:
                return speaker
    return None


def carried_on(noun: Token, context: Context) -> Source | None:
    """The speaker of the sentence before, where a clause continues that speech by its tense: "2,600 would go"."""
    clause = next((t for t in (noun, *noun.ancestors) if is_verb(t)), None)
    if clause is None or not any(c.lower_ == "would" and c.dep_ == "aux" for c in clause.children):
        return None
    reading = context.reading
    index = reading.sentence_index[noun.i]
    before = [t for t in noun.sent if t.i < noun.i]
    if not any(is_saying(t) for t in before) and index:
        last = reading.sentences[index - 1]
        if context.paragraphs[last.start] != context.paragraphs[noun.i]:
            return None
        before = list(last)
    verb = next((t for t in reversed(before) if is_saying(t) and not t.is_ancestor(noun)), None)
    speaker = subject_of(verb) if verb is not None else None
    return Source(speaker, verb, "carried") if speaker is not None and verb is not None else None


def _speakers(tokens: list[Token], context: Context) -> Iterator[Token]:
    """Who speaks in a sentence, or is a person that acts in it; the last first."""
    for token in reversed(tokens):
        if is_saying(token) and (speaker := subject_of(token, 0)) is not None:
            yield speaker
        elif token.dep_ == "nsubj" and (mention := context.reading.mention_at(token.i)) is not None:
            if mention.label == "person":
                yield token
