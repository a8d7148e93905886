"""What the facts say about one clock: when it started, was paused, ran again and stopped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal["start", "pause", "resume", "stop"]
State = Literal["not_started", "running", "paused", "stopped"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One fact about a clock. at: aware datetime.

    start: the file was declared complete and correct. pause: returned to the applicant.
    resume: it came back. stop: decided, or withdrawn.
    """

    kind: Kind
    at: datetime

    def __post_init__(self) -> None:
        if self.kind not in ("start", "pause", "resume", "stop"):
            raise ValueError(f"a mark is start, pause, resume or stop, not {self.kind!r}")
        if self.at.tzinfo is None:
            raise ValueError("a mark needs an aware datetime")


@dataclass(frozen=True, slots=True)
class Run:
    """The marks of one clock made sense of. pauses are closed; paused_at is the open one."""

    state: State
    started_at: datetime | None = None
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    paused_at: datetime | None = None
    stopped_at: datetime | None = None


NOT_STARTED = Run(state="not_started")


def follow(marks: Iterable[Mark], until: datetime | None = None) -> Run:
    """Read marks in order of time, ignoring those after `until`.

    Facts are never deleted, so marks that say nothing new are passed over instead of refused:
    a second start, a pause while paused, a resume while running, anything after the stop.
    """
    ordered = sorted(marks, key=lambda mark: mark.at)
    started: datetime | None = None
    paused: datetime | None = None
    pauses: list[tuple[datetime, datetime]] = []
    for mark in ordered:
        if until is not None and mark.at > until:
            break
        if started is None:
            started = mark.at if mark.kind == "start" else None
        elif mark.kind == "stop":
            return Run("stopped", started, tuple(pauses), paused, mark.at)
        elif mark.kind == "pause" and paused is None:
            paused = mark.at
        elif mark.kind == "resume" and paused is not None:
            pauses.append((paused, mark.at))
            paused = None
    if started is None:
        return NOT_STARTED
    return Run("running" if paused is None else "paused", started, tuple(pauses), paused)
