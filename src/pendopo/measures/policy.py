"""Who may declare measures: administrators of the whole region; everybody above may read them."""

from __future__ import annotations

from pendopo.directory import api as directory
from pendopo.measures.refusals import Refused


def declares(actor: directory.Actor | None) -> bool:
    """None is the system itself (seed, command line), which no face can pass."""
    return directory.administers_region(actor)


def check_declares(actor: directory.Actor | None) -> None:
    if not declares(actor):
        raise Refused("not_for_you")
