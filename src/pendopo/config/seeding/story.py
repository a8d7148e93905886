"""One sample application and what officers did with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Step = tuple[str, str, dict[str, Any]]  # user name, outcome, answers


@dataclass(frozen=True, slots=True)
class Story:
    """`ago`: working days before today on which it was sent; one step a working day after."""

    name: str
    ago: int
    steps: tuple[Step, ...] = ()
    signed: bool = False
    answers: dict[str, Any] = field(default_factory=dict)
    service: str = "sip-dokter"
