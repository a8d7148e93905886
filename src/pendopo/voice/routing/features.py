"""Words, pairs of words and pieces of words: what a linear model weighs.

Pieces (3 to 5 characters inside a word, its edges marked) forgive slang and typing errors: `jln`,
`jlan` and `jalanan` share pieces where they share no word. Plain Python, so that a web process
needs no scientific library to find the features of one text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from pendopo.voice.routing.normalise import words

PIECES = (3, 4, 5)
WORD, PAIR, PIECE = "w", "p", "c"


def features(text: str, *, pieces: bool = True, pairs: bool = True) -> Counter[str]:
    """How often each feature stands in the text; the first letter of a feature is its kind."""
    found = words(text)
    counts: Counter[str] = Counter(WORD + one for one in found)
    if pairs:
        counts.update(f"{PAIR}{a} {b}" for a, b in pairwise(found))
    if pieces:
        for word, times in Counter(found).items():
            for piece in _pieces(word):
                counts[piece] += times
    return counts


def _pieces(word: str) -> Iterable[str]:
    edged = f" {word} "
    for size in PIECES:
        for at in range(len(edged) - size + 1):
            yield PIECE + edged[at : at + size]
