"""Gateways: one module each, all with `check_config()` and `send()`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


class Failed(Exception):
    """The gateway did not take the message; it may be tried again."""


class Rejected(Failed):
    """The gateway will not take this message, however often it is tried."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message ready to go. `address`: e-mail address, or phone as +62...; `id`: the same at every
    try, so that a gateway can tell a repeat."""

    address: str = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)
    id: str = ""


class Gateway(Protocol):
    @property
    def name(self) -> str:
        """A short word for facts and settings."""
        ...

    def check_config(self) -> str:
        """Empty when it can send, else a sentence that says what is missing."""
        ...

    def send(self, message: Outgoing) -> None:
        """Send, or raise `Failed`, or `Rejected` when another try would not help."""
        ...
