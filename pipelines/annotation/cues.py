"""The words of seeds/cues, read once and checked: what a word means is a row there, not a line of code."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parents[2] / "seeds" / "cues"


class CueError(ValueError):
    """A row of seeds/cues that cannot be used; the message names the file and the line."""


class Cue(NamedTuple):
    """A row of words.

    Attributes:
        cue_id: `file:phrase`, with the sense behind it where a phrase has several.
        phrase: lower case; for verbs and nouns the lemma, with a particle behind it where it has one ("hand over").
        sense: what it means, a code that the reader of the file knows.
        scope: what else limits it (part of speech, direction); empty where nothing does. A row may name several
            (`arms|troops`), and is then one cue for each.
        extras: the further columns of its file.
    """

    cue_id: str
    phrase: str
    sense: str
    scope: str
    extras: dict[str, str]


@cache
def cues(name: str) -> tuple[Cue, ...]:
    """The rows of seeds/cues/NAME.csv.

    Raises:
        CueError: a column is missing, a phrase or sense is empty, or a (phrase, sense, scope) stands twice.
    """
    path = FOLDER / f"{name}.csv"
    found: dict[tuple[str, str, str], Cue] = {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if missing := {"phrase", "sense", "scope", "note"} - set(rows.fieldnames or ()):
            raise CueError(f"{path}: line 1: columns {sorted(missing)} are missing")
        for line, row in enumerate(rows, start=2):
            whole = None not in row and None not in row.values()
            phrase, sense, scopes = row.pop("phrase"), row.pop("sense"), row.pop("scope")
            row.pop("note")
            if not whole or not phrase or not sense:
                raise CueError(f"{path}: line {line}: a phrase and a sense in every row, and as many cells as columns")
            for scope in (parts := scopes.split("|")):
                if not scope and len(parts) > 1:
                    raise CueError(f"{path}: line {line}: a scope before and behind every |")
                if (phrase, sense, scope) in found:
                    raise CueError(f"{path}: line {line}: {phrase!r} with sense {sense!r} stands twice")
                found[phrase, sense, scope] = Cue(f"{name}:{phrase}", phrase, sense, scope, row)
    return tuple(found.values())


@cache
def words(name: str, sense: str) -> frozenset[str]:
    """The phrases of a sense, for a file in which a phrase may have several.

    Raises:
        CueError: the file has no such sense.
    """
    found = frozenset(cue.phrase for cue in cues(name) if cue.sense == sense)
    if not found:
        raise CueError(f"{name}.csv has no words of sense {sense!r}")
    return found


@cache
def senses(name: str, scope: str | None = None) -> dict[str, str]:
    """Phrase -> sense, of one scope or of all: where a phrase has one sense."""
    return {cue.phrase: cue.sense for cue in cues(name) if scope is None or cue.scope == scope}
