"""One linear machine per label, each against all others, on TF-IDF: the only use of scikit-learn.

Source: R.-E. Fan and others, "LIBLINEAR: A Library for Large Linear Classification", Journal of
Machine Learning Research 9 (2008), 1871-1874: L2-regularised L2-loss support vector machine,
solved in the dual.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
STRENGTH = 0.5
"""C of the machine: how much an error weighs against a small weight vector."""
CLOSE_ENOUGH = 0.1
"""Where LIBLINEAR stops (its own default; scikit-learn's 1e-4 takes five times as long and gives
the same answers)."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """weights: labels x features; bias: one per label; labels in the order of the rows."""

    labels: tuple[str, ...]
    weights: Array
    bias: Array

    def margins(self, table: Any) -> Array:
        """Texts x labels: how far each text lies on the label's side."""
        found: Array = table @ self.weights.T + self.bias
        return found


def fit(table: Any, labels: Sequence[str], *, seed: int) -> Fitted:
    """Learn. With a single label there is nothing to separate: its margin is 0 everywhere."""
    from sklearn.svm import LinearSVC

    known = sorted(set(labels))
    if len(known) < 2:
        return Fitted(tuple(known), np.zeros((len(known), table.shape[1])), np.zeros(len(known)))
    machine = LinearSVC(C=STRENGTH, tol=CLOSE_ENOUGH, dual=True, random_state=seed)
    machine.fit(table, np.array(labels, dtype=object).astype(str))
    weights, bias = machine.coef_, machine.intercept_
    if len(known) == 2:  # one machine tells two labels apart
        weights, bias = np.vstack([-weights, weights]), np.array([-bias[0], bias[0]])
    return Fitted(tuple(str(one) for one in machine.classes_), weights, bias)
