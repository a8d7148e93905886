"""Values that law changes: which one is in force on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar


class Dated(Protocol):
    """Anything with a day from which it holds."""

    @property
    def since(self) -> date: ...


T = TypeVar("T", bound=Dated)


def in_force(values: Sequence[T], on: date) -> T:
    """The value with the latest `since` up to the day `on`; before all of them, the first.

    An application older than the package's first value still needs one, and the checker has seen
    to it that there is at least one.
    """
    past = [one for one in values if one.since <= on]
    return max(past, key=lambda one: one.since) if past else min(values, key=lambda one: one.since)
