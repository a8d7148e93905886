"""Texts dealt into folds: the same words never stand on both sides, rare classes are spread."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from random import Random


def deal(*, keys: Sequence[str], labels: Sequence[str], folds: int, seed: int) -> list[int]:
    """The fold (0..folds-1) of each row.

    Rows with the same key form a group and stay together; a group counts for the label most of
    its rows have. The groups of each label are dealt one by one to the fold that holds fewest of
    that label, so a label with two groups stands in two folds.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for row, one in enumerate(keys):
        groups[one].append(row)
    by_label: dict[str, list[str]] = defaultdict(list)
    for one, rows in groups.items():
        by_label[Counter(sorted(labels[row] for row in rows)).most_common(1)[0][0]].append(one)
    load = [0] * folds
    fold_of: dict[str, int] = {}
    random = Random(seed)
    for label in sorted(by_label):
        held = [0] * folds
        # Sorted before they are shuffled: the order of the rows of a file changes nothing.
        members = sorted(by_label[label])
        random.shuffle(members)
        for one in members:
            fold = min(range(folds), key=lambda at: (held[at], load[at], at))
            held[fold] += len(groups[one])
            load[fold] += len(groups[one])
            fold_of[one] = fold
    return [fold_of[one] for one in keys]


def lonely(*, keys: Sequence[str], labels: Sequence[str]) -> frozenset[str]:
    """Labels that one distinct text has: they can be learnt or tested, not both."""
    texts: dict[str, set[str]] = defaultdict(set)
    for one, label in zip(keys, labels, strict=True):
        texts[label].add(one)
    return frozenset(label for label, found in texts.items() if len(found) < 2)
