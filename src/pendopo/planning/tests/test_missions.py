"""Missions with what is known of each, and the walks of many alarms at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from pendopo.planning.tests.doors import planning
from pendopo.planning.tests.planned import ACT, MONDAY, by_code, declared, filled
from pendopo.planning.tests.test_plans import adopt, page

DAY = MONDAY.date()
LATER = MONDAY + dt.timedelta(hours=1)


def missions(now: dt.datetime) -> Any:
    return planning.missions(year=2026, now=now, on=DAY)


def asked(call: Callable[[], object]) -> int:
    """How many statements it takes, the region's own aside."""
    with CaptureQueriesContext(connection) as seen:
        call()
    around = ("BEGIN", "COMMIT", "SELECT set_config(")
    return sum(not one["sql"].startswith(around) for one in seen.captured_queries)


def test_a_mission_shows_its_targets_and_where_each_number_comes_from(region: str) -> None:
    made = adopt(filled(LATER, kind="rpjmd"), LATER)
    (mission,) = missions(LATER).missions
    assert (mission.own.code, [one.code for one in mission.aims]) == ("M1", ["T1", "S1"])
    (promise,) = mission.aims[1].promises
    assert (promise.scored.source, promise.at) == ("imported", None)
    one = promise.scored
    planning.enter_realisation(
        plan_id=made.id, node_key=one.node_key, indicator_key=one.key, kind="performance",
        year=2026, period="Q1", value="80", who=None, now=LATER,
    )  # fmt: skip
    assert missions(LATER).missions[0].aims[1].promises[0].at == LATER
    declared("uji", now=LATER)
    planning.link_measure(indicator=one.key, measure="uji", service="sip-uji", who=None, now=LATER)
    (mission,) = missions(LATER).missions
    assert mission.aims[1].promises[0].scored.source == "measured"
    assert mission.own.work.services == mission.aims[0].work.services == ("sip-uji",)
    planning.unlink_measure(indicator=one.key, who=None, now=LATER)
    (mission,) = missions(LATER).missions
    assert mission.own.work.services == () and mission.aims[1].promises[0].at == LATER


def test_the_statements_do_not_grow(region: str) -> None:
    made = adopt(filled(LATER, kind="rpjmd"), LATER)
    counts = []
    declared("uji-1", "uji-2", now=LATER)
    for code in ("S1", f"{ACT}.0001", f"{ACT}.0002"):
        one = page(made, code).indicators[0]
        planning.link_measure(
            indicator=one.key, measure=f"uji-{code[-1]}", service=f"sip-{code[-1]}", who=None,
            now=LATER,
        )  # fmt: skip
        counts.append(
            [
                asked(lambda: missions(LATER)),
                asked(lambda: planning.work_below(version_id=made.current.id, now=LATER)),
                asked(lambda: planning.threads_up(services=["sip-1", "sip-2"])),
            ]
        )
    assert counts == [[15, 5, 4]] * 3


def test_many_walk_up_at_once(region: str, now: dt.datetime) -> None:
    made = adopt(filled(now), now)
    declared("uji-1", "uji-2", now=now)
    for number in (1, 2):
        one = page(made, f"{ACT}.000{number}").indicators[0]
        planning.link_measure(
            indicator=one.key, measure=f"uji-{number}", service=f"sip-uji-{number}", who=None,
            now=now,
        )  # fmt: skip
    found = planning.threads_up(services=["sip-uji-1", ""], measures=["uji-2"])
    first, second = found.way(service="sip-uji-1"), found.way(measure="uji-2")
    assert first is not None and second is not None and first != second
    assert first.target.name == second.target.name == "Izin terbit tepat waktu"
    below = planning.work_below(version_id=first.version_id, now=now)
    top = by_code(made.current.id)["M1"].key
    assert below[top].services == ("sip-uji-1", "sip-uji-2")
    assert found.way(service="sip-uji-3") is None
    assert planning.threads_up(services=[""]).ways == ()
