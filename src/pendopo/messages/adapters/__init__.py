"""Gateways: one folder-free module each, all with `check_config()` and `send()`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Failed(Exception):
    """The gateway did not take the message; it may be tried again."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message ready to go. `address`: e-mail address, or phone as +62..."""

    address: str
    subject: str
    body: str


class Gateway(Protocol):
    name: str

    def check_config(self) -> str:
        """Empty when it can send, else a sentence that says what is missing."""
        ...

    def send(self, message: Outgoing) -> None:
        """Send, or raise `Failed`."""
        ...
