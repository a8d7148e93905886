"""The web process under measurement, and clients that cost little themselves."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
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
    """Send prepared requests over `clients` kept-alive connections, as fast as answers come."""
    answers: list[tuple[int, bytes]] = []
    share = [requests[one::clients] for one in range(clients)]
    start = threading.Barrier(clients + 1)

    def run(mine: Sequence[bytes]) -> None:
        got = []
        with socket.create_connection(("127.0.0.1", web.port)) as line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            start.wait()
            for request in mine:
                line.sendall(request)
                got.append(_answer(line))
        answers.extend(got)

    threads = [threading.Thread(target=run, args=(mine,)) for mine in share]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    return Outcome(time.perf_counter() - began, answers)


def _answer(line: socket.socket) -> tuple[int, bytes]:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = line.recv(65536)
        if not piece:
            raise ConnectionError("the server closed the line")
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    headers = dict(row.lower().split(b": ", 1) for row in head.split(b"\r\n")[1:])
    if headers.get(b"transfer-encoding") == b"chunked":
        return int(head[9:12]), _chunks(line, body)
    length = int(headers.get(b"content-length", 0))
    while len(body) < length:
        body += line.recv(65536)
    return int(head[9:12]), body


def _chunks(line: socket.socket, data: bytes) -> bytes:
    """The body of a chunked answer (RFC 9112 section 7.1)."""
    body = b""
    while True:
        while b"\r\n" not in data:
            data += line.recv(65536)
        size, _, data = data.partition(b"\r\n")
        wanted = int(size, 16) + 2
        while len(data) < wanted:
            data += line.recv(65536)
        body, data = body + data[: wanted - 2], data[wanted:]
        if wanted == 2:
            return body


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
