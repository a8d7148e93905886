"""Virus scanners: a Protocol, clamd over its socket, and an honest "not scanned".

clamd's INSTREAM: "zINSTREAM\\0", then chunks of u32 length and bytes, then a zero length; the
answer is "stream: OK" or "stream: <name> FOUND" (clamd(8)).
"""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass
from typing import Literal, Protocol

from pendopo.documents.signing.signer import Config

Verdict = Literal["clean", "infected", "not_scanned"]


class ScannerDown(Exception):
    """The scanner did not answer; the file must not be taken as clean."""


class Scanner(Protocol):
    name: str

    def scan(self, data: bytes) -> Verdict:
        """Raises `ScannerDown`."""
        ...

    def check_config(self) -> Config: ...


class NotScanned:
    """No scanner is set up; every file says so."""

    name = "none"

    def scan(self, data: bytes) -> Verdict:
        return "not_scanned"

    def check_config(self) -> Config:
        return Config(
            ready=True,
            text={
                "id": "Berkas tidak diperiksa virus: pemeriksa belum dipasang.",
                "en": "Files are not scanned for viruses: no scanner is set up.",
            },
        )


@dataclass(frozen=True, slots=True)
class Clamd:
    """A clamd at `host:port`. `timeout` in seconds for each step."""

    host: str
    port: int = 3310
    timeout: float = 20.0
    name: str = "clamd"

    def scan(self, data: bytes) -> Verdict:
        answer = self._ask(b"zINSTREAM\0", data)
        if answer.endswith(" OK"):
            return "clean"
        if answer.endswith(" FOUND"):
            return "infected"
        raise ScannerDown(answer[:200])

    def check_config(self) -> Config:
        try:
            ready = self._ask(b"zPING\0") == "PONG"
        except ScannerDown:
            ready = False
        return Config(
            ready=ready,
            text={
                "id": "Pemeriksa virus clamd siap." if ready else "clamd tidak menjawab.",
                "en": "The clamd virus scanner is ready." if ready else "clamd does not answer.",
            },
        )

    def _ask(self, command: bytes, data: bytes | None = None) -> str:
        try:
            with socket.create_connection((self.host, self.port), self.timeout) as line:
                line.sendall(command)
                if data is not None:
                    for start in range(0, len(data), 1 << 16):
                        part = data[start : start + (1 << 16)]
                        line.sendall(struct.pack(">I", len(part)) + part)
                    line.sendall(struct.pack(">I", 0))
                answer = b""
                while not answer.endswith(b"\0") and len(answer) < 4096:
                    more = line.recv(4096)
                    if not more:
                        break
                    answer += more
        except OSError as error:
            raise ScannerDown(str(error)) from None
        return answer.rstrip(b"\0\n").decode("utf-8", "replace")
