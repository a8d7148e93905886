"""Questions to measures: values, series, what is declared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db.models import Q

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.measures import windows
from pendopo.measures.answers import Sums, number
from pendopo.measures.asking import Answer, Question, ask
from pendopo.measures.definition import Definition, read
from pendopo.measures.models import Version
from pendopo.measures.refusals import Refused
from pendopo.measures.values import Ask, Measure, Moment, Point, Step, Value

BUILDING = Version.State.BUILDING


@ledger.within_region
def measures() -> tuple[Measure, ...]:
    """Every measure of the region by slug. One statement."""
    rows = Version.objects.select_related("measure").filter(~Q(state=Version.State.RETIRED))
    found: dict[str, list[Version]] = {}
    for row in rows.order_by("measure__slug", "-number"):
        found.setdefault(row.measure.slug, []).append(row)
    return tuple(_measure(slug, of) for slug, of in found.items())


def _measure(slug: str, rows: Sequence[Version]) -> Measure:
    now = next((row for row in rows if row.state != BUILDING), None)
    waiting = next((row for row in rows if row.state == BUILDING), None)
    row = now or rows[0]
    return Measure(
        id=row.measure_id,
        slug=slug,
        version=now.number if now else None,
        building=waiting.number if waiting else None,
        definition=read(row.definition),
        declared_at=row.declared_at,
    )


def measure(*, slug: str) -> Measure:
    """One measure. Raises `Refused` when there is none."""
    for one in measures():
        if one.slug == slug:
            return one
    raise Refused("measure_unknown", slug=slug)


@ledger.within_region
def values(asks: Sequence[Ask], *, now: dt.datetime | None = None) -> tuple[Value, ...]:
    """Many numbers in one statement, in the order of the asks. now: from the clock unless given.

    A measure that is not there, or still being built for the first time, gives no number and says
    so in `state`: a wall must not go dark for one tile. Raises `Refused` for an impossible window
    or a dimension that the measure does not have.
    """
    now = now or ledger.clock().now()
    zone = directory.zone_of(ledger.current_region())
    questions = [
        Question(one.slug, dict(one.where), one.known_at, [_window(one.since, one.until)])
        for one in asks
    ]
    return tuple(
        _value(one, answer)
        for one, answer in zip(questions, ask(questions, zone=zone, now=now), strict=True)
    )


def value(
    *,
    slug: str,
    since: Moment,
    until: Moment,
    where: Mapping[str, str] | None = None,
    known_at: dt.datetime | None = None,
    now: dt.datetime | None = None,
) -> Value:
    """One number, as `values` gives it. Raises `Refused` also when there is no such measure."""
    (found,) = values([Ask(slug, since, until, where or {}, known_at)], now=now)
    if found.state == "unknown":
        raise Refused("measure_unknown", slug=slug)
    return found


@ledger.within_region
def series(
    *,
    slug: str,
    since: Moment,
    until: Moment,
    step: Step | None,
    by: str | None = None,
    where: Mapping[str, str] | None = None,
    known_at: dt.datetime | None = None,
    now: dt.datetime | None = None,
) -> tuple[Point, ...]:
    """The window in steps of the calendar (None: as one), oldest first; with `by` a point for each
    value of that dimension in each step, where anything was counted. At most two statements.

    Raises `Refused`.
    """
    now = now or ledger.clock().now()
    zone = directory.zone_of(ledger.current_region())
    window = _window(since, until)
    points = [window] if step is None else windows.steps(*window, step)
    free = _place(measure(slug=slug).definition, by) if by else 0
    question = Question(slug, dict(where or {}), known_at, points)
    (answer,) = ask([question], zone=zone, now=now, free=free)
    one = _checked(question, answer)
    if one is None:
        raise Refused("measure_unknown", slug=slug)
    found: list[tuple[int, str | None, Sums]]
    if by is None:
        found = [(at, None, answer.sums.get((at, None), Sums())) for at in range(len(points))]
    else:
        found = [(at, key, sums) for (at, key), sums in sorted(answer.sums.items(), key=_order)]
    return tuple(Point(*points[at], number(one, sums), sums.n, key) for at, key, sums in found)


@ledger.within_region
def lines(asks: Sequence[Ask], *, step: Step, now: dt.datetime) -> tuple[tuple[Point, ...], ...]:
    """A series for each ask, in one statement; one that is not there, or not yet, is empty."""
    zone = directory.zone_of(ledger.current_region())
    questions = [
        Question(
            one.slug, dict(one.where), one.known_at,
            windows.steps(*_window(one.since, one.until), step),
        )
        for one in asks
    ]  # fmt: skip
    return tuple(
        _points(question, answer)
        for question, answer in zip(questions, ask(questions, zone=zone, now=now), strict=True)
    )


def _points(question: Question, answer: Answer) -> tuple[Point, ...]:
    one = _checked(question, answer)
    if one is None or answer.state != "ready":
        return ()
    found = [answer.sums.get((at, None), Sums()) for at in range(len(question.points))]
    return tuple(
        Point(*point, number(one, sums), sums.n)
        for point, sums in zip(question.points, found, strict=True)
    )


def _order(found: tuple[tuple[int, str | None], Sums]) -> tuple[int, str]:
    (at, key), _sums = found
    return at, key or ""


def _place(one: Definition, by: str) -> int:
    if by not in one.by:
        raise Refused("dimension_unknown", slug=one.slug, name=by, known=", ".join(one.by))
    return one.by.index(by) + 1


def _window(since: Moment, until: Moment) -> tuple[dt.date, dt.date]:
    zone = directory.zone_of(ledger.current_region())
    window = windows.day(since, zone), windows.day(until, zone)
    windows.check(*window)
    return window


def _checked(question: Question, answer: Answer) -> Definition | None:
    one = answer.definition
    if one is not None:
        for name in question.where:
            _place(one, name)
    return one


def _value(question: Question, answer: Answer) -> Value:
    one = _checked(question, answer)
    sums = answer.sums.get((0, None), Sums())
    ready = one is not None and answer.state == "ready"
    return Value(
        slug=question.slug,
        number=number(one, sums) if one and ready else None,
        n=sums.n if ready else 0,
        unit=one.unit if one else {},
        until=question.points[0][1],
        fresh_at=answer.fresh_at,
        state=answer.state,
        version=answer.version,
    )
