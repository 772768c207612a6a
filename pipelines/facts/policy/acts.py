"""An act: the place at which a document speaks of an instrument of policy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from pipelines.annotation.cues import Cue


@dataclass(frozen=True)
class Act:
    """An instrument at a token: tokens [start, end) of its phrase, and its row in seeds/cues."""

    token: Token
    start: int
    end: int
    cue: Cue
