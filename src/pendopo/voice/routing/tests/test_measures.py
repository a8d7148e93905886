"""Figures against scikit-learn's own and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pendopo.voice.routing import chances, measures


def test_macro_f1_is_that_of_scikit_learn() -> None:
    from sklearn.metrics import f1_score

    random = np.random.default_rng(2)
    truth, guess = random.integers(0, 6, 300), random.integers(0, 8, 300)
    found = measures.macro_f1(truth, guess, np.arange(300), seed=1)
    wanted = f1_score(truth, guess, labels=sorted(set(truth)), average="macro")
    assert found.value == pytest.approx(wanted)
    assert found.low < found.value < found.high


def test_identical_texts_are_one_observation() -> None:
    hits = np.array([True, False] * 50)
    alone = measures.rate(hits, np.arange(100))
    copied = measures.rate(np.repeat(hits, 10), np.repeat(np.arange(100), 10))
    assert alone == copied
    assert alone.low == pytest.approx(0.4038, abs=1e-4)


def test_calibration_error_by_hand() -> None:
    confidence, hits = np.array([0.9, 0.9, 0.1, 0.1]), np.array([1.0, 0.0, 0.0, 0.0])
    assert measures.calibration_error(confidence, hits) == pytest.approx(0.5 * 0.4 + 0.5 * 0.1)


def test_the_first_labels_win_a_tie() -> None:
    even = np.full((2, 5), 0.2)
    assert measures.top(even, np.array([2, 3]), most=3).tolist() == [True, False]


@given(st.lists(st.lists(st.floats(-50, 50), min_size=4, max_size=4), min_size=1, max_size=5))
def test_chances_are_chances(rows: list[list[float]]) -> None:
    for found in (
        chances.softmax(np.array(rows), 3.0),
        chances.sharpened(chances.softmax(np.array(rows), 3.0), 1.7),
    ):
        assert (found >= 0).all() and np.allclose(found.sum(axis=1), 1)


def test_what_was_never_learnt_has_no_chance() -> None:
    found = chances.softmax(np.array([[1.0, -np.inf, 0.0]]), 2.0)
    assert found[0, 1] == 0 and np.isclose(found.sum(), 1)


def test_the_factor_finds_the_truth_again() -> None:
    """Labels drawn from a softmax with factor 4 are best explained by a factor near 4."""
    random = np.random.default_rng(3)
    margins = random.normal(size=(3000, 5))
    drawn = chances.softmax(margins, 4.0).cumsum(axis=1)
    truth = (random.random((3000, 1)) > drawn).sum(axis=1)
    assert 3.2 < chances.best_factor(margins, truth) < 5
