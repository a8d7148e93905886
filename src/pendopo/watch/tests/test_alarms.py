"""A late case becomes an alarm, somebody takes it, it ends by itself; the past stays as it was."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pendopo.watch.tests.moments import DAY, LATE, MINUTE, MONDAY


def alarm_of(number: str, at: dt.datetime | None = None) -> Any:
    from pendopo.watch import api as watch

    cards = watch.alarms(at=at, limit=10_000).cards
    return next((one for one in cards if one.number == number), None)


def kinds(alarm: Any) -> list[str]:
    from pendopo.ledger import api as ledger

    return [one.kind.removeprefix("watch.alarm_") for one in ledger.facts_about(about=alarm.id)]


@pytest.fixture
def late(ruled: Any) -> Any:
    """A licence whose recommendation ran past its limit."""
    case = ruled.submit(now=MONDAY)
    case.do("loket.ptsp", "lengkap", MONDAY)
    return case


def test_the_life_of_an_alarm(late: Any, ruled: Any) -> None:
    from pendopo.watch import api as watch

    watch.evaluate(now=MONDAY + 2 * DAY)
    assert alarm_of(late.number) is None
    assert watch.evaluate(now=LATE) > 0
    one = alarm_of(late.number)
    assert (one.kind, one.priority, one.acknowledged_at) == ("late", "high", None)
    assert watch.position_words(one.owner_id) == "Kepala Dinas, Dinkes"
    watch.evaluate(now=LATE + MINUTE)
    assert alarm_of(late.number).id == one.id, "raised once"
    head, at = ruled.actor("kadis.dinkes", LATE), LATE + MINUTE
    watch.acknowledge(alarm_id=one.id, who=head, version=one.version, note="Saya kejar.", now=at)
    view = watch.alarm(alarm_id=one.id, who=head, now=at)
    assert view.mine and [note.text for note in view.notes] == ["Saya kejar."]
    with pytest.raises(watch.Stale):
        watch.acknowledge(alarm_id=one.id, who=head, version=one.version, now=at)
    late.do("teknis.dinkes", "rekomendasikan", LATE + 2 * MINUTE, pertimbangan="Layak.")
    watch.evaluate(now=LATE + 3 * MINUTE)
    assert alarm_of(late.number) is None
    assert kinds(one) == ["raised", "acknowledged", "noted", "ended"]
    then = alarm_of(late.number, LATE + 30 * dt.timedelta(seconds=1))
    assert then.id == one.id and then.acknowledged_at is None, "as it was before somebody had it"
    assert alarm_of(late.number, LATE + 4 * MINUTE) is None
    with pytest.raises(watch.Refused, match="ended"):
        watch.add_note(alarm_id=one.id, who=head, text="Terlambat.", now=LATE + 4 * MINUTE)


def test_nobody_takes_it_so_it_climbs(late: Any, position: Any, on_duty: Any) -> None:
    from pendopo.watch import api as watch

    duty, chief = on_duty, position("4.01.0.00.0.00.01.0000/sekda")
    watch.evaluate(now=LATE)
    watch.evaluate(now=LATE + 119 * MINUTE)
    assert alarm_of(late.number).level == 0
    watch.evaluate(now=LATE + 120 * MINUTE)
    assert (alarm_of(late.number).level, alarm_of(late.number).escalated_to) == (1, duty)
    watch.evaluate(now=LATE + 481 * MINUTE)
    one = alarm_of(late.number)
    assert (one.level, one.escalated_to) == (2, chief)
    watch.evaluate(now=LATE + 600 * MINUTE)
    assert kinds(one)[:3] == ["raised", "escalated", "escalated"]
    assert kinds(one).count("escalated") == 2, "the steps of the rule, no more"


def test_strangers_neither_see_nor_take_it(late: Any, ruled: Any) -> None:
    from pendopo.watch import api as watch

    watch.evaluate(now=LATE)
    one = alarm_of(late.number)
    for username in ("warga", "loket.ptsp", "penghubung.dpupr"):
        who = ruled.actor(username, LATE)
        with pytest.raises(watch.NotFound):
            watch.alarm(alarm_id=one.id, who=who, now=LATE)
        with pytest.raises(watch.NotFound):
            watch.acknowledge(alarm_id=one.id, who=who, version=one.version, now=LATE)
    other_head = ruled.actor("kadis.dishub", LATE)
    assert not watch.alarm(alarm_id=one.id, who=other_head, now=LATE).mine
    with pytest.raises(watch.Refused, match="not_for_you"):
        watch.acknowledge(alarm_id=one.id, who=other_head, version=one.version, now=LATE)


def test_a_round_costs_the_same_for_many(late: Any, ruled: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from pendopo.watch import api as watch

    watch.evaluate(now=LATE)
    for _ in range(5):
        ruled.submit(now=MONDAY).do("loket.ptsp", "lengkap", MONDAY)
    with CaptureQueriesContext(connection) as many:
        assert watch.evaluate(now=LATE + MINUTE) >= 5
    with CaptureQueriesContext(connection) as none:
        assert watch.evaluate(now=LATE + 2 * MINUTE) == 0
    assert len(none) <= 10 and len(many) <= 13, [one["sql"][:90] for one in many]


def test_a_measured_number_raises_and_ends_it(ruled: Any, worker: Any) -> None:
    """More applications today than the rule allows; the next day begins with none."""
    from pendopo.measures import api as measures
    from pendopo.watch import api as watch

    counted = {
        "slug": "uji-masuk", "name": {"id": "Uji", "en": "Test"}, "kind": "count",
        "unit": {"id": "berkas", "en": "cases"}, "fact": "case.submitted",
    }  # fmt: skip
    measures.declare(measures.definition(counted), actor=None, now=LATE)
    ruled.submit(now=LATE)
    ruled.submit(now=LATE)
    worker.drain(LATE)
    rule = {
        "slug": "masuk-banyak", "name": {"id": "Banyak berkas", "en": "Many cases"},
        "of": "measure", "measure": "uji-masuk", "window": "day", "threshold": "1",
        "priority": "watch", "owner": "2.16.2.20.2.21.01.0000/kepala",
    }  # fmt: skip
    regent = ruled.actor("bupati", LATE)
    with pytest.raises(watch.Refused, match="rule_wrong") as nowhere:
        watch.set_rule(definition=rule | {"measure": "tidak-ada"}, who=regent, now=LATE)
    assert "ukuran tidak-ada belum ada" in nowhere.value.text["id"]
    version = watch.set_rule(definition=rule, who=regent, now=LATE)
    assert watch.set_rule(definition=rule, who=regent, version=version, now=LATE) == 1
    watch.evaluate(now=LATE)
    (one,) = [one for one in watch.alarms(limit=10_000).cards if one.rule == "masuk-banyak"]
    assert one.kind == "measure" and one.value is not None and one.value >= 2
    watch.evaluate(now=LATE + 3 * DAY)
    assert kinds(one) == ["raised", "ended"]
    with pytest.raises(watch.Stale):
        watch.end_rule(slug="masuk-banyak", who=regent, version=9, now=LATE)
    watch.end_rule(slug="masuk-banyak", who=regent, version=version, now=LATE)
