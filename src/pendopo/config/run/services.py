"""Long-running children: started, restarted when they crash, stopped in order."""

from __future__ import annotations

import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pendopo.config.run import children
from pendopo.config.run.trouble import Trouble

MOST_RESTARTS = 5
WITHIN_SECONDS = 60.0


@dataclass(slots=True)
class Service:
    """One child. `patience`: seconds between SIGTERM and SIGKILL when it is stopped."""

    name: str
    argv: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    patience: float = 3.0
    process: subprocess.Popen[bytes] | None = None
    restarts: deque[float] = field(default_factory=deque)

    def start(self) -> None:
        with self.log.open("ab") as output:
            self.process = children.spawn(
                self.argv, environment=self.environment, output=output, death_signal=signal.SIGTERM
            )

    def stop(self) -> None:
        if self.process is not None:
            children.stop(self.process, patience=self.patience)

    def crashed(self) -> int | None:
        """Its exit code if it ended without being asked to, else None."""
        return None if self.process is None else self.process.poll()

    def revive(self, code: int, tell: Callable[[str], None]) -> None:
        """Start it again with a sentence; Trouble once it crashes more than five times a minute."""
        assert self.process is not None
        children.sweep(self.process.pid)
        now = time.monotonic()
        self.restarts.append(now)
        while now - self.restarts[0] > WITHIN_SECONDS:
            self.restarts.popleft()
        if len(self.restarts) > MOST_RESTARTS:
            raise Trouble(
                f"{self.name} terus berhenti sendiri (kode {code}). Lihat {self.log}:\n"
                + self.tail(),
                f"{self.name} keeps stopping (code {code}). See {self.log}.",
            )
        tell(
            f"{self.name} berhenti tiba-tiba (kode {code}); dinyalakan lagi. / "
            f"{self.name} stopped unexpectedly (code {code}); restarted."
        )
        self.start()

    def tail(self, lines: int = 15) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def watch(services: Sequence[Service], tell: Callable[[str], None]) -> None:
    """Look after the services once; call it several times a second."""
    for service in services:
        code = service.crashed()
        if code is not None:
            service.revive(code, tell)
