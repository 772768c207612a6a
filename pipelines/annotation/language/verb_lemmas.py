"""Verbs that the model's lemmatizer should know, and those that it should not think of: seeds/cues/verb_lemmas.csv.

Its rules take the first verb of its list that a form can be of: "hopes" of "hop", where "hope" is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipelines.annotation.cues import cues

if TYPE_CHECKING:
    from spacy.language import Language


def teach(nlp: Language) -> None:
    """Mend the list of verbs of a rule-based lemmatizer; another lemmatizer is left as it is."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.pipe_names else None
    if lemmatizer is None or not lemmatizer.lookups.has_table("lemma_index"):
        return
    index = lemmatizer.lookups.get_table("lemma_index")
    known = {cue.phrase: cue.sense == "known" for cue in cues("verb_lemmas")}
    verbs = [verb for verb in index.get("verb", ()) if known.get(verb, True)]
    index["verb"] = [*verbs, *(verb for verb, is_known in known.items() if is_known and verb not in verbs)]
