"""The roster: planned, begun, substituted, logged, handed over."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pendopo.watch.tests.moments import MINUTE

SETDA = "4.01.0.00.0.00.01.0000"
DAWN = dt.datetime(2027, 2, 1, 0, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def planned(ruled: Any, position: Any, start: dt.datetime, **changes: Any) -> Any:
    from pendopo.watch import api as watch

    given: dict[str, Any] = {
        "position_id": position(f"{SETDA}/piket"), "starts_at": start, "ends_at": start + 8 * HOUR,
        "who": ruled.actor("sekda", start), "now": start - HOUR,
    }  # fmt: skip
    return watch.plan_shift(**{**given, **changes})


def shift(shift_id: Any) -> Any:
    from pendopo.watch import api as watch

    found = watch.roster(since=DAWN - 100 * HOUR, until=DAWN + 1000 * HOUR)
    return next(one for one in found if one.id == shift_id)


def test_a_day_of_duty(ruled: Any, position: Any) -> None:
    from pendopo.ledger import api as ledger
    from pendopo.watch import api as watch

    one = planned(ruled, position, DAWN)
    officer, other = ruled.actor("piket", DAWN), ruled.actor("piket.pengganti", DAWN)
    with pytest.raises(watch.Refused, match="shift_early"):
        watch.begin_shift(shift_id=one, who=officer, version=1, now=DAWN - 31 * MINUTE)
    with pytest.raises(watch.Refused, match="not_for_you"):
        watch.begin_shift(shift_id=one, who=other, version=1, now=DAWN)
    substitute = position(f"{SETDA}/piket_cadangan")
    watch.substitute_shift(shift_id=one, substitute_id=substitute, who=officer, version=1, now=DAWN)
    assert shift(one).standing_id == substitute
    watch.begin_shift(shift_id=one, who=other, version=2, now=DAWN)
    watch.write_log(shift_id=one, who=other, text="Hujan deras di utara.", now=DAWN + HOUR)
    view = watch.duty(who=other, now=DAWN + HOUR)
    assert view.mine and [line.text for line in view.log] == ["Hujan deras di utara."]
    with pytest.raises(watch.Stale):
        watch.hand_over(shift_id=one, who=other, version=2, text="Aman.", now=DAWN + 8 * HOUR)
    watch.hand_over(shift_id=one, who=other, version=3, text="Aman.", now=DAWN + 8 * HOUR)
    after = watch.duty(who=ruled.actor("bupati", DAWN), now=DAWN + 9 * HOUR)
    assert after.shift is None and after.handover and after.handover.text == "Aman."
    kinds = [fact.kind.removeprefix("watch.shift_") for fact in ledger.facts_about(about=one)]
    assert kinds == ["planned", "substituted", "begun", "logged", "handed_over"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ends_at": DAWN + 24 * HOUR}, "shift_times"),
        ({"ends_at": DAWN + 49 * HOUR}, "shift_times"),
        ({"starts_at": DAWN + 47 * HOUR}, "shift_overlaps"),
        ({"substitute_id": "same"}, "shift_times"),
        ({"position_id": "liaison"}, "position_unknown"),
        ({"who": "piket"}, "not_for_you"),
        ({"who": "warga"}, "not_for_you"),
    ],
)
def test_what_cannot_be_planned(
    ruled: Any, position: Any, changes: dict[str, Any], code: str
) -> None:
    from pendopo.watch import api as watch

    start = DAWN + 48 * HOUR
    if not any(one.starts_at == start for one in watch.roster(since=start, until=start + HOUR)):
        planned(ruled, position, start)
    named = {"same": f"{SETDA}/piket", "liaison": f"{SETDA}/penghubung"}
    given = {
        name: position(named[value]) if value in named else value for name, value in changes.items()
    }
    if "who" in given:
        given["who"] = ruled.actor(str(given["who"]), DAWN)
    with pytest.raises(watch.Refused, match=code):
        planned(ruled, position, given.pop("starts_at", start - 24 * HOUR), **given)


def test_a_planned_shift_can_be_cancelled_a_begun_one_not(ruled: Any, position: Any) -> None:
    from pendopo.watch import api as watch

    start = DAWN + 200 * HOUR
    one, chief = planned(ruled, position, start), ruled.actor("sekda", start)
    watch.cancel_shift(shift_id=one, who=chief, version=1, now=start)
    again = planned(ruled, position, start)
    watch.begin_shift(shift_id=again, who=ruled.actor("piket", start), version=1, now=start)
    with pytest.raises(watch.Refused, match="shift_over"):
        watch.cancel_shift(shift_id=again, who=chief, version=2, now=start)
