"""One LISTEN connection per process; every open stream gets the same encoded event."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.conf import settings

from pendopo.ledger import api as ledger

log = logging.getLogger(__name__)
PACE = 0.25  # seconds between two events to one stream: four a second at most
REPLAY = 5_000  # facts read at once
MISSED = 50_000  # facts told to a stream that returns; what is older than that is a page reload
QUIET = 10.0  # seconds without a notice after which the database is asked anyway
AGAIN = 1.0  # seconds before the next try when the database is away
MOVED = "measure.moved"
"""What a stream is told when measures of its region have counted what came."""
Connection = psycopg.AsyncConnection[tuple[Any, ...]]
News = tuple[Counter[str], int]
"""How many facts of which kinds, and the place of the newest."""
Row = tuple[str, str, int]
"""Region, kind and place of one fact."""


@dataclass(eq=False)
class Stream:
    """A listener of one region. `waiting` is set when there is something to do for it. seen: the
    last place that its browser knows already; nothing up to it is told again, even when another
    process of the server was ahead of this one."""

    region: str
    waiting: asyncio.Event = field(default_factory=asyncio.Event)
    kinds: Counter[str] = field(default_factory=Counter)
    seq: int = -1
    seen: int = -1

    def add(self, news: News) -> None:
        kinds, seq = news
        self.kinds.update(kinds)
        self.seq = max(self.seq, seq)
        self.waiting.set()

    def take(self) -> News | None:
        """What came since the last time."""
        if not self.kinds:
            return None
        kinds, self.kinds = self.kinds, Counter()
        return kinds, self.seq


class Hub:
    """Listens while it runs; `listening` is false while the database is away."""

    def __init__(self) -> None:
        self.streams: set[Stream] = set()
        self.ended = asyncio.Event()
        self.listening = False
        self._next: int | None = None  # the first place not yet told
        self._task: asyncio.Task[None] | None = None
        self._asking = asyncio.Lock()

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin to listen as soon as `loop` runs."""
        self._task = loop.create_task(self._run())

    def end(self) -> None:
        """Let every stream finish: the server waits for them before it stops."""
        self.ended.set()
        for stream in self.streams:
            stream.waiting.set()
        if self._task:
            self._task.cancel()

    def join(self, stream: Stream) -> int:
        """Let a stream hear every fact from now on; returns the first place that it will hear.
        What it missed ends right before, so nothing is lost between the two, nor told twice."""
        self.streams.add(stream)
        return self._next or 0

    async def missed(self, region: str, after: int, before: int) -> News | None:
        """What a returning stream missed: places in (after, before); one asks at a time."""
        found: list[Row] = []
        async with self._asking, await _connect() as connection:
            while after + 1 < before and len(found) < MISSED:
                rows = await _rows(connection, after + 1)
                found += [one for one in rows if one[2] < before]
                if len(rows) < REPLAY:
                    break
                after = rows[-1][2]
        return _news(found).get(region)

    async def _run(self) -> None:
        while not self.ended.is_set():
            with contextlib.suppress(psycopg.Error, OSError):
                await self._listen()
            self.listening = False
            log.warning("live stream lost the database, trying again")
            await asyncio.sleep(AGAIN)

    async def _listen(self) -> None:
        async with await _connect() as connection:
            await connection.execute(f"LISTEN {ledger.CHANNEL}")
            if self._next is None:
                self._next = await _size(connection)
            self.listening = True
            while True:
                await self._deliver(connection)  # also what came while the database was away
                async for notice in connection.notifies(timeout=QUIET, stop_after=1):
                    self._moved(notice.payload)

    def _moved(self, words: str) -> None:
        """Numbers of a region moved: its streams hear of it as they do of facts, at the place up
        to which the numbers count."""
        if words.startswith(MOVED):
            _name, region, seq = words.split()
            for stream in self.streams:
                if stream.region == region:
                    stream.add((Counter({MOVED: 1}), int(seq)))

    async def _deliver(self, connection: Connection) -> None:
        while rows := await _rows(connection, self._next or 0):
            first, self._next = self._next or 0, rows[-1][2] + 1
            found = _news(rows)
            for stream in self.streams:
                if stream.seen >= first:  # it has been told some of these elsewhere
                    own = _news([one for one in rows if one[2] > stream.seen])
                    news = own.get(stream.region)
                else:
                    news = found.get(stream.region)
                if news:
                    stream.add(news)
            if len(rows) < REPLAY:
                return


async def _connect() -> Connection:
    return await psycopg.AsyncConnection.connect(
        settings.APP_CONNINFO, autocommit=True, connect_timeout=5
    )


async def _size(connection: Connection) -> int:
    row = await (
        await connection.execute("SELECT coalesce(max(size), 0) FROM ledger_head")
    ).fetchone()
    return int(row[0]) if row else 0


async def _rows(connection: Connection, first: int) -> list[Row]:
    """Facts from place `first` on, in their order, at most `REPLAY`."""
    cursor = await connection.execute(
        "SELECT region_code, kind, seq FROM ledger_read(%s::bigint, %s::integer) ORDER BY seq",
        [first, REPLAY],
    )
    return [(region, kind, seq) for region, kind, seq in await cursor.fetchall()]


def _news(rows: list[Row]) -> dict[str, News]:
    """Counted by region and kind."""
    found: dict[str, News] = {}
    for region, kind, seq in rows:
        kinds, newest = found.setdefault(region, (Counter[str](), -1))
        kinds[kind] += 1
        found[region] = (kinds, max(newest, seq))
    return found


def encode(news: News) -> bytes:
    """A server-sent event: which kinds of facts came, up to which place. No content."""
    kinds, seq = news
    data = json.dumps({"seq": seq, "kinds": dict(kinds)}, separators=(",", ":"))
    return f"id: {seq}\nevent: facts\ndata: {data}\n\n".encode()
