"""The map of a past hour: what was at work then, as known then and as corrected since."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from pendopo.voice.tests.doors import ledger, models, voice
from pendopo.voice.tests.reporting import CODE, DAY, MONDAY, applied, forward, send

DISTRICT = "35.11.19"  # nobody else's
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def hours(town: Any) -> Any:
    """One report on Monday that goes on to its agency on Tuesday, one on Wednesday."""
    from tests.worker import Worker

    worker = Worker()
    place = voice.Place(district=DISTRICT)
    first = send(now=MONDAY, place=place)
    send(now=MONDAY, place=place, visibility="secret")
    worker.drain(MONDAY)
    forward(applied(town, first), worker, MONDAY + DAY)
    worker.drain(MONDAY + DAY)
    second = send(now=MONDAY + 2 * DAY, place=place)
    worker.drain(MONDAY + 2 * DAY)
    yield first, second, worker
    worker.close()


def counted(at: Any, *, known: bool = True, now: Any = MONDAY + 9 * DAY) -> int:
    with ledger.use_region(CODE):
        found = voice.past_map(at=at, known=known, now=now)
    assert found is not None
    return next((one.count for one in found.districts if one.district == DISTRICT), 0)


def test_each_hour_has_its_own_count(hours: Any) -> None:
    before = counted(MONDAY - HOUR)
    assert counted(MONDAY + HOUR) == before + 1, "the secret one is on no map"
    assert counted(MONDAY + DAY + HOUR) == before + 1, "forwarded is still at work"
    assert counted(MONDAY + 2 * DAY + HOUR) == before + 2
    assert counted(MONDAY + 2 * DAY + HOUR, known=False) == before + 2


def test_the_hour_just_now_is_the_map_of_now(hours: Any) -> None:
    running = tuple(one for one in voice.STATUSES if one not in voice.CLOSED)
    with ledger.use_region(CODE):
        filters = voice.Filters(statuses=running)
        now = {one.district: one.count for one in voice.district_counts(filters=filters)}
        cells = voice.map_cells(filters=filters, size=voice.SQUARE)
        past = voice.past_map(at=MONDAY + 3650 * DAY, known=True, now=MONDAY + 3651 * DAY)
    assert past is not None and {one.district: one.count for one in past.districts} == now
    assert {(one.lat, one.lon, one.count) for one in past.cells.cells} == {
        (one.lat, one.lon, one.count) for one in cells.cells
    }


def test_what_was_told_later_counts_only_as_corrected(town: Any, hours: Any) -> None:
    """It was archived on Thursday, in another system; this one heard of it on Friday."""
    from pendopo.voice.facts import ReportMoved

    _first, second, worker = hours
    at = MONDAY + 3 * DAY
    known, corrected = counted(at), counted(at, known=False)
    moved = ReportMoved(status="archived", elsewhere=True)
    with ledger.use_region(CODE), ledger.region_transaction():
        told = ledger.Entry(fact=moved, about=second.case_id, occurred_at=at - HOUR)
        ledger.append([told], now=at + DAY)
    worker.drain(at + DAY)
    assert counted(at) == known
    assert counted(at, known=False) == corrected - 1
    with ledger.use_region(CODE), ledger.region_transaction():
        row = models.Report.objects.filter(pk=second.case_id)
        row.update(status="archived", closed_at=at - HOUR)  # as the list that told it does
        who = town.actor("koordinator.aduan")  # its case is open here: nothing may forget it
        voice.hold(number=second.number, who=who, reason="court", now=at + DAY)


def test_an_hour_too_far_back_is_not_told(hours: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from pendopo.voice.queries import past

    monkeypatch.setattr(past, "MOST", 1)
    with ledger.use_region(CODE):
        assert voice.past_map(at=MONDAY - HOUR, known=True, now=MONDAY + 9 * DAY) is None


def test_three_statements(hours: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with (
        ledger.use_region(CODE),
        ledger.region_transaction(),
        CaptureQueriesContext(connection) as seen,
    ):
        voice.past_map(at=MONDAY - HOUR, known=True, now=MONDAY + 9 * DAY)
    asked = [one["sql"] for one in seen.captured_queries if "voice_" in one["sql"]
             or "ledger_fact" in one["sql"]]  # fmt: skip
    assert len(asked) == 3
