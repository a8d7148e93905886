"""Measures that are declared public: their year, their months and the age of both, small counts
hidden so that no number points to a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from pendopo.directory import api as directory
from pendopo.faces.components.charts import Chart, Spot, chart
from pendopo.faces.components.filters import age, number, short_date
from pendopo.faces.components.wording import words
from pendopo.measures import api as measures

FEWEST = 5
"""A count from 1 to 4 could point to a person: it is shown as fewer than 5. Zero names nobody."""
ADDED = ("count", "sum")
"""Kinds whose months add up to the year, so that one hidden month could be worked out."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A public measure: its number this year in words, its months, how old it is."""

    title: str
    unit: str
    figure: str
    hidden: bool
    source: str
    months: Chart
    fresh_at: dt.datetime
    age: str


def public(now: dt.datetime) -> tuple[Shown, ...]:
    """Every public measure that has been counted; three statements, however many there are."""
    today = directory.today(now)
    known = [one for one in measures.measures() if one.public]
    since = today.replace(month=1, day=1)
    found = measures.values([measures.Ask(one.slug, since, today) for one in known], now=now)
    first = directory.today(now).replace(day=1) - dt.timedelta(days=334)
    asks = [measures.Ask(one.slug, first.replace(day=1), today) for one in known]
    lines = measures.lines(asks, step="month", now=now)
    return tuple(
        Shown(
            title=words(one.name),
            unit=words(one.unit),
            figure=said(one.definition.kind, value.number, value.n),
            hidden=0 < value.n < FEWEST,
            source=words(one.definition.source) if one.definition.source else "",
            months=chart(months(one.definition.kind, points, since.year)),
            fresh_at=value.fresh_at,
            age=age(value.fresh_at, now),
        )
        for one, value, points in zip(known, found, lines, strict=True)
        if value.state == "ready"
    )


def months(kind: str, points: Sequence[measures.Point], year: int) -> tuple[Spot, ...]:
    """The months with what may be told of each. Were one month of the year the only one hidden,
    the year less the others would tell it: then the smallest of them is hidden too."""
    hidden = {one.since for one in points if 0 < one.n < FEWEST}
    added = [one for one in points if kind in ADDED and one.since.year == year]
    alone = [one.since for one in added if one.since in hidden]
    others = [one for one in added if one.n >= FEWEST]
    if len(alone) == 1 and others:
        hidden.add(min(others, key=lambda one: one.n).since)
    return tuple(
        Spot(
            one.since,
            short_date(one.since).partition(" ")[2],
            None if one.since in hidden else one.number,
            _hidden(kind, one.n) if one.since in hidden else rounded(one.number),
        )
        for one in points
    )


def said(kind: str, value: Decimal | None, n: int) -> str:
    """A number in words, or that it rests on too few."""
    return _hidden(kind, n) if 0 < n < FEWEST else rounded(value)


def rounded(value: Decimal | None) -> str:
    """At most one decimal; a dash for none."""
    return "–" if value is None else number(round(value, 1) if value % 1 else int(value))


def _hidden(kind: str, n: int) -> str:
    if kind in ADDED and n < FEWEST:
        return _("kurang dari %(n)s") % {"n": FEWEST}
    return _("disembunyikan")
