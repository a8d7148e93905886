"""Web and worker as real processes, killed without warning and started again."""

from __future__ import annotations

import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from pendopo.config.run.services import Service

ROOT = Path(__file__).parents[2]
START_SECONDS = 60
KILLED = ("web worker", "web", "worker", "database", "database process")


@dataclass
class Processes:
    """One web server with two workers, and one worker, each in a session of its own; and the
    database, when we may kill that too."""

    environment: Mapping[str, str]
    log: Path
    database: Service | None = None
    port: int = field(default_factory=lambda: _free_port())
    kills: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._web: subprocess.Popen[bytes] | None = None
        self._worker: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self._lock:
            self._web, self._worker = self._start_web(), self._start_worker()
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if time.monotonic() > deadline or self._web.poll() is not None:
                raise RuntimeError(f"the web process did not start: see {self.log}")
            time.sleep(0.05)

    def stop(self) -> None:
        with self._lock:
            for process in (self._web, self._worker):
                if process is not None:
                    _kill_session(process)

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", "/healthz", headers={"Host": "localhost"})
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def look_after(self) -> None:
        """Start again what has ended, as the launcher or systemd would. From the main thread:
        the database ends with the thread that started it."""
        with self._lock:
            if self.database is not None and self.database.crashed() is not None:
                self.database.start()
            if self._web is not None and self._web.poll() is not None:
                _kill_session(self._web)
                self._web = self._start_web()
            if self._worker is not None and self._worker.poll() is not None:
                self._worker = self._start_worker()

    def kill_one(self, chance: random.Random) -> None:
        """SIGKILL to a web worker, the whole web server, the worker, the database server, or one
        of the database's own processes, whereupon it starts itself again."""
        with self._lock:
            assert self._web is not None and self._worker is not None
            often = (3, 1, 3, 2, 2) if self.database else (3, 1, 3, 0, 0)
            what = chance.choices(KILLED, weights=often)[0]
            self.kills[what] += 1
            if what == "database":
                assert self.database is not None and self.database.process is not None
                self.database.process.kill()
            elif what == "database process":
                assert self.database is not None and self.database.process is not None
                _kill_one_of(self.database.process.pid, chance)
            elif what == "worker":
                _kill_session(self._worker)
            elif what == "web":
                _kill_session(self._web)
            else:
                _kill_one_of(self._web.pid, chance)

    def _start_web(self) -> subprocess.Popen[bytes]:
        return self._spawn(
            sys.executable, "-m", "granian", "--interface", "rsgi", "--workers", "2", "--no-ws",
            "--respawn-failed-workers", "--respawn-interval", "0.3", "--no-access-log",
            "--host", "127.0.0.1", "--port", str(self.port), "tests.faults.dying:application",
        )  # fmt: skip

    def _start_worker(self) -> subprocess.Popen[bytes]:
        return self._spawn(sys.executable, "-m", "pendopo.config", "worker")

    def _spawn(self, *argv: str) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as output:
            return subprocess.Popen(
                argv,
                env=dict(self.environment),
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )


def _kill_session(process: subprocess.Popen[bytes]) -> None:
    """The process we started and its children: it leads a session of its own."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _kill_one_of(parent: int, chance: random.Random) -> None:
    if found := _children(parent):
        with suppress(ProcessLookupError):
            os.kill(chance.choice(found), signal.SIGKILL)


def _children(pid: int) -> list[int]:
    """Children that do the work: not granian's resource tracker."""
    try:
        found = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return [one for one in found if b"resource_tracker" not in _command(one)]
    except OSError:
        return []


def _command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
