"""Steps of a case as the tests take them, and what stands behind it afterwards.

Times are Bondowoso's (WIB): `at("2026-11-24 15:31")`.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pendopo.casework.tests.doors import casework, directory, documents, ledger, models

CODE = "35.11"
MONDAY = dt.datetime(2026, 11, 16, 2, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
CHAIN = ("ketuatim.ptsp", "kabid.ptsp", "sekretaris.ptsp")
WIB = ZoneInfo("Asia/Jakarta")
ORIGIN = "http://localhost:8000"


def at(text: str) -> dt.datetime:
    """A moment on the office's clock."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=WIB).astimezone(dt.UTC)


def on(moment: dt.datetime | None) -> str:
    """A moment as the office's clock shows it, "" for none."""
    return moment.astimezone(WIB).strftime("%Y-%m-%d %H:%M") if moment else ""


def submit_to(regency: Any, service: str, now: dt.datetime = MONDAY, **answers: Any) -> Any:
    """An application to another service than the shipped one."""
    from tests.regency import Applied

    from pendopo.config.seeding import applying

    with ledger.use_region(CODE):
        sent = applying.apply(service, regency.answers(**answers), now=now)
    return Applied(regency, sent.case_id, sent.number, sent.code)


def recommended(regency: Any, now: dt.datetime = MONDAY, **answers: Any) -> Any:
    """Complete, and recommended by the health agency: at the drafter."""
    case = regency.submit(now=now, **answers)
    case.do("loket.ptsp", "lengkap", now)
    case.do("teknis.dinkes", "rekomendasikan", now)
    return case


def to_be_signed(regency: Any, now: dt.datetime = MONDAY, **answers: Any) -> Any:
    """Drafted and initialled: before the head."""
    case = recommended(regency, now, **answers)
    case.do("penata.ptsp", "siap", now)
    for username in CHAIN:
        case.do(username, "paraf", now)
    return case


def refused_at_the_counter(regency: Any, now: dt.datetime = MONDAY) -> Any:
    """Refused by the front office, the letter of refusal drafted: before the head."""
    case = regency.submit(now=now)
    case.do("loket.ptsp", "tolak", now, alasan="STR milik orang lain")
    case.do("penata.ptsp", "siap", now, alasan="STR bukan atas nama pemohon", dasar="UU 17/2023")
    return case


def the_task(case: Any, username: str, now: dt.datetime = MONDAY) -> Any:
    """The open task that this officer may do."""
    (task,) = (one for one in case.view(username, now).tasks if one.outcomes)
    return task


def open_elements(case: Any, username: str = "kadis.ptsp", now: dt.datetime = MONDAY) -> list[str]:
    return [one.element for one in case.view(username, now).tasks]


def facts_of(case: Any, kind: str = "") -> list[Any]:
    with ledger.use_region(CODE):
        return list(ledger.facts_about(about=case.case_id, kinds=(kind,) if kind else ()))


def letters_of(case: Any, now: dt.datetime = MONDAY) -> list[Any]:
    """Documents' own view of the letters, with initials and numbers."""
    with ledger.use_region(CODE):
        return list(documents.letters_of(case_id=case.case_id, now=now))


def fire(now: dt.datetime) -> int:
    with ledger.use_region(CODE):
        return int(casework.fire_due_timers(now=now))


def row(case: Any) -> Any:
    """The case's row."""
    with ledger.use_region(CODE), ledger.region_transaction():
        return models.Case.objects.get(id=case.case_id)


def key_of(case: Any) -> UUID:
    """Id of the key that seals the case."""
    return UUID(str(row(case).key_id))


def upload(owner_id: UUID, key_id: UUID, now: dt.datetime = MONDAY) -> str:
    """Id of a small PDF stored for a draft or a case."""
    from pendopo.config.seeding.applying import PDF

    with ledger.use_region(CODE):
        return str(
            documents.store(
                name="susulan.pdf",
                data=PDF,
                purpose="attachment",
                key=directory.load_key(key_id),
                owner_id=owner_id,
                now=now,
            ).id
        )


def all_at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run these in threads that start together; what each answered, or the exception it raised."""
    answers: list[Any] = [None] * len(acts)
    ready = threading.Barrier(len(acts))

    def work(place: int, act: Callable[[], Any]) -> None:
        from django.db import connection

        try:
            with ledger.use_region(CODE):
                ready.wait()
                answers[place] = act()
        except Exception as error:
            answers[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=one) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements of the block, without BEGIN, COMMIT, savepoints and the region's setting."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    found: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield found
    frame = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SELECT set_config")
    found += [one["sql"] for one in captured if not one["sql"].startswith(frame)]


def kinds(answers: Sequence[Any]) -> list[str]:
    """The names of the classes of these answers, in order of the alphabet."""
    return sorted(type(one).__name__ for one in answers)
