"""The real server on a test database, and a client of its stream."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass
class Server:
    port: int
    process: subprocess.Popen[bytes]

    def stop(self) -> float:
        """Ask it to stop; returns the seconds it took, or raises after ten."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(10)
        return time.monotonic() - began

    def get(self, path: str, cookie: str = "", **headers: str) -> http.client.HTTPResponse:
        """Send a request; the answer may be a stream that is still open."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        given = {"Host": headers.pop("host", "localhost"), **headers}
        connection.request("GET", path, headers=given | ({"Cookie": cookie} if cookie else {}))
        answer = connection.getresponse()
        answer.connection = connection  # type: ignore[attr-defined]  # kept open with it
        return answer


@contextmanager
def serving() -> Iterator[Server]:
    """granian with one worker, as the demo starts it, on the database of the environment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "rsgi", "--workers", "1"]
    command += ["--no-ws", "--workers-kill-timeout", "3", "--log-level", "warning"]
    command += ["--host", "127.0.0.1", "--port", str(port), "pendopo.config.web:application"]
    process = subprocess.Popen(command, env=dict(os.environ), start_new_session=True)
    server = Server(port, process)
    try:
        _wait(server)
        yield server
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(server: Server) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            if server.get("/healthz").status == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server does not answer")


def events(answer: http.client.HTTPResponse, *, within: float) -> Iterator[dict[str, Any]]:
    """Events of a stream as {"event", "id", "data"} until `within` seconds have passed."""
    answer.connection.sock.settimeout(within)  # type: ignore[attr-defined]  # as above
    deadline = time.monotonic() + within
    found: dict[str, Any] = {}
    while time.monotonic() < deadline:
        try:
            line = answer.readline().decode().rstrip("\n")
        except (TimeoutError, OSError):
            return
        if not line:
            if "event" in found:
                yield found
            found = {}
            if answer.isclosed():
                return
            continue
        name, _, value = line.partition(": ")
        found[name] = json.loads(value) if name == "data" else value


def facts(answer: http.client.HTTPResponse, *, within: float = 2.0) -> dict[str, Any]:
    """The next event that tells of facts."""
    for event in events(answer, within=within):
        if event["event"] == "facts":
            return event
    raise AssertionError(f"no facts within {within} seconds")
