"""An alarm that nobody takes tells the next owner, once for each step; the clock port is moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pendopo.watch.tests.moments import LATE, MINUTE, MONDAY
from pendopo.watch.tests.test_alarms import alarm_of, kinds

SETDA = "4.01.0.00.0.00.01.0000"


@pytest.fixture
def clock(ruled: Any) -> Iterator[Callable[[dt.datetime], None]]:
    """`clock(moment)` moves the clock port; it goes back to what it was."""
    from pendopo.core.clock import FixedClock
    from pendopo.ledger import api as ledger

    before = ledger.clock()
    yield lambda moment: ledger.bind_clock(FixedClock(moment))
    ledger.bind_clock(before)


@pytest.fixture
def late(ruled: Any) -> Any:
    case = ruled.submit(now=MONDAY)
    case.do("loket.ptsp", "lengkap", MONDAY)
    return case


@pytest.fixture(autouse=True)
def reachable(ruled: Any) -> None:
    """Whoever an alarm may climb to has an address to be written to, as in life."""
    from pendopo.directory import api as directory

    for username in ("piket", "piket.pengganti", "sekda"):
        who = ruled.actor(username)
        directory.change_person(
            person_id=who.person_id, email=f"{username}@contoh.invalid", actor=who, now=MONDAY
        )


def look(worker: Any, clock: Any, at: dt.datetime) -> None:
    """One round of the worker at that moment, and all that follows from it."""
    from pendopo.ledger import api as ledger
    from pendopo.watch import api as watch

    clock(at)
    watch.evaluate(now=ledger.clock().now())
    worker.drain(at)


def late_alarm(number: str) -> Any:
    """The one by the rule on late cases; a licence may have another by then."""
    from pendopo.watch import api as watch

    cards = watch.alarms(limit=10_000).cards
    return next(one for one in cards if (one.number, one.rule) == (number, "berkas-lewat-batas"))


def notices(alarm: Any) -> list[Any]:
    """What was sent about it: to whom, subject and body, oldest first."""
    import json

    from pendopo.directory import api as directory
    from pendopo.ledger import api as ledger
    from pendopo.messages.actions import TABLE
    from pendopo.messages.models import Notice

    found = []
    with ledger.region_transaction():
        for row in Notice.objects.filter(about_id=alarm.id).order_by("made_at", "id"):
            key = directory.load_key(row.key_id)
            aad = directory.bound_to(TABLE, "sealed", row.id)
            told = json.loads(bytes(directory.sealer.open(key, bytes(row.sealed), aad=aad)))
            found.append((row.person_id, told["subject"], told["body"], row.dedupe))
    return found


def own(alarm: Any) -> list[str]:
    """What happened to the alarm itself; its notices have facts of their own."""
    return [one for one in kinds(alarm) if not one.startswith("notice.")]


def test_each_step_tells_its_owner_once(
    late: Any, ruled: Any, position: Any, worker: Any, clock: Any, on_duty: Any
) -> None:
    from pendopo.directory import api as directory

    duty, chief = on_duty, position(f"{SETDA}/sekda")
    look(worker, clock, LATE)
    one = late_alarm(late.number)
    look(worker, clock, LATE + 119 * MINUTE)
    assert notices(one) == [], "its first owner still has time"
    look(worker, clock, LATE + 120 * MINUTE)
    look(worker, clock, LATE + 121 * MINUTE)
    (told,) = notices(one)
    assert told[0] == directory.holder_of(duty, LATE).person_id
    look(worker, clock, LATE + 481 * MINUTE)
    look(worker, clock, LATE + 600 * MINUTE)
    first, second = notices(one)
    assert first == told and second[0] == directory.holder_of(chief, LATE).person_id
    assert own(one) == ["raised", "escalated", "told", "escalated", "told"]
    private = str(ruled.answers()["nama"])
    for _person, subject, body, dedupe in (first, second):
        assert late.number in subject and f"/pusat/alarm/{one.id}/" in body
        assert private not in subject + body and len(dedupe) <= 120


def test_whoever_takes_it_ends_the_telling(
    late: Any, ruled: Any, position: Any, worker: Any, clock: Any
) -> None:
    """Taken between the step and the reader: nobody is sent for nothing."""
    from pendopo.ledger import api as ledger
    from pendopo.watch import api as watch

    look(worker, clock, LATE)
    one = late_alarm(late.number)
    clock(LATE + 481 * MINUTE)
    watch.evaluate(now=ledger.clock().now())
    chief = ruled.actor("sekda", LATE)
    current = late_alarm(late.number)
    watch.acknowledge(alarm_id=one.id, who=chief, version=current.version, now=ledger.clock().now())
    worker.drain(LATE + 481 * MINUTE)
    assert notices(one) == [] and "told" not in own(one)
    look(worker, clock, LATE + 900 * MINUTE)
    assert notices(one) == []


def test_nobody_on_duty_is_told_nothing(late: Any, worker: Any, clock: Any) -> None:
    """A step to a duty that nobody has leaves its fact and no notice; the next one is told."""
    from pendopo.watch import api as watch

    night = LATE + dt.timedelta(hours=14)  # by now the licence is near its end: 30 and 120 minutes
    look(worker, clock, night)
    one = alarm_of(late.number)
    look(worker, clock, night + 31 * MINUTE)
    assert own(one) == ["raised", "escalated"] and notices(one) == []
    look(worker, clock, night + 121 * MINUTE)
    assert len(notices(one)) == 1 and own(one)[-1] == "told"
    assert watch.position_words(alarm_of(late.number).escalated_to).startswith("Sekretaris")
