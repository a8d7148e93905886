"""What can happen to a case: a closed union."""

from collections.abc import Mapping

import msgspec


class Completed(msgspec.Struct, frozen=True):
    """A task of a person or a service is done. `result` holds plain JSON values (Decimal too)."""

    token: int
    result: Mapping[str, object] = msgspec.field(default_factory=dict)


class Fired(msgspec.Struct, frozen=True):
    """A timer is due."""

    token: int


class Received(msgspec.Struct, frozen=True):
    """A message for this case (which case it is for is the caller's to know). One receiver takes
    it: `token` when given, else the one that has waited longest. `result` as in Completed."""

    name: str
    result: Mapping[str, object] = msgspec.field(default_factory=dict)
    token: int = 0


class Signalled(msgspec.Struct, frozen=True):
    """A signal from elsewhere. Everybody in the case who waits for it takes it, perhaps nobody."""

    name: str
    result: Mapping[str, object] = msgspec.field(default_factory=dict)


class Failed(msgspec.Struct, frozen=True):
    """A task ends with a business error; the nearest handler of its `code` goes on (§10.5.5)."""

    token: int
    code: str
    result: Mapping[str, object] = msgspec.field(default_factory=dict)


class Escalated(msgspec.Struct, frozen=True):
    """A task calls for somebody higher up and goes on, unless a handler interrupts it."""

    token: int
    code: str
    result: Mapping[str, object] = msgspec.field(default_factory=dict)


class Withdrawn(msgspec.Struct, frozen=True):
    """The case is withdrawn: everything open is cancelled and the case ends."""


Event = Completed | Fired | Received | Signalled | Failed | Escalated | Withdrawn


class NoSuchToken(LookupError):
    """The event names a token that never was, is used up, or waits for another kind of event."""

    def __init__(self, token: int) -> None:
        super().__init__(f"token {token} does not wait for this event")
        self.token = token


class NobodyWaits(NoSuchToken):
    """Nobody in the case waits for a message of this `name` now."""

    def __init__(self, name: str) -> None:
        super().__init__(0)
        self.name = name


class CaseEnded(NoSuchToken):
    """The case is over; nothing can happen to it any more."""


class ProcessStuck(Exception):
    """The case cannot go on: `element` is where, `message` says why in Bahasa Indonesia."""

    def __init__(self, element: str, message: str, english: str) -> None:
        super().__init__(f"{element}: {message}")
        self.element = element
        self.message = message
        self.english = english
