"""How much of one text's wording stands in another: shingles, and the MinHash bands by which texts that are alike meet.

A band is a number that two texts share with a probability that rises with the share of three-word runs that they
have in common; a table of bands finds the few texts of an archive worth a closer look. Whether a text is a copy
of another is judged in annotation/repetition.py, from the texts themselves.
"""

from __future__ import annotations

import hashlib
import re

import datasketch

RUN = 3  # words a shingle
FEWEST_WORDS = 40  # below, a text is a copy only to the letter: in two sentences one word is the news
# 42 bands of 3 rows: of pairs with half of all their runs in common 99.6 % meet, with a third 79 %, with 6 % 1 %.
_BANDS, _ROWS, _SEED = 42, 3, 1
SIGNATURE = f"minhash {datasketch.__version__}: {RUN} words, {_BANDS} bands of {_ROWS}, seed {_SEED}"
"""What two signatures must have in common to be comparable."""

_WORD = re.compile(r"[^\W_]+")


def shingles(text: str) -> frozenset[str]:
    """The runs of three words of a text, in lower case; none where it is too short to be compared."""
    words = _WORD.findall(text.lower())
    if len(words) < FEWEST_WORDS:
        return frozenset()
    return frozenset(" ".join(words[n : n + RUN]) for n in range(len(words) - RUN + 1))


def bands(text: str) -> list[int]:
    """The text's bands as signed 64-bit numbers, the same on every machine; none where it is too short."""
    runs = shingles(text)
    if not runs:
        return []
    sketch = datasketch.MinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    sketch.update_batch([run.encode("utf-8", "surrogatepass") for run in runs])
    rows = sketch.hashvalues.astype("<u8").reshape(_BANDS, _ROWS)
    return [_folded(number, row.tobytes()) for number, row in enumerate(rows)]


def _folded(number: int, row: bytes) -> int:
    digest = hashlib.blake2b(bytes([number]) + row, digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def share_within(copy: frozenset[str], whole: frozenset[str]) -> float:
    """The share of the copy's shingles that stand in the whole; 0 where it has none."""
    return len(copy & whole) / len(copy) if copy else 0.0
