"""The front door of voice: reporting, following a report, and how well each agency answers."""

from pendopo.voice.routing import (
    BadRow,
    Estimate,
    Example,
    Examples,
    RoutingRefused,
    Suggestion,
    load_model,
    parse_examples,
    read_examples,
    save_model,
    suggest,
    train,
)

__all__ = [
    "BadRow",
    "Estimate",
    "Example",
    "Examples",
    "RoutingRefused",
    "Suggestion",
    "load_model",
    "parse_examples",
    "read_examples",
    "save_model",
    "suggest",
    "train",
]
