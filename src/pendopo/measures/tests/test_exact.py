"""Whatever comes late, is killed or counted anew: the cells say what all facts together say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pendopo.ledger import api as ledger
from pendopo.measures.tests import plainly, world

_regions = count(1)
ORGANISATIONS = [None, UUID(int=1), UUID(int=2)]
HOUR = dt.timedelta(hours=1)
WINDOWS = (
    (dt.date(2026, 3, 10), dt.date(2026, 3, 10)),
    (dt.date(2026, 1, 17), dt.date(2026, 3, 12)),
    (dt.date(2025, 12, 1), dt.date(2026, 12, 31)),
    (dt.date(2026, 2, 1), dt.date(2026, 2, 28)),
)


class Killed(Exception):
    pass


@pytest.fixture(scope="module")
def kinds(django: None) -> Iterator[dict[str, type[ledger.Fact]]]:
    with world.kinds() as found:
        yield found


events = st.fixed_dictionaries(
    {
        "thing": st.integers(0, 3),
        "ends": st.booleans(),
        "minutes_ago": st.one_of(st.integers(0, 600), st.integers(0, 100_000)),
        "hours_on": st.integers(-1, 9),
        "service": st.sampled_from("abc"),
        "urgent": st.booleans(),
        "status": st.sampled_from(["granted", "refused"]),
        "on_time": st.booleans(),
        "score": st.none() | st.integers(-3, 5),
        "money": st.none() | st.decimals(-999, 999, places=2),
        "organisation": st.sampled_from(ORGANISATIONS),
        "then": st.sampled_from(["", "", "", "read", "kill", "read one"]),
    }
)


@given(told=st.lists(events, max_size=25), built=st.integers(0, 25), data=st.data())
@settings(
    max_examples=15,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_cells_say_what_all_facts_say(
    kinds: dict[str, type[ledger.Fact]],
    monkeypatch: pytest.MonkeyPatch,
    told: list[dict[str, Any]],
    built: int,
    data: st.DataObject,
) -> None:
    from pendopo.measures import api, building

    monkeypatch.setattr(building, "PAGE", 60)
    _begin_here(monkeypatch)
    definitions = world.definitions()
    things = [UUID(int=(next(_regions) << 64) + number) for number in range(4)]
    now, moments = world.NOW, [world.NOW]
    with ledger.use_region(f"96.{next(_regions)}"):
        for one in definitions[::2]:
            api.declare(one, actor=None, now=now)
            api.rebuild(slug=one.slug, now=now)
        for at, event in enumerate(told):
            if at == built:
                _declare_rest(now)
            now += event["hours_on"] * HOUR / 2
            moments.append(now)
            world.append([_entry(kinds, event, things, now)], now=now)
            _then(event["then"], monkeypatch)
        if built >= len(told):
            _declare_rest(now)
        world.catch_up()
        facts = ledger.facts_of(
            kinds=["test.began", "test.ended"],
            since=world.NOW - 900 * 24 * HOUR,
            before=world.NOW + 900 * 24 * HOUR,
            most=10_000,
        )
        _compare(definitions, facts, None)
        _compare(definitions, facts, data.draw(st.sampled_from(moments)) + HOUR)
        redone = data.draw(st.sampled_from(definitions))
        before = _cells(redone.slug)
        api.rebuild(slug=redone.slug, now=now)
        assert _cells(redone.slug) == before


def _begin_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The region is new: what stands in the log before is of others, and read past at once."""
    from pendopo.measures.models import Version
    from pendopo.measures.versions import READER

    world.catch_up()
    with ledger.use_region(f"96.{next(_regions)}"), ledger.region_transaction():
        here = ledger.place_of(reader=READER)
    field = Version._meta.get_field("next_seq")
    monkeypatch.setitem(field.__dict__, "_get_default", lambda: here)


def _declare_rest(now: dt.datetime) -> None:
    from pendopo.measures import api

    for one in world.definitions()[1::2]:
        api.declare(one, actor=None, now=now)
        api.rebuild(slug=one.slug, now=now)


def _entry(
    kinds: dict[str, type[ledger.Fact]],
    event: dict[str, Any],
    things: list[UUID],
    now: dt.datetime,
) -> ledger.Entry:
    names = ("status", "on_time", "score", "money") if event["ends"] else ("service", "urgent")
    fact = kinds["ended" if event["ends"] else "began"](**{name: event[name] for name in names})
    return world.entry(
        fact,
        about=things[event["thing"]],
        at=now - dt.timedelta(minutes=event["minutes_ago"]),
        organisation=event["organisation"],
    )


def _then(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if what == "read one":
        world.sequence(limit=1)
        world.run(most=1)
    elif what:
        world.sequence()
        if what == "kill":
            from django.db import transaction

            with pytest.raises(Killed), transaction.atomic():
                world.run(most=2)
                raise Killed
        else:
            world.run(most=4)


def _compare(
    definitions: Any, facts: tuple[ledger.Read, ...], known_at: dt.datetime | None
) -> None:
    from pendopo.measures import api

    asks, wanted = [], []
    for one in definitions:
        wheres: list[dict[str, str]] = [{}]
        wheres += [{"service": "a"}] if "service" in one.by else []
        wheres += [{"status": "granted"}] if "status" in one.by else []
        wheres += [{"service": "b", "urgent": "true"}] if "urgent" in one.by else []
        for since, until in WINDOWS:
            for where in wheres:
                asks.append(api.Ask(one.slug, since, until, where, known_at))
                wanted.append(
                    plainly.compute(
                        one, facts, since=since, until=until, where=where, known_at=known_at
                    )
                )
    found = api.values(asks, now=world.NOW)
    for ask, value, (number, n) in zip(asks, found, wanted, strict=True):
        assert value.state == "ready"
        assert (value.number, value.n) == (number, n), (ask, value)


def _cells(slug: str) -> list[tuple[Any, ...]]:
    with ledger.region_transaction(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.mask, c.level, c.d1, c.d2, c.d3, c.period, c.value, c.n, c.good, c.total"
            " FROM measures_cell c JOIN measures_version v ON v.id = c.version_id"
            " JOIN measures_measure m ON m.id = v.measure_id"
            " WHERE m.slug = %s AND v.state = 'current' AND (c.n, c.good, c.total) <> (0, 0, 0)"
            " ORDER BY 1, 2, 3, 4, 5, 6, 7",
            [slug],
        )
        return cursor.fetchall()


def test_values_that_cannot_be_summed_are_left_out() -> None:
    from pendopo.measures.bookings import _number

    fact: Any = lambda value: type("F", (), {"data": {"x": value}})()  # noqa: E731  (two uses)
    wrong = [None, True, "NaN", "1e400", "Infinity", "no", 10**30]
    assert [_number(fact(one), "x") for one in wrong] == [None] * len(wrong)
    assert _number(fact("1.005"), "x") == Decimal("1.005")
