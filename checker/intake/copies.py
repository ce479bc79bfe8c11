"""Near-copies of one text: MinHash over runs of three words, so that cuts and edits leave most of a text's mark.

Names and figures are left out of the runs: a copy that spells a name otherwise, or prints another figure, is a copy
all the same. What comes out is a signature (bytes) and bands (integers) by which a store finds candidates. Both
depend on the text alone, and whether two texts are copies depends on the two signatures alone; so the order in which
articles arrive cannot matter.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence

import numpy as np
from rensa import RMinHash

PERMUTATIONS = 256
BANDS = 64
ROWS = 2
RUN = 3  # words
FEWEST = 30  # runs; a shorter text is not compared: two reporters may well write one sentence alike
ALIKE = 0.14  # Jaccard index; independent reports of one event stay below .11, a copy cut and edited by 40 % lies above
LONGEST = 60_000  # characters that are looked at
_SEED = 20_241_129  # of the permutations: another one would make stored signatures void
_WORD = re.compile(r"\w+")


def signature(text: str) -> bytes | None:
    """The mark of a text; None when it is too short to be told from chance."""
    words = [word.casefold() for word in _WORD.findall(text[:LONGEST]) if not word[0].isupper() and word.isalpha()]
    runs = {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
    if len(runs) < FEWEST:
        return None
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    minhash.update(sorted(runs))
    return array("I", minhash.digest()).tobytes()


def bands(mark: bytes) -> list[int]:
    """The keys under which a signature is found: two texts that share one are worth comparing. Signed, 64 bits."""
    values = array("I", mark)
    keys = []
    for number in range(BANDS):
        key = number + 1
        for value in values[number * ROWS : (number + 1) * ROWS]:
            key = (key * 0x9E3779B97F4A7C15 ^ value * 0xC2B2AE3D27D4EB4F) & 0xFFFFFFFFFFFFFFFF
        keys.append(key - (1 << 64) if key >> 63 else key)
    return keys


def similarity(one: bytes, other: bytes) -> float:
    """The estimated Jaccard index of two texts' runs of words, 0 to 1."""
    return similarities(one, [other])[0]


def similarities(one: bytes, others: Sequence[bytes]) -> list[float]:
    """The estimated Jaccard index of one text and each of others."""
    if not others:
        return []
    marks = np.frombuffer(b"".join(others), dtype=np.uint32).reshape(len(others), PERMUTATIONS)
    shared: list[int] = (marks == np.frombuffer(one, dtype=np.uint32)).sum(axis=1).tolist()
    return [count / PERMUTATIONS for count in shared]
