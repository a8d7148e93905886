"""What a context above casework settles about a step before it counts; `config` binds it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from pendopo.directory import api as directory


@dataclass(frozen=True, slots=True)
class Given:
    """A step as its doer gives it, before it is checked. question names and values of `answers` are
    the task form's."""

    case_id: UUID
    task_id: UUID
    element: str
    outcome: str
    answers: Mapping[str, Any] = field(repr=False)


class Settle(Protocol):
    """Rules that no package can know, because they hang on data of the context above (the topics
    of a region, the proofs of a report)."""

    def __call__(self, given: Given, *, who: directory.Actor, now: dt.datetime) -> Given:
        """The step as it counts: another outcome of the same task, or other answers. Raises
        `Invalid`, `Refused`, so that nothing happens."""
        ...


def _as_given(given: Given, *, who: directory.Actor, now: dt.datetime) -> Given:
    return given


_settle: Settle = _as_given


def bind_settling(settle: Settle) -> None:
    """Let this context settle the steps of services that answer reports (mode `answer`)."""
    global _settle
    _settle = settle


def settled(given: Given, *, who: directory.Actor, now: dt.datetime) -> Given:
    return _settle(given, who=who, now=now)
