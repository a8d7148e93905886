"""A gateway that sends nothing: it writes each message to a file, for demo and development."""

from __future__ import annotations

import secrets
import time
from pathlib import Path

from pendopo.messages.adapters import Outgoing


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
