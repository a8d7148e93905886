"""Which agency answers a report: learnt from routed reports, settled by rules, suggested to people.

Nothing here touches the database. Numeric libraries are imported when they are first needed, so
that a process that never routes does not pay for them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pendopo.voice.routing.refusals import RoutingRefused
from pendopo.voice.routing.rows import parse_examples, read_examples
from pendopo.voice.routing.topics import (
    Catalogue,
    Topic,
    TopicsRefused,
    examples,
    guards,
    load_topics,
)
from pendopo.voice.routing.values import BadRow, Estimate, Example, Examples, Suggestion

if TYPE_CHECKING:
    from pendopo.voice.routing.model import Model
    from pendopo.voice.routing.report import Report

__all__ = [
    "BadRow",
    "Catalogue",
    "Estimate",
    "Example",
    "Examples",
    "RoutingRefused",
    "Suggestion",
    "Topic",
    "TopicsRefused",
    "examples",
    "guards",
    "load_model",
    "load_topics",
    "parse_examples",
    "read_examples",
    "save_model",
    "suggest",
    "train",
]

FOLDS = 5
SEED = 1
THRESHOLD = 0.8
"""Confidence from which an agency may be chosen without a person."""


def train(
    *,
    rows: Sequence[Example],
    folds: int = FOLDS,
    seed: int = SEED,
    threshold: float = THRESHOLD,
    told: Callable[[str], None] = lambda line: None,
) -> tuple[Model, Report]:
    """Learn from rows and say how well such a model does; minutes, so never in a request.

    `told` hears progress. Raises `RoutingRefused("too-few")`.
    """
    import warnings

    from sklearn.exceptions import ConvergenceWarning
    from threadpoolctl import threadpool_limits

    from pendopo.voice.routing import training

    # The products here are small: threads of BLAS would spend the time waiting for each other.
    with threadpool_limits(limits=1), warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # the rounds are bounded on purpose
        return training.train(rows=rows, folds=folds, seed=seed, threshold=threshold, told=told)


def save_model(*, model: Model, folder: Path) -> Path:
    """Write the model as `routing-<hash>.npz`; the path."""
    from pendopo.voice.routing import storage

    return storage.save(model, folder)


def load_model(*, path: Path) -> Model:
    """Read a model written by `save_model`. Raises `RoutingRefused("model")`."""
    from pendopo.voice.routing import storage

    return storage.load(path)


def suggest(
    *, model: Model, text: str, place: str = "", catalogue: Catalogue | None = None
) -> tuple[Suggestion, ...]:
    """At most three agencies for a text, likeliest first; empty when nothing in it is known.

    With a catalogue, `agency` is an organisation's code, levels settled by `place` (a code of the
    territory); only the first may be `automatic`, and never a sensitive matter.
    """
    from pendopo.voice.routing import suggesting

    return suggesting.suggest(model, text=text, place=place, catalogue=catalogue)
