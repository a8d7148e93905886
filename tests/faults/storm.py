"""A storm: applications are sent, letters signed and limits passed while web, worker and
database are killed.

Everything is prepared and judged in this process, through the front doors and the tables; what is
judged was done by others, who died.
"""

from __future__ import annotations

import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from pendopo.casework import models
from pendopo.config.run.services import Service
from pendopo.ledger import api as ledger
from tests.faults import judging, preparing
from tests.faults.clients import Form, Mail, send_all
from tests.faults.processes import Processes

CODE = "35.11"
SETTLE_SECONDS = 90


@dataclass(frozen=True)
class Size:
    submissions: int
    signatures: int = 2
    late: int = 2
    clients: int = 6
    deaths: int = 6  # requests at which the web process dies, before, during and after the verb
    kills: int = 4  # of web and worker at other moments, once they are up again
    pause: tuple[float, float] = (0.1, 1.0)  # seconds between being up and being killed
    lasts: bool = False  # applications come slowly enough for all kills to happen among them


@dataclass
class Outcome:
    """What the storm left behind: nothing in `wrong` when all held."""

    submissions: int
    acknowledged: int
    kills: Counter[str]
    attempts: Counter[str]
    seconds: float
    wrong: list[str] = field(default_factory=list)


def blow(
    environment: Mapping[str, str],
    var: Path,
    size: Size,
    *,
    seed: int,
    database: Service | None = None,
) -> Outcome:
    """Prepare, let it storm, wait until everything has come to rest, and look.

    `database`: the server process, when it is killed too.
    """
    with ledger.use_region(CODE), _clock_given_back(var):
        now = ledger.clock().now()
        forms = preparing.forms(size.submissions, now)
        signing = [preparing.to_be_signed(number, now) for number in range(size.signatures)]
        late = [preparing.late(number, now) for number in range(size.late)]
        log = var / "log" / "faults.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        processes = Processes(environment, log, database)
        began = time.monotonic()
        try:
            processes.start()
            mail, kept = _storm(processes, forms, signing, size, random.Random(seed))
            wrong = settle(processes)
        finally:
            processes.stop()
        wrong += [*mail.wrong, *judging.applications(forms, mail), *judging.log(kept)]
        wrong += [*judging.licences(signing), *judging.escalations(late)]
    return Outcome(
        len(forms), len(mail.numbers), processes.kills, mail.attempts,
        round(time.monotonic() - began, 1), wrong,
    )  # fmt: skip


def _storm(
    processes: Processes, forms: list[Form], signing: list[UUID], size: Size, chance: random.Random
) -> tuple[Mail, list[str]]:
    """Send, sign and kill at the same time; the mail, and the feed somebody kept of the log."""
    from django.db import connection

    over = threading.Event()
    kept: list[str] = []
    seeds = [chance.randrange(2**32) for _ in range(2)]

    def kill() -> None:
        mine = random.Random(seeds[0])
        for _ in range(size.kills):
            while not processes.answers() and not over.wait(0.1):
                pass
            if over.wait(mine.uniform(*size.pause)):
                return
            processes.kill_one(mine)

    def sign() -> None:
        with ledger.use_region(CODE):
            for case_id in signing:
                while not _again(lambda case_id=case_id: preparing.sign(case_id)):
                    time.sleep(0.3)
                kept[:] = _again(judging.feed)
        connection.close()

    ways = ("before", "after", f"during {chance.uniform(0.001, 0.03):.4f}", "after")
    dying = {
        place: ways[n % len(ways)]
        for n, place in enumerate(chance.sample(range(len(forms)), min(size.deaths, len(forms))))
    }
    mail = Mail()
    killing, signs = (threading.Thread(target=one) for one in (kill, sign))
    sending = threading.Thread(
        target=send_all,
        args=(forms, mail),
        kwargs={
            "port": processes.port,
            "clients": size.clients,
            "hold": lambda: size.lasts and killing.is_alive(),
            "wishes": lambda place: dying.get(place, ""),
            "read": preparing.number_of,
            "chance": random.Random(seeds[1]),
        },
    )
    for thread in (killing, signs, sending):
        thread.start()
    while sending.is_alive() or signs.is_alive():
        processes.look_after()
        time.sleep(0.2)
    over.set()
    killing.join()
    processes.kills.update(Counter(f"request {one.split()[0]}" for one in dying.values()))
    return mail, kept


def _again(act: Callable[[], Any]) -> Any:
    """Do it until the database is there for it."""
    from django.db import Error, connection

    while True:
        try:
            return act()
        except (Error, psycopg.Error):
            connection.close()
            time.sleep(0.3)


def settle(processes: Processes) -> list[str]:
    """Wait until the living have finished what the dead began; what is still undone, if anything.

    A dead worker is known by its silence, and a call by its watch: both take a minute, which is
    made to have passed by the worker's heartbeat and by the clock port.
    """
    from django.db import connection

    connection.close()  # the server it knew may be gone
    deadline = time.monotonic() + SETTLE_SECONDS
    rounds = 0
    while True:
        processes.look_after()
        undone = _again(_undone)
        if not undone:
            return []
        if time.monotonic() > deadline:
            return [f"never came to rest: {undone}"]
        if rounds % 20 == 19:
            _a_minute_passes()
        rounds += 1
        time.sleep(0.25)


def _undone() -> dict[str, int]:
    from django.db import connection

    with psycopg.connect(judging.conninfo("sealer")) as sealer:
        (waiting,) = sealer.execute("SELECT count(*) FROM ledger_unsequenced").fetchone() or (0,)
        (size,) = sealer.execute("SELECT count(*) FROM ledger_sequence").fetchone() or (0,)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_reader WHERE next_seq < %s", [size])
        (behind,) = cursor.fetchone()
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"
            " AND task_name <> 'ledger.rescue_jobs'"
        )
        (jobs,) = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")
        (failed,) = cursor.fetchone()
    with ledger.region_transaction():
        now = ledger.clock().now()
        timers = models.Timer.objects.filter(done_at=None, cancelled_at=None, due_at__lte=now)
        open_calls = models.Timer.objects.filter(kind="call", done_at=None, cancelled_at=None)
        found = {
            "facts without a place": waiting, "readers behind": behind, "jobs": jobs,
            "failed jobs": failed, "due timers": timers.count(), "calls": open_calls.count(),
        }  # fmt: skip
    return {name: count for name, count in found.items() if count}


@contextmanager
def _clock_given_back(var: Path) -> Iterator[None]:
    """The clock of this data folder goes on where it was before the storm."""
    path = var / "clock.json"
    before = path.read_text() if path.exists() else None
    try:
        yield
    finally:
        if before is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(before)


def _a_minute_passes() -> None:
    """Workers that are dead have been silent for a minute; living ones give a sign at once."""
    from django.conf import settings
    from django.db import connection
    from procrastinate.exceptions import AlreadyEnqueued

    from pendopo.ledger.jobs import rescue_jobs

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'"
            " WHERE id < (SELECT max(id) FROM procrastinate_workers)"
        )
    with suppress(AlreadyEnqueued):
        rescue_jobs.defer(timestamp=int(time.time()))  # type: ignore[call-arg]  # the context is the worker's
    path: Path = settings.VAR / "clock.json"
    shift = json.loads(path.read_text())["seconds"] if path.exists() else 0
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps({"seconds": shift + 61}))
    draft.rename(path)
