"""A trained model as plain arrays: no pickle, nothing that runs when it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from pendopo.voice.routing.chances import Mixing

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """The machines of one kind of label, weights in 8 bits.

    weights: features x labels, int8; scale: per label, what one step is worth; bias: per label.
    """

    labels: tuple[str, ...]
    weights: Array
    scale: Array
    bias: Array

    def margins(self, columns: Array, values: Array) -> Array:
        """How far one text (its features and their TF-IDF) lies on each label's side."""
        found: Array = values @ self.weights[columns].astype(np.float32) * self.scale + self.bias
        return found


@dataclass(frozen=True, slots=True)
class Model:
    """names: feature -> column; idf: per column; routes: topics x agencies, rows sum to 1.

    topics is None when the texts had no topics. hash: SHA-256 (hex) of the content.
    threshold: confidence from which an automatic choice is allowed.
    """

    names: dict[str, int]
    idf: Array
    agencies: Part
    topics: Part | None
    routes: Array | None
    mixing: Mixing
    threshold: float
    hash: str = ""


def part(labels: tuple[str, ...], weights: Array, bias: Array) -> Part:
    """Weights (labels x features) rounded to 255 steps of each label's largest weight."""
    scale = np.maximum(np.abs(weights).max(axis=1, initial=0.0), 1e-12) / 127
    steps = np.rint(weights / scale[:, None]).astype(np.int8)
    return Part(
        labels,
        np.ascontiguousarray(steps.T),
        scale.astype(np.float32),
        bias.astype(np.float32),
    )
