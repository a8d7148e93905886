"""One linear machine per label, each against all others, on TF-IDF: the only use of scikit-learn.

Before that each feature is scaled by what it says about the labels, and features that say next to
nothing (`mohon`, `yang`) are left out: fewer mistakes on short texts, and a fifth of the time.

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
STRENGTH = 1.0
"""C of the machine: how much an error weighs against a small weight vector."""
PRIOR = 2.0
"""Imagined texts of the usual mixture of labels added to each feature: a rare one proves little."""
LEAST = 0.15
"""Features below this share of the most telling one are left out."""
MOST_ROUNDS = 10
"""Passes over the texts for one label; more changes the third digit at most. That the machine was
stopped is no news, so `routing.train` silences its warning."""
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

    known, place = np.unique(np.array(labels, dtype=object).astype(str), return_inverse=True)
    names = tuple(str(one) for one in known)
    whole = np.zeros((len(names), table.shape[1]), np.float32)
    if len(names) < 2:
        return Fitted(names, whole, np.zeros(len(names)))
    telling = np.sqrt(information(table, place))
    kept = np.flatnonzero(telling > LEAST * telling.max())
    if not len(kept):  # no feature says anything: let the machine find that out
        kept, telling = np.arange(table.shape[1]), np.ones(table.shape[1])
    chosen = table[:, kept].tocsr()
    chosen.data = chosen.data * telling[kept][chosen.indices]
    machine = LinearSVC(
        C=STRENGTH, tol=CLOSE_ENOUGH, dual=True, random_state=seed, max_iter=MOST_ROUNDS
    )
    machine.fit(chosen, place)
    weights, bias = machine.coef_, machine.intercept_
    if len(names) == 2:  # one machine tells two labels apart
        weights, bias = np.vstack([-weights, weights]), np.array([-bias[0], bias[0]])
    # The scale of a feature goes into its weights, so that using the model knows nothing of it.
    whole[:, kept] = weights * telling[kept]
    return Fitted(names, whole, bias)


def information(table: Any, place: Array) -> Array:
    """What each feature says about the label of its texts, in nats: the Kullback-Leibler
    divergence of the labels' mixture among texts with the feature from the mixture among all.

    place: index of the label per text, each occurring.
    """
    from scipy import sparse

    n, labels = len(place), int(place.max()) + 1
    there = sparse.csr_matrix((np.ones(len(table.data)), table.indices, table.indptr), table.shape)
    usual = np.bincount(place, minlength=labels) / n
    whose = sparse.csr_matrix((np.ones(n), (np.arange(n), place)), shape=(n, labels))
    pairs = (there.T @ whose).tocoo()
    texts = np.bincount(table.indices, minlength=table.shape[1])
    share = (pairs.data + PRIOR * usual[pairs.col]) / (texts[pairs.row] + PRIOR)
    found = np.bincount(
        pairs.row, share * np.log(share / usual[pairs.col]), minlength=table.shape[1]
    )
    met = np.bincount(pairs.row, usual[pairs.col], minlength=table.shape[1])
    left = PRIOR / (texts + PRIOR)  # labels that never met the feature keep this part of the usual
    return np.asarray(np.maximum(found + np.maximum(1 - met, 0) * left * np.log(left), 0.0))
