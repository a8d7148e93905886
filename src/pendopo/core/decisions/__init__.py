"""Decisions of DMN 1.1 to 1.5: fees, documents and routing as tables that officers can read."""

from pendopo.core.decisions.coverage import Finding, examine
from pendopo.core.decisions.model import Decision, DecisionError, DecisionsRefused
from pendopo.core.decisions.read import load
from pendopo.core.decisions.taken import Decisions

__all__ = [
    "Decision",
    "DecisionError",
    "Decisions",
    "DecisionsRefused",
    "Finding",
    "examine",
    "load",
]
