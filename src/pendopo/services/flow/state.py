"""Where a case stands: process, clocks and the facts that rules read; nothing personal."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

import msgspec

from pendopo.core.clock import Limit, Mark
from pendopo.core.process import State


class Standing(msgspec.Struct, frozen=True, omit_defaults=True):
    """A task that is open now. item, index, count: its place in a repeated task."""

    token: int
    element: str
    opened_at: datetime
    item: Any = None
    index: int = 0
    count: int = 1


class Waiting(msgspec.Struct, frozen=True, omit_defaults=True):
    """A timer that is set: working days (`days`), seconds or months from `set_at`, or `at`."""

    token: int
    element: str
    set_at: datetime
    days: int | None = None
    seconds: float | None = None
    months: int | None = None
    at: datetime | None = None


class Calling(msgspec.Struct, frozen=True):
    """A service task that has not been answered yet."""

    token: int
    element: str
    topic: str


class Sending(msgspec.Struct, frozen=True, omit_defaults=True):
    """A message or signal of this case that has not been delivered yet. key: by which it finds
    its case; values: what it brings."""

    token: int
    element: str
    kind: Literal["message", "signal"]
    name: str
    key: str = ""
    values: dict[str, Any] = {}


class Opinion(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one of several agencies has said, until all of them make one answer. result: what the
    process gets of it. silent: said by its silence, as an article provides."""

    token: int
    item: Any
    outcome: str
    result: dict[str, Any] = {}
    silent: bool = False


class CaseState(msgspec.Struct, frozen=True, omit_defaults=True):
    """One case between two steps.

    submitted_at decides which dated values hold. marks: the clock of the case; stages: the clock
    of each stage. answers: the application's clear part; applicant: what rules may know of the
    applicant (kind and the like). fee in rupiah, None when undecided. done: tasks completed at
    least once. ended: element of the end event, "withdrawn", or "" while running. opinions: those
    given in the round under way, by element; joined: what they came to last time ("agreed",
    "refused"). added: agencies asked besides those of the drawing, ever; their tokens are negative.
    sends: messages and signals still to be delivered. promised: the limit of the case that another
    system gave before it came here, in place of the service's. begun: the start event that a
    message, signal or timer set going, "" for an application.
    """

    process: State
    submitted_at: datetime
    marks: tuple[Mark, ...] = ()
    stages: dict[str, tuple[Mark, ...]] = {}
    answers: dict[str, Any] = {}
    applicant: dict[str, Any] = {}
    fee: int | None = None
    tasks: tuple[Standing, ...] = ()
    timers: tuple[Waiting, ...] = ()
    calls: tuple[Calling, ...] = ()
    done: tuple[str, ...] = ()
    ended: str = ""
    opinions: dict[str, tuple[Opinion, ...]] = {}
    joined: dict[str, str] = {}
    added: int = 0
    sends: tuple[Sending, ...] = ()
    promised: Limit | None = None
    begun: str = ""

    def encode(self) -> bytes:
        """Compact JSON; numbers stay exact."""
        return _ENCODER.encode(self)

    @classmethod
    def decode(cls, data: bytes | str) -> CaseState:
        """The state that `encode` wrote. Raises ValueError for anything else."""
        return _DECODER.decode(data)


Status = Literal["running", "waiting", "ended"]
_ENCODER = msgspec.json.Encoder(decimal_format="number")
_DECODER = msgspec.json.Decoder(CaseState, float_hook=Decimal)
