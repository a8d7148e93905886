"""Values, series and lineage as pages and walls ask for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pendopo.ledger import api as ledger
from pendopo.measures.tests import world

DAY = dt.timedelta(days=1)
TODAY = dt.date(2026, 3, 10)
YEAR = {"since": dt.date(2026, 1, 1), "until": TODAY}


@pytest.fixture(scope="module")
def kinds(django: None) -> Iterator[dict[str, type[ledger.Fact]]]:
    with world.kinds() as found:
        yield found


@pytest.fixture
def told(kinds: dict[str, Any], region: str) -> list[UUID]:
    """Five things: begun on five days, three of them ended after 1, 2 and 4 days."""
    from pendopo.measures import api

    for one in world.definitions():
        api.declare(one, actor=None, now=world.NOW)
        api.rebuild(slug=one.slug, now=world.NOW)
    things = [uuid4() for _ in range(5)]
    for at, thing in enumerate(things):
        begun = world.NOW - (20 - at) * DAY
        fact = kinds["began"](service="ab"[at % 2], urgent=at == 0)
        world.append([world.entry(fact, about=thing, at=begun)], now=begun)
    for thing, days in zip(things, (1, 2, 4), strict=False):
        ended = world.NOW - 20 * DAY + days * DAY + (things.index(thing)) * DAY
        fact = kinds["ended"](status="granted", on_time=days < 4, score=days, money=Decimal("0.1"))
        world.append([world.entry(fact, about=thing, at=ended)], now=ended)
    world.catch_up()
    return things


def test_one_statement_for_a_whole_wall(told: list[UUID]) -> None:
    from pendopo.measures import api

    asks = [api.Ask(one.slug, **YEAR) for one in world.definitions()]
    api.values(asks[:1], now=world.NOW)
    with CaptureQueriesContext(connection) as asked:
        found = api.values(asks, now=world.NOW)
    said = [one["sql"] for one in asked.captured_queries if "set_config" not in one["sql"]]
    assert len([one for one in said if one.lstrip().startswith("WITH")]) == 1
    assert not [one for one in said if one.startswith("SELECT")]
    by = {one.slug: one for one in found}
    assert by["begun"].number == 5 and by["open"].number == 2 and by["days"].number == 2
    assert by["on-time"].number == Decimal(200) / 3 and by["money"].number == Decimal("0.3")
    assert by["score"].number == Decimal(7) / 3
    assert all(one.fresh_at == world.NOW and one.until == TODAY for one in found)


def test_a_moment_is_its_day_in_the_region(told: list[UUID]) -> None:
    from pendopo.measures import api

    late = dt.datetime(2026, 2, 17, 17, 30, tzinfo=dt.UTC)  # the 18th in Bondowoso
    found = api.value(slug="begun", since=late, until=late, now=world.NOW)
    assert (found.until, found.number) == (dt.date(2026, 2, 18), 1)


def test_a_series_has_every_step_and_a_breakdown_only_what_there_is(told: list[UUID]) -> None:
    from pendopo.measures import api

    months = api.series(slug="begun", step="month", now=world.NOW, **YEAR)
    assert [(one.since.month, one.number) for one in months] == [(1, 0), (2, 5), (3, 0)]
    parts = api.series(slug="begun", step=None, by="service", now=world.NOW, **YEAR)
    assert [(one.key, one.number) for one in parts] == [("a", 3), ("b", 2)]
    weeks = api.series(slug="open", step="week", by="service", now=world.NOW, **YEAR)
    assert [(one.key, one.number) for one in weeks[-2:]] == [("a", 1), ("b", 1)]
    then = world.NOW - 17 * DAY
    known = api.series(slug="begun", step=None, by="service", known_at=then, now=then, **YEAR)
    assert [(one.key, one.number) for one in known] == [("a", 2), ("b", 1)]


def test_lineage_pages_through_the_facts_behind_a_number(told: list[UUID]) -> None:
    from pendopo.measures import api

    seen: list[api.Source] = []
    after = ""
    for _ in range(9):
        page = api.lineage(slug="begun", after=after, limit=2, **YEAR)
        seen += page.sources
        if not (after := page.next):
            break
    assert [one.about for one in seen] == told[::-1]
    open_now = api.lineage(slug="open", where={"service": "a"}, **YEAR)
    assert [one.about for one in open_now.sources] == [told[4]]
    assert [one.kind for one in open_now.sources] == ["test.began"]
    by_start = api.lineage(slug="days", where={"service": "b"}, **YEAR)
    assert [one.about for one in by_start.sources] == [told[1]]
    assert api.lineage(slug="money", where={"status": "refused"}, **YEAR).sources == ()


def test_an_impossible_question_is_refused(told: list[UUID]) -> None:
    from pendopo.measures import api

    for wrong, code in (
        ({"slug": "nothing"}, "measure_unknown"),
        ({"slug": "begun", "where": {"status": "granted"}}, "dimension_unknown"),
        ({"slug": "begun", "since": TODAY + DAY}, "window_empty"),
        ({"slug": "begun", "since": dt.date(1900, 1, 1)}, "window_wide"),
    ):
        with pytest.raises(api.Refused) as refused:
            api.value(**{**YEAR, "now": world.NOW, **wrong})  # type: ignore[arg-type]  # on purpose
        assert refused.value.code == code
    with pytest.raises(api.Refused):
        api.series(slug="begun", step="day", since=dt.date(1999, 1, 1), until=TODAY)
    with pytest.raises(api.Refused):
        api.lineage(slug="begun", after="nonsense", **YEAR)


def test_a_wall_with_an_unknown_tile_still_shows_the_others(told: list[UUID]) -> None:
    from pendopo.measures import api

    found = api.values([api.Ask("gone", **YEAR), api.Ask("begun", **YEAR)], now=world.NOW)
    assert [(one.state, one.number) for one in found] == [("unknown", None), ("ready", 5)]


def test_the_age_of_a_number_is_that_of_the_oldest_fact_not_yet_counted(
    kinds: dict[str, Any], told: list[UUID]
) -> None:
    from pendopo.measures import api

    then = world.NOW + DAY
    began = kinds["began"](service="a")
    world.append([world.entry(began, about=uuid4(), at=then)], now=then)
    now = then + DAY
    assert api.value(slug="begun", now=now, **YEAR).fresh_at == then
    world.sequence()
    assert api.value(slug="begun", now=now, **YEAR).fresh_at == then
    world.catch_up()
    assert api.value(slug="begun", now=now, **YEAR).fresh_at == now


def test_a_new_version_takes_over_only_when_it_is_counted(told: list[UUID]) -> None:
    import msgspec

    from pendopo.measures import api

    old = next(one for one in world.definitions() if one.slug == "begun")
    new = msgspec.structs.replace(old, where={"service": ("a",)})
    assert api.declare(new, actor=None, now=world.NOW) == 2
    assert api.value(slug="begun", now=world.NOW, **YEAR).number == 5
    assert (api.measure(slug="begun").version, api.measure(slug="begun").building) == (1, 2)
    assert api.rebuild(slug="begun", now=world.NOW) == 2
    found = api.value(slug="begun", now=world.NOW, **YEAR)
    assert (found.number, found.version) == (3, 2)
    assert api.declare(new, actor=None, now=world.NOW) == 2


def test_only_administrators_of_the_region_declare(told: list[UUID]) -> None:
    from pendopo.directory import api as directory
    from pendopo.measures import api

    one = world.definitions()[0]
    with pytest.raises(api.Refused):
        api.declare(one, actor=directory.ANONYMOUS, now=world.NOW)
    with pytest.raises(api.Refused):
        api.rebuild(slug=one.slug, actor=directory.ANONYMOUS, now=world.NOW)


def test_another_region_sees_nothing(told: list[UUID]) -> None:
    from pendopo.measures import api

    with ledger.use_region("95.01"):
        assert api.measures() == ()
        (found,) = api.values([api.Ask("begun", **YEAR)], now=world.NOW)
    assert (found.state, found.number, found.n) == ("unknown", None, 0)
