"""Features of many texts as sparse matrices: counted once, weighed anew for every fold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from pendopo.voice.routing.features import PIECE, features

Array = np.ndarray[Any, Any]
MOST_FEATURES = 150_000


@dataclass(frozen=True, slots=True)
class Counts:
    """table: texts x names, how often (float32); pieces: which columns are pieces of words."""

    table: Any
    names: tuple[str, ...]
    pieces: Array


@dataclass(frozen=True, slots=True)
class Weighing:
    """What the texts of a training set said about features.

    columns: the kept ones, by their place in `Counts.names`; idf: the weight of each.
    """

    columns: Array
    idf: Array


def count(texts: Sequence[str], *, told: Callable[[str], None] = lambda line: None) -> Counts:
    """The features of every text."""
    place: dict[str, int] = {}
    columns: list[int] = []
    values: list[int] = []
    starts = [0]
    for number, text in enumerate(texts, start=1):
        for name, times in features(text).items():
            columns.append(place.setdefault(name, len(place)))
            values.append(times)
        starts.append(len(columns))
        if number % 5000 == 0:
            told(f"{number} teks dibaca / texts read")
    names = tuple(place)
    table = sparse.csr_matrix(
        (np.array(values, np.float32), np.array(columns, np.int32), np.array(starts, np.int64)),
        shape=(len(texts), len(names)),
    )
    return Counts(table, names, np.array([name[0] == PIECE for name in names], bool))


def weigh(counts: Counts, rows: Sequence[int], *, fewest: int = 2) -> Weighing:
    """Which features the texts `rows` support, and their inverse document frequency.

    A feature of fewer than `fewest` texts is dropped: it cannot be learnt from, and what only one
    person wrote (a name) has no place in a model.
    """
    seen = np.bincount(counts.table[rows].indices, minlength=len(counts.names))
    kept = np.flatnonzero(seen >= fewest)
    if len(kept) > MOST_FEATURES:
        order = np.lexsort((kept, -seen[kept]))
        kept = np.sort(kept[order[:MOST_FEATURES]])
    return Weighing(kept, (np.log((1 + len(rows)) / (1 + seen[kept])) + 1).astype(np.float32))


def weighed(counts: Counts, rows: Sequence[int], weighing: Weighing) -> Any:
    """TF-IDF of the texts: 1 + log(count), words and pieces each brought to length 1, then both
    to length 1 together (rows x kept columns, float64 CSR)."""
    table = counts.table[rows][:, weighing.columns].tocsr()
    table.data = (1 + np.log(table.data)) * weighing.idf[table.indices]
    pieces = counts.pieces[weighing.columns][table.indices]
    line = np.repeat(np.arange(table.shape[0]), np.diff(table.indptr))
    for chosen in (pieces, ~pieces):
        squares = np.bincount(line[chosen], table.data[chosen] ** 2, minlength=table.shape[0])
        table.data[chosen] /= np.sqrt(np.maximum(squares, 1e-12))[line[chosen]]
    both = np.sqrt(np.maximum(np.bincount(line, table.data**2, minlength=table.shape[0]), 1e-12))
    table.data = (table.data / both[line]).astype(np.float64)
    return table
