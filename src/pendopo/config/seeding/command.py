"""Samples of the command centre: rules, a week of duty, one order. All are constructed."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.config.environment import ROOT
from pendopo.config.seeding import applying
from pendopo.directory import api as directory
from pendopo.watch import api as watch

RULES = ROOT / "packages" / "regions" / "bondowoso" / "watch"
SECRETARIAT, HEALTH = "4.01.0.00.0.00.01.0000", "1.02.0.00.0.00.01.0000"
DAYS = 7
TURNS = ((0, "piket_cadangan"), (8, "piket"), (16, "piket_cadangan"))
"""Hour at which each turn of eight hours begins, and who stands it."""
TURN = dt.timedelta(hours=8)


def make(*, now: dt.datetime) -> None:
    """Rules, the roster from today on, the first alarms, and an order, in the current region."""
    watch.load_rules(RULES, now=now)
    _roster(now)
    watch.evaluate(now=now)
    who = applying.actor("bupati", now)
    calendar = directory.calendar()
    watch.give_order(
        to=_position(HEALTH, "kepala"),
        text="Tuntaskan izin praktik dokter yang lewat batas, laporkan penyebabnya (contoh).",
        due_on=calendar.add_working_days(calendar.local_date(now), 2),
        topic="tile",
        code="late",
        wants_proof=True,
        who=who,
        now=now,
    )


def _roster(now: dt.datetime) -> None:
    midnight = directory.calendar().local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    for day in range(DAYS):
        for hour, stands in TURNS:
            starts = midnight + dt.timedelta(days=day, hours=hour)
            watch.plan_shift(
                position_id=_position(SECRETARIAT, stands),
                starts_at=starts,
                ends_at=starts + TURN,
                who=None,
                now=now,
            )


def _position(organisation: str, code: str) -> UUID:
    chart = directory.chart()
    return chart.by_place[chart.by_code[organisation].id, code].id
