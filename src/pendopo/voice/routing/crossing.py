"""Cross-validation: every text judged by a machine that never saw it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pendopo.voice.routing.fitting import fit
from pendopo.voice.routing.matrix import Counts, weigh, weighed

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Unseen:
    """Margins of texts by machines that did not learn from them: texts x labels.

    Minus infinity where the label did not occur among the texts learnt from.
    """

    labels: tuple[str, ...]
    margins: Array


def judge(
    counts: Counts,
    targets: Sequence[Sequence[str]],
    folds: Sequence[int],
    *,
    seed: int,
    told: Callable[[str], None],
) -> tuple[Unseen, ...]:
    """One `Unseen` per target. targets: labels per text, "" where unknown (judged, not learnt)."""
    every = [tuple(sorted(set(labels) - {""})) for labels in targets]
    found = [np.full((len(folds), max(1, len(names))), -np.inf) for names in every]
    fold = np.asarray(folds)
    numbers = sorted(set(folds))

    def one(number: int) -> None:
        learnt, tested = (np.flatnonzero(one).tolist() for one in (fold != number, fold == number))
        weighing = weigh(counts, learnt)
        table, other = (weighed(counts, rows, weighing) for rows in (learnt, tested))
        for names, labels, margins in zip(every, targets, found, strict=True):
            known = [at for at, row in enumerate(learnt) if labels[row]]
            if not known:
                continue
            machine = fit(table[known], [labels[learnt[at]] for at in known], seed=seed)
            columns = np.array([names.index(label) for label in machine.labels])
            margins[np.ix_(np.array(tested), columns)] = machine.margins(other)

    # One after the other: LIBLINEAR draws from one generator per process, so machines fitted at the
    # same time would disturb each other's draws, and the same seed would give other figures.
    for done, number in enumerate(numbers, start=1):
        one(number)
        told(f"lipatan {done} dari {len(numbers)} / fold {done} of {len(numbers)}")
    return tuple(Unseen(names, margins) for names, margins in zip(every, found, strict=True))
