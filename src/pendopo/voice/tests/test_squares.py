"""What the map keeps is what counting every report would say, whatever happened to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from pendopo.voice.tests.doors import districts, ledger, mapping, models, squares, voice
from pendopo.voice.tests.reporting import CODE, MONDAY, applied, forward, send

OPEN = ("received", "asked", "forwarded", "audited", "checking", "answered", "reopened")
KEPT: list[dict[str, Any]] = [
    {},
    {"sort": "complaint"},
    {"district": "35.11.11"},
    {"late": True},
    {"late": False},
    {"statuses": ("confirmed",)},
    {"statuses": ("not_ours", "archived", "withdrawn")},
    {"statuses": OPEN},
]
NOT_KEPT: list[dict[str, Any]] = [
    {"since": MONDAY},
    {"topic": "jalan"},
    {"statuses": ("answered",)},
    {"statuses": ("confirmed", "archived")},
    {"numbers": ("K7M-4QP-2XD",)},
]


@pytest.fixture(scope="module")
def busy(town: Any) -> Any:
    """Reports here and there; one forwarded, others late, secret or without a point."""
    from tests.worker import Worker

    worker = Worker()
    sent = [
        send(place=voice.Place(point=voice.Point(-7.90 - at / 150, 113.80 + at / 90)))
        for at in range(6)
    ]
    send(visibility="secret")
    send(place=voice.Place(district="35.11.11"))
    worker.drain(MONDAY)
    case = applied(town, sent[0])
    forward(case, worker, MONDAY)
    worker.drain(MONDAY + timedelta(days=5))  # the others wait past their limit
    worker.close()
    return town


@pytest.mark.parametrize("chosen", KEPT, ids=repr)
def test_kept_counts_are_those_of_the_reports(busy: Any, chosen: Any) -> None:
    filters = voice.Filters(**chosen)
    with ledger.use_region(CODE), ledger.region_transaction():
        assert squares.holding(filters) is not None
        kept = voice.map_cells(filters=filters, size=10)
        counted = tuple(voice.MapCell(**row) for row in mapping._counted(filters, 10, None, None))
        assert _in_order(kept.cells) == _in_order(counted)
        by_district = {one.district: one for one in voice.district_counts(filters=filters)}
        told = {row["area"] or "": row for row in districts._counted(filters, "district")}
    assert by_district.keys() == told.keys()
    for code, one in by_district.items():
        row = told[code]
        assert (one.count, one.waiting, one.late) == (row["many"], row["waiting"], row["overdue"])


@pytest.mark.parametrize("chosen", NOT_KEPT, ids=repr)
def test_what_is_not_kept_is_counted_from_the_reports(busy: Any, chosen: Any) -> None:
    filters = voice.Filters(**chosen)
    with ledger.use_region(CODE), ledger.region_transaction():
        assert squares.holding(filters) is None
        assert squares.holding(replace(filters, late=True)) is None
        assert voice.map_cells(filters=filters, size=10).complete


def test_counting_again_changes_nothing(busy: Any) -> None:
    rows = models.Square.objects.order_by("pk").values_list("pk", "count", "late")
    with ledger.use_region(CODE), ledger.region_transaction():
        before, moved = list(rows), voice.map_changed_at()
        squares.count_all()
        assert list(rows) == before and voice.map_changed_at() == moved
        squares.count(models.Report.objects.filter(visibility="open")[:1].get().pk)
        assert list(rows) == before


def test_a_fill_without_facts_is_made_good(busy: Any) -> None:
    """Rows that were written by themselves are counted once somebody asks for it."""
    rows = models.Square.objects.order_by("pk").values_list("pk", "count", "late")
    with ledger.use_region(CODE), ledger.region_transaction():
        before = list(rows)
        models.Report.objects.update(counted=0)
        models.Square.objects.update(count=0, late=0)
        squares.count_all()
        assert list(rows) == before


def _in_order(cells: Any) -> list[Any]:
    return sorted((one.lat, one.lon, one.count, one.waiting, one.late) for one in cells)
