"""A gateway that sends nothing: it writes each message to a file, for demo and development."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pendopo.messages.adapters import Outgoing

MOST = 200
"""Messages that are shown."""


class Outbox:
    name = "outbox"

    def __init__(self, folder: Path, channel: str) -> None:
        self._folder = folder
        self._channel = channel

    def check_config(self) -> str:
        return ""

    def send(self, message: Outgoing) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        name = f"{self._channel}-{time.time_ns()}-{secrets.token_hex(3)}.txt"
        text = f"To: {message.address}\nSubject: {message.subject}\n\n{message.body}\n"
        (self._folder / name).write_text(text, encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Written:
    """A message that a demo would have sent."""

    channel: str
    at: datetime
    address: str
    body: str


def written(folder: Path) -> tuple[Written, ...]:
    """The latest messages of the outbox, newest first; other files of the folder are left out."""
    found: list[tuple[int, Path]] = []
    for path in folder.glob("*-*-*.txt"):
        parts = path.stem.split("-")
        if len(parts) == 3 and parts[1].isdigit():
            found.append((int(parts[1]), path))
    return tuple(
        one for nanos, path in sorted(found, reverse=True)[:MOST] if (one := _read(nanos, path))
    )


def _read(nanos: int, path: Path) -> Written | None:
    try:
        head, _empty, body = path.read_text(encoding="utf-8").partition("\n\n")
    except (OSError, UnicodeDecodeError):
        return None
    if not head.startswith("To: "):
        return None
    address = head.split("\n", 1)[0].removeprefix("To: ")
    at = datetime.fromtimestamp(nanos / 1e9, tz=UTC)
    return Written(path.stem.split("-")[0], at, address, body.rstrip("\n"))
