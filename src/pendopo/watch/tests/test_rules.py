"""Rules as tables: what becomes an alarm, what is refused."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

NOW = dt.datetime(2026, 11, 16, 2, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
HEALTH, ROADS = UUID(int=1), UUID(int=2)
PLAIN = {
    "slug": "lewat", "name": {"id": "Lewat", "en": "Late"}, "of": "cases", "priority": "high",
    "owner": "holder",
}  # fmt: skip


def rule(**changes: Any) -> Any:
    from pendopo.watch.rules import read_rule

    return read_rule({**PLAIN, **changes})


def item(**changes: Any) -> Any:
    from pendopo.watch.rules import Item

    given = {"subject": uuid4(), "of": "cases", "kind": "late", "at": NOW - 3 * HOUR,
             "organisation_id": HEALTH, "number": "ABC", "service": "sip-dokter"}  # fmt: skip
    return Item(**{**given, **changes})


def found(one: Any, *items: Any, value: Any = None) -> Any:
    from pendopo.watch.rules import apply

    return apply(one, rule_id=UUID(int=9), items=items, now=NOW, value=value)


def test_each_case_is_an_alarm_of_its_own() -> None:
    late, near = item(), item(kind="deemed_near", at=NOW + HOUR)
    assert [one.subject for one in found(rule(), late, near)] == [late.subject]
    both = rule(kinds=["late", "deemed_near"])
    assert {one.kind for one in found(both, late, near)} == {"late", "deemed_near"}


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ({"services": ["sip-dokter"]}, 1),
        ({"services": ["izin-trayek"]}, 0),
        ({"late_by_hours": 3}, 1),
        ({"late_by_hours": 4}, 0),
        ({"of": "reports"}, 0),
        ({"each": "region", "at_least": 2}, 0),
        ({"each": "region"}, 1),
    ],
)
def test_what_a_rule_leaves_out(changes: dict[str, Any], count: int) -> None:
    assert len(found(rule(**changes), item())) == count


def test_agencies_are_counted_apart_and_the_oldest_limit_is_told() -> None:
    oldest = NOW - 50 * HOUR
    items = [item(), item(at=oldest), item(organisation_id=ROADS)]
    (one,) = found(rule(each="agency", at_least=2), *items)
    assert (one.subject, one.organisation_id, one.value, one.at) == (HEALTH, HEALTH, 2, oldest)


@pytest.mark.parametrize(
    ("compare", "value", "count"),
    [("above", "12.5", 1), ("above", "12", 0), ("below", "11", 1), ("below", None, 0)],
)
def test_a_measured_number_crosses_or_not(compare: str, value: str | None, count: int) -> None:
    measured = rule(of="measure", measure="aduan-terlambat", threshold="12", compare=compare)
    number = Decimal(value) if value else None
    assert len(found(measured, item(), value=number)) == count


@pytest.mark.parametrize(
    "changes",
    [
        {"slug": "Besar"},
        {"slug": "a'; DROP TABLE watch_rule;--"},
        {"of": "moon"},
        {"priority": "low"},
        {"surprise": 1},
        {"of": "measure"},
        {"of": "measure", "measure": "x", "threshold": "NaN"},
        {"of": "measure", "measure": "x", "threshold": "1e400000000"},
        {"measure": "x"},
        {"at_least": 0},
        {"late_by_hours": -1},
        {"kinds": []},
        {"escalate": [{"minutes": 30, "to": "duty"}, {"minutes": 30, "to": "head"}]},
        {"escalate": [{"minutes": 0, "to": "duty"}]},
        {"name": {"id": "x"}},
    ],
)
def test_what_is_no_rule_is_refused_with_its_reason(changes: dict[str, Any]) -> None:
    from pendopo.watch.refusals import Refused

    with pytest.raises(Refused) as told:
        rule(**changes)
    assert told.value.code == "rule_wrong" and len(told.value.text["id"]) > 15


def test_the_same_rule_has_the_same_hash_whatever_its_order() -> None:
    from pendopo.watch.rules import content_hash, plain, read_rule

    one = rule(escalate=[{"minutes": 5, "to": "duty"}])
    again = read_rule(dict(reversed(list(plain(one).items()))))
    assert content_hash(one) == content_hash(again) and one == again
