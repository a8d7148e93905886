"""The web process under measurement, and clients that cost little themselves."""

from __future__ import annotations

import os
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.stage import Stage

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Web:
    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """User and system time of the server and its workers so far."""
        return sum(_cpu(pid) for pid in [self.pid, *_children(self.pid)])


@contextmanager
def served(stage: Stage, *, workers: int = 2) -> Iterator[Web]:
    """granian on a free port, as the demo runs it."""
    port = _free_port()
    process = subprocess.Popen(
        [
            sys.executable, "-m", "granian", "--interface", "rsgi", "--workers", str(workers),
            "--no-ws", "--workers-kill-timeout", "3", "--port", str(port), "--no-access-log",
            "pendopo.config.web:application",
        ],
        env=stage.children(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(port, process)
        yield Web(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=15)


@dataclass(slots=True)
class Outcome:
    seconds: float
    answers: list[tuple[int, bytes]]


def play(web: Web, requests: Sequence[bytes], *, clients: int) -> Outcome:
    """Send prepared requests over `clients` kept-alive connections, as fast as answers come.

    Each connection sends the next request that is left, so that none idles while another still
    has many. One thread watches all of them: it takes less of the machine from the server than a
    thread for each would.
    """
    left = iter(requests)
    lines = [_Line(web.port, left) for _ in range(clients)]
    watch = selectors.DefaultSelector()
    for line in lines:
        watch.register(line.socket, selectors.EVENT_READ, line)
    began = time.perf_counter()
    waiting = sum(line.send() for line in lines)
    while waiting:
        for key, _ in watch.select():
            line = key.data
            if line.receive() and not line.send():
                waiting -= 1
    seconds = time.perf_counter() - began
    for line in lines:
        line.socket.close()
    return Outcome(seconds, [answer for line in lines for answer in line.answers])


class _Line:
    """One kept-alive connection that sends one request after the other (RFC 9112)."""

    def __init__(self, port: int, requests: Iterator[bytes]) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.answers: list[tuple[int, bytes]] = []
        self._requests = requests
        self._data = b""

    def send(self) -> bool:
        """Send the next request; False when there is none left."""
        request = next(self._requests, None)
        if request is not None:
            self.socket.sendall(request)
        return request is not None

    def receive(self) -> bool:
        """Take what has come; True when the answer is whole."""
        piece = self.socket.recv(65536)
        if not piece:
            raise ConnectionError("the server closed the line")
        self._data += piece
        head, found, body = self._data.partition(b"\r\n\r\n")
        if not found:
            return False
        headers = dict(row.lower().split(b": ", 1) for row in head.split(b"\r\n")[1:])
        if headers.get(b"transfer-encoding") == b"chunked":
            whole = _unchunked(body)
        else:
            whole = body if len(body) >= int(headers.get(b"content-length", 0)) else None
        if whole is None:
            return False
        self.answers.append((int(head[9:12]), whole))
        self._data = b""
        return True


def _unchunked(data: bytes) -> bytes | None:
    """The body of a chunked answer (RFC 9112 section 7.1); None while it is not whole."""
    body = b""
    while True:
        size, found, data = data.partition(b"\r\n")
        wanted = int(size, 16) if found else 0
        if not found or len(data) < wanted + 2:
            return None
        if wanted == 0:
            return body
        body, data = body + data[:wanted], data[wanted + 2 :]


def _cpu(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def _children(pid: int) -> list[int]:
    try:
        mine = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return mine + [one for child in mine for one in _children(child)]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError("the web process ended at once")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as line:
                line.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
                if line.recv(64).startswith(b"HTTP/1.1 200"):
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise RuntimeError("the web process did not answer")
