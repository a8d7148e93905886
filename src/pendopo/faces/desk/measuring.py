"""Measures at the desk: what is counted, how it goes, and the facts behind each number."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pendopo.directory import api as directory
from pendopo.faces.components.access import clock, for_role
from pendopo.faces.components.charts import Spot, chart
from pendopo.faces.components.filters import number, short_date
from pendopo.faces.components.wording import words
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.told import told
from pendopo.measures import api as measures

PAGE = 25
MONTHS = 12


@for_role(*OFFICERS)
@told
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every measure with its value this year and its last twelve months. Three statements."""
    now = clock()
    today = directory.today(now)
    every = measures.measures()
    asks = [measures.Ask(one.slug, today.replace(month=1, day=1), today) for one in every]
    found = measures.values(asks, now=now)
    lines = measures.lines([_months(one.slug, now) for one in every], step="month", now=now)
    rows = [
        {"one": one, "value": value, "shown": shown(value.number), "points": _line(points)}
        for one, value, points in zip(every, found, lines, strict=True)
    ]
    fresh = min((one.fresh_at for one in found), default=now)
    return show(
        request, "measures", here="measures", rows=rows, fresh=fresh, year=today.year, words=words
    )


def _months(slug: str, now: dt.datetime) -> measures.Ask:
    today = directory.today(now)
    first = today.replace(day=1)
    first = first.replace(year=first.year - 1, month=first.month + 1) if first.month < 12 else (
        first.replace(month=1)
    )  # fmt: skip
    return measures.Ask(slug, first, today)


def _line(points: tuple[measures.Point, ...]) -> list[float]:
    """What the small line shows: months without a number are left out."""
    return [float(one.number) for one in points if one.number is not None]


def shown(value: Decimal | None) -> str:
    """At most one decimal, as people here write numbers; a dash for none."""
    return "–" if value is None else number(round(value, 1) if value % 1 else int(value))


@for_role(*OFFICERS)
@told
@require_safe
def measure(request: HttpRequest, slug: str) -> HttpResponse:
    """One measure: its months, its parts, and the facts that it counts."""
    now = clock()
    today = directory.today(now)
    try:
        one = measures.measure(slug=slug)
        by = request.GET.get("rinci", "")[:64]
        by = by if by in one.by else (one.by[0] if one.by else "")
        first = today.replace(month=1, day=1)
        value = measures.value(slug=slug, since=first, until=today, now=now)
        (points,) = measures.lines([_months(slug, now)], step="month", now=now)
        parts = _parts(slug, by, first, today) if by else ()
        after = request.GET.get("setelah", "")[:120]
        lineage = measures.lineage(slug=slug, since=first, until=today, after=after, limit=PAGE)
        outlook = measures.outlook(slug=slug, now=now)
    except measures.Refused as refused:
        raise Http404(words(refused.text)) from refused
    home = reverse("desk:measure", kwargs={"slug": slug})
    return show(
        request,
        "measure",
        here="measures",
        one=one,
        value=value,
        shown=shown,
        kinds=kinds(),
        months=chart(
            [
                Spot(
                    point.since,
                    short_date(point.since).partition(" ")[2],
                    point.number,
                    shown(point.number),
                )
                for point in points
            ]
        ),
        by=by,
        dimensions={name: title for name, title in dimensions().items() if name in one.by}
        | {name: name for name in one.by if name not in dimensions()},
        parts=parts,
        part_name=_part_name,
        lineage=lineage,
        first_page=home,
        next_page=f"{home}?{urlencode({'rinci': by, 'setelah': lineage.next})}#fakta",
        after=after,
        outlook=_outlook(outlook),
        year=today.year,
    )


def _parts(slug: str, by: str, first: dt.date, today: dt.date) -> list[measures.Point]:
    """The value by one dimension, the largest first."""
    parts = measures.series(slug=slug, since=first, until=today, step=None, by=by, now=clock())
    return sorted(parts, key=lambda part: -(part.number or 0))


def _outlook(found: measures.Forecast | None) -> str:
    """The year's end in words, with its interval and how wrong such forecasts were."""
    if found is None or not found.tried:
        return ""
    said = {name: shown(Decimal(str(value))) for name, value in (
        ("expected", found.expected), ("low", found.low), ("high", found.high),
        ("error", found.error),
    )}  # fmt: skip
    return (
        _(
            "%(expected)s; delapan dari sepuluh perkiraan berakhir antara %(low)s dan %(high)s."
            " Separuhnya meleset paling banyak %(error)s."
        )
        % said
    )


def _part_name(key: str | None) -> str:
    """An agency by its name; everything else as the fact carries it."""
    if not key:
        return _("tidak disebut")
    try:
        return directory.chart().name_of(UUID(key)) or key
    except ValueError:
        return key


def kinds() -> dict[str, str]:
    """How a number is made, in words."""
    return {
        "count": _("jumlah"),
        "rate": _("bagian yang baik"),
        "on_time_share": _("bagian yang tepat waktu"),
        "sum": _("jumlah nilai"),
        "mean": _("rata-rata"),
        "median": _("nilai tengah"),
        "percentile": _("persentil"),
        "open": _("yang masih berjalan"),
    }


def dimensions() -> dict[str, str]:
    """What a number can be broken down by, in words."""
    return {
        "organisation": _("Perangkat daerah"),
        "service": _("Layanan"),
        "status": _("Keadaan"),
        "district": _("Kecamatan"),
        "sort": _("Jenis"),
        "channel": _("Saluran"),
        "method": _("Cara"),
        "kind": _("Jenis"),
    }
