"""Figures that a region sets itself, each with the day from which it holds and its source."""

from pendopo.voice.dated.load import DatedRefused, load_pace, load_reputation
from pendopo.voice.dated.values import PACE, REPUTATION, Pace, ReputationValues, in_force

__all__ = [
    "PACE",
    "REPUTATION",
    "DatedRefused",
    "Pace",
    "ReputationValues",
    "in_force",
    "load_pace",
    "load_reputation",
]
