"""A storm: applications are sent, letters signed and limits passed while web and worker are killed.

Everything is prepared and judged in this process, through the front doors and the tables; what is
judged was done by others, who died.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg

from pendopo.casework import models, vault
from pendopo.config.seeding import applying
from pendopo.config.seeding.cases import SAMPLE_ANSWERS
from pendopo.core import references
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.documents.models import StoredFile
from pendopo.ledger import api as ledger
from tests.faults.clients import Form, Mail, send_all
from tests.faults.processes import Processes

CODE, SERVICE = "35.11", "sip-dokter"
PASSPHRASE = "frasa sandi badai"
SETTLE_SECONDS = 90


@dataclass(frozen=True)
class Size:
    submissions: int
    signatures: int = 3
    late: int = 3
    clients: int = 6
    deaths: int = 6  # requests at which the web process dies, before, during and after the verb
    kills: int = 7  # of web and worker at other moments, once they are up again
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


def blow(environment: Mapping[str, str], var: Path, size: Size, *, seed: int) -> Outcome:
    """Prepare, let it storm, wait until everything has come to rest, and look."""
    with ledger.use_region(CODE):
        now = ledger.clock().now()
        forms = prepare(size.submissions, now)
        signing = [_to_be_signed(number, now) for number in range(size.signatures)]
        late = [_late(number, now) for number in range(size.late)]
        log = var / "log" / "faults.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        processes = Processes(environment, log)
        began = time.monotonic()
        try:
            processes.start()
            mail, kept = _storm(processes, forms, signing, size, random.Random(seed))
            wrong = settle(processes)
        finally:
            processes.stop()
        wrong += [*mail.wrong, *_applications(forms, mail), *_log(kept)]
        wrong += [*_licences(signing), *_escalations(late)]
    return Outcome(
        len(forms), len(mail.numbers), processes.kills, mail.attempts,
        round(time.monotonic() - began, 1), wrong,
    )  # fmt: skip


def _storm(
    processes: Processes, forms: list[Form], signing: list[UUID], size: Size, chance: random.Random
) -> tuple[Mail, list[str]]:
    """Send, sign and kill at the same time; the mail, and the feed somebody kept of the log."""
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

    def look_after() -> None:
        while not over.wait(0.2):
            processes.look_after()

    def sign() -> None:
        with ledger.use_region(CODE):
            for case_id in signing:
                applying.sign(case_id, "kadis.ptsp", PASSPHRASE, now=ledger.clock().now())
                kept[:] = _feed()
        _close()

    ways = ("before", "after", f"during {chance.uniform(0.001, 0.03):.4f}", "after")
    dying = {
        place: ways[n % len(ways)]
        for n, place in enumerate(chance.sample(range(len(forms)), min(size.deaths, len(forms))))
    }
    killing, looking, signs = (threading.Thread(target=one) for one in (kill, look_after, sign))
    for thread in (killing, looking, signs):
        thread.start()
    mail = send_all(
        forms,
        port=processes.port,
        clients=size.clients,
        hold=lambda: size.lasts and killing.is_alive(),
        wishes=lambda place: dying.get(place, ""),
        read=_number,
        chance=random.Random(seeds[1]),
    )
    signs.join()
    over.set()
    killing.join()
    looking.join()
    processes.kills.update(Counter(f"request {one.split()[0]}" for one in dying.values()))
    return mail, kept


def settle(processes: Processes) -> list[str]:
    """Wait until the living have finished what the dead began; what is still undone, if anything.

    A dead worker is known by its silence, and a call by its watch: both take a minute, which is
    made to have passed by the worker's heartbeat and by the clock port.
    """
    deadline = time.monotonic() + SETTLE_SECONDS
    rounds = 0
    while True:
        processes.look_after()
        undone = _undone()
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

    with psycopg.connect(_conninfo("sealer")) as sealer:
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


def _a_minute_passes() -> None:
    """Workers that are dead have been silent for a minute; living ones give a sign at once."""
    from django.conf import settings
    from django.db import connection

    from pendopo.ledger.jobs import rescue_jobs

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'"
            " WHERE id < (SELECT max(id) FROM procrastinate_workers)"
        )
    try:
        rescue_jobs.defer(timestamp=int(time.time()))
    except Exception as error:
        if "AlreadyEnqueued" not in type(error).__name__:
            raise
    path: Path = settings.VAR / "clock.json"
    shift = json.loads(path.read_text())["seconds"] if path.exists() else 0
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps({"seconds": shift + 61}))
    draft.rename(path)


# Preparing


def prepare(number: int, now: dt.datetime) -> list[Form]:
    """Complete drafts of visitors without an account, cloned from one that was filled honestly;
    each with a key and a code of its own."""
    first, _, version = applying.fill(SERVICE, _answers(0), now=now)
    with ledger.region_transaction():
        model = models.Draft.objects.get(id=first)
        answers = vault.unseal(
            directory.load_key(model.key_id), model.sealed, table="casework_draft", field="sealed",
            row=first,
        )  # fmt: skip
        files = list(StoredFile.objects.filter(owner_id=first))
        return [_clone(model, answers, files, version, now) for _ in range(number)]


def _clone(
    model: Any, answers: dict[str, Any], files: list[Any], version: int, now: dt.datetime
) -> Form:
    from pendopo.casework.access import access_hash

    draft_id, code, key = uuid4(), references.new_reference(), directory.new_key(now)
    text = json.dumps(answers)
    for file in files:
        copy = _values(file) | {"id": uuid4(), "owner_id": draft_id, "shelf_name": uuid4().hex}
        text = text.replace(str(file.pk), str(copy["id"]))
        StoredFile.objects.create(**copy)
    models.Draft.objects.create(
        **_values(model)
        | {
            "id": draft_id,
            "code_hash": access_hash(code),
            "key_id": key.id,
            "sealed": vault.seal(
                key, json.loads(text), table="casework_draft", field="sealed", row=draft_id
            ),
        }
    )
    return Form(draft_id, code, version, _cookie(draft_id, code))


def _values(row: Any) -> dict[str, Any]:
    return {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}


def _answers(number: int) -> dict[str, Any]:
    return {**SAMPLE_ANSWERS, "nama": "dr. Contoh Badai", "nik": f"35110145079{number:02d}001"}


def _cookie(draft_id: UUID, code: str) -> str:
    from django.core import signing

    from pendopo.faces.portal import keys

    return signing.dumps({str(draft_id): [code, ""]}, salt=keys._SALT, compress=True)


def _number(cookie: str, draft_id: UUID) -> str:
    """The number that the answer told its browser."""
    from django.core import signing

    from pendopo.faces.portal import keys

    return str(signing.loads(cookie, salt=keys._SALT)[str(draft_id)][1])


def _to_be_signed(number: int, now: dt.datetime) -> UUID:
    sent = applying.apply(SERVICE, _answers(number), now=now)
    for username, outcome in (
        ("loket.ptsp", "lengkap"), ("teknis.dinkes", "rekomendasikan"), ("penata.ptsp", "siap"),
        ("ketuatim.ptsp", "paraf"), ("kabid.ptsp", "paraf"), ("sekretaris.ptsp", "paraf"),
    ):  # fmt: skip
        applying.decide(sent.case_id, username, outcome, now=now)
    if number == 0:
        head = applying.actor("kadis.ptsp", now)
        assert head.person_id is not None
        documents.enrol_demo_signer(
            person_id=head.person_id, name=head.name, passphrase=PASSPHRASE, now=now
        )
    return sent.case_id


def _late(number: int, now: dt.datetime) -> UUID:
    """A case whose limits passed while nobody worked: its timers fire as soon as somebody does."""
    long_ago = now - dt.timedelta(days=40)
    sent = applying.apply(SERVICE, _answers(number), now=long_ago)
    applying.decide(sent.case_id, "loket.ptsp", "lengkap", now=long_ago)
    return sent.case_id


# Judging


def _applications(forms: list[Form], mail: Mail) -> list[str]:
    """Every acknowledged number is one case, and no draft became two."""
    from pendopo.casework.access import access_hash
    from pendopo.directory.models import Person
    from pendopo.messages.models import Notice

    wrong = []
    if len(set(mail.numbers.values())) != len(mail.numbers):
        wrong.append("one number was told twice")
    with ledger.region_transaction():
        for form in forms:
            number = mail.numbers.get(form.draft_id, "")
            found = list(models.Case.objects.filter(access_hash=access_hash(form.code)))
            if [one.number for one in found] != [number]:
                wrong.append(f"{form.draft_id}: told {number!r}, kept {[c.number for c in found]}")
                continue
            (case,) = found
            submitted = ledger.facts_about(about=case.id, kinds=("case.submitted",))
            notices = list(Notice.objects.filter(about_id=case.id))
            kept = {
                "facts": len(submitted),
                "tasks": case.tasks.count(),
                "persons": Person.objects.filter(data_key_id=case.key_id).count(),
                "notices": len(notices),
                "sent": sum(one.status == "sent" for one in notices),
            }
            if set(kept.values()) != {1} or submitted[0].seq is None:
                wrong.append(f"{number}: {kept}")
    return wrong


def _licences(signing: list[UUID]) -> list[str]:
    with ledger.region_transaction():
        return [
            f"signed case {case_id} is {case.status} with {licences} licences"
            for case_id in signing
            for case in [models.Case.objects.get(id=case_id)]
            for licences in [models.Licence.objects.filter(case=case).count()]
            if (str(case.status), licences) != ("granted", 1)
        ]


def _escalations(late: list[UUID]) -> list[str]:
    """Each limit that passed was told once."""
    wrong = []
    for case_id in late:
        facts = ledger.facts_about(about=case_id, kinds=("case.escalated",))
        told = Counter(one.data["reason"] for one in facts)
        if told["task_late"] != 1 or set(told.values()) != {1}:
            wrong.append(f"late case {case_id}: {dict(told)}")
    return wrong


def _log(kept: list[str]) -> list[str]:
    """The ledger agrees with itself and with the feed that was kept during the storm."""
    with psycopg.connect(_conninfo("sealer")) as connection:
        report = ledger.verify(connection, kept=ledger.read_feed(kept))
    return [str(one) for one in report.findings]


def _feed() -> list[str]:
    with psycopg.connect(_conninfo("sealer")) as connection:
        return list(ledger.feed(connection))


def _conninfo(role: str) -> str:
    from pendopo.config import environment

    return environment.database(role).conninfo


def _close() -> None:
    from django.db import connection

    connection.close()
