"""The language of a document: what its record says, else what its letters say."""

from __future__ import annotations

import functools
import re

from py3langid.langid import MODEL_FILE, LanguageIdentifier

UNKNOWN = "und"
_TAG = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.ASCII)
_NAMES = {"eng": "en", "english": "en"}  # what English feeds write besides a tag
_SAMPLE = 1200  # characters; more changes nothing and costs 2 ms each 1000
_FEW_LETTERS = 12  # below, no statistics can tell
_SHORT = 240  # letters; below, the model is unsure of English, and a text in it is more likely than its rivals
_ENGLISH_PRIOR = 4.0


@functools.cache
def _identifier() -> LanguageIdentifier:
    """The model, loaded at its first use (1.6 s), with the languages that have an ISO 639-1 code."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([label for label in identifier.labels if len(label) == 2])
    return identifier


def language_code(value: str | None) -> str | None:
    """The ISO 639-1 code of a record's own language (`en-GB`, `EN`, `eng`); None where it tells none."""
    lower = (value or "").strip().lower()
    if lower in _NAMES:
        return _NAMES[lower]
    tag = _TAG.fullmatch(lower)
    return tag[1] if tag and len(tag[1]) == 2 else None


def detect_language(text: str) -> str:
    """The ISO 639-1 code of a text's language; `und` where it has too few letters to tell."""
    sample = text[:_SAMPLE]
    letters = sum(char.isalpha() for char in sample)
    if letters < _FEW_LETTERS:
        return UNKNOWN
    ranked = _identifier().rank(sample)
    best, probability = ranked[0]
    english = dict(ranked).get("en", 0.0)
    if letters < _SHORT and english * _ENGLISH_PRIOR >= probability:
        return "en"
    return str(best)
