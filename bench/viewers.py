"""1,000 viewers of the wall in one process of their own: one selector, no threads.

Run by `./pendopo bench wall`: reads its orders as JSON from standard input, writes what every
viewer heard to standard output. A viewer that is dropped comes back with its Last-Event-ID.
"""

from __future__ import annotations

import json
import random
import re
import select
import selectors
import socket
import sys
import time
from dataclasses import dataclass, field
from typing import Any

EVENT = re.compile(rb"id: (\d+)\nevent: facts\ndata: (\{.*?\})\n\n")


@dataclass
class Viewer:
    """heard: (monotonic seconds, place of the newest fact, how many of the kind)."""

    port: int
    cookie: str
    line: socket.socket | None = None
    data: bytes = b""
    last: int = -1
    ready: bool = False
    drops: int = 0
    heard: list[tuple[float, int, int]] = field(default_factory=list)

    def open(self) -> socket.socket:
        self.line = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        again = f"Last-Event-ID: {self.last}\r\n" if self.last >= 0 else ""
        head = f"GET /events HTTP/1.1\r\nHost: localhost\r\nCookie: {self.cookie}\r\n"
        self.line.sendall(f"{head}{again}\r\n".encode())
        self.line.setblocking(False)
        self.data = b""
        return self.line

    def read(self, kind: str) -> bool:
        """Take what has come; False when the server closed the line."""
        assert self.line is not None
        piece = self.line.recv(65536)
        if not piece:
            return False
        now = time.monotonic()
        self.data += piece
        self.ready = self.ready or b"event: beat" in self.data
        end = 0
        for found in EVENT.finditer(self.data):
            self.last = int(found[1])
            self.heard.append((now, self.last, json.loads(found[2])["kinds"].get(kind, 0)))
            end = found.end()
        self.data = self.data[end:][-4096:]
        return True


def play() -> int:
    given: dict[str, Any] = json.loads(sys.stdin.readline())
    watch, chance = selectors.DefaultSelector(), random.Random(7)
    viewers = [Viewer(given["port"], given["cookie"]) for _ in range(given["viewers"])]
    for one in viewers:
        watch.register(one.open(), selectors.EVENT_READ, one)
        _turn(watch, given["kind"], 0)
    while not all(one.ready for one in viewers):
        _turn(watch, given["kind"], 1)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    leaving = chance.sample(viewers, given["drops"])
    begins = time.monotonic()
    plan = [(begins + chance.uniform(1, given["seconds"] - 1), one) for one in leaving]
    plan.sort(key=lambda pair: pair[0])
    away: list[tuple[float, Viewer]] = []
    ends: float | None = None  # until whoever gives the orders says that the last fact was made
    while ends is None or time.monotonic() < ends:
        if ends is None and select.select([sys.stdin], [], [], 0)[0]:
            ends = time.monotonic() + given["rest"]
        _turn(watch, given["kind"], 0.02)
        now = time.monotonic()
        while plan and plan[0][0] <= now:
            one = plan.pop(0)[1]
            assert one.line is not None
            watch.unregister(one.line)
            one.line.close()
            one.drops += 1
            away.append((now + chance.uniform(0.1, 1.5), one))
        for pair in [pair for pair in away if pair[0] <= now]:
            away.remove(pair)
            watch.register(pair[1].open(), selectors.EVENT_READ, pair[1])
    json.dump([{"drops": one.drops, "heard": one.heard} for one in viewers], sys.stdout)
    return 0


def _turn(watch: selectors.BaseSelector, kind: str, wait: float) -> None:
    for key, _ in watch.select(wait):
        viewer: Viewer = key.data
        if not viewer.read(kind):
            watch.unregister(key.fileobj)
            watch.register(viewer.open(), selectors.EVENT_READ, viewer)


if __name__ == "__main__":
    raise SystemExit(play())
