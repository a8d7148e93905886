"""What can happen to a case: a closed union."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Completed:
    """A task of a person or a service is done. `result` holds plain JSON values (Decimal too)."""

    token: int
    result: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fired:
    """A timer is due."""

    token: int


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The case is withdrawn: everything open is cancelled and the case ends."""


Event = Completed | Fired | Withdrawn


class NoSuchToken(LookupError):
    """The event names a token that never was, is used up, or waits for another kind of event."""

    def __init__(self, token: int) -> None:
        super().__init__(f"token {token} does not wait for this event")
        self.token = token


class CaseEnded(NoSuchToken):
    """The case is over; nothing can happen to it any more."""


class ProcessStuck(Exception):
    """The case cannot go on: `element` is where, `message` says why in Bahasa Indonesia."""

    def __init__(self, element: str, message: str, english: str) -> None:
        super().__init__(f"{element}: {message}")
        self.element = element
        self.message = message
        self.english = english
