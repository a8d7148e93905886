"""The public map: the districts as one picture of ours, with the numbers beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from pendopo.faces.components import maps
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.portal.page import show
from pendopo.faces.portal.reports import filters, vocabulary
from pendopo.voice import api as voice


@open_to_all
@require_safe
def view(request: HttpRequest) -> HttpResponse:
    asked = filters.read(request.GET, clock())
    names = vocabulary.districts()
    found = voice.map_cells(filters=asked.filters, size=5)
    counts = voice.district_counts(filters=asked.filters)
    return show(
        request,
        "reports/map",
        asked=asked,
        choices=filters.choices(names),
        picture=_picture(found, counts, names, asked),
        rows=_rows(counts, names, asked),
        total=sum(one.count for one in counts),
        waiting=sum(one.waiting for one in counts),
    )


def _rows(
    counts: Iterable[voice.DistrictCount], names: dict[str, str], asked: filters.Asked
) -> list[dict[str, Any]]:
    known = {one.district: one for one in counts}
    return [
        {
            "name": name,
            "href": f"{reverse('portal-reports')}?{asked.query(kecamatan=code)}",
            "count": known[code].count if code in known else 0,
            "waiting": known[code].waiting if code in known else 0,
            "late": known[code].late if code in known else 0,
        }
        for code, name in names.items()
    ]


def _picture(
    found: voice.MapView,
    counts: Iterable[voice.DistrictCount],
    names: dict[str, str],
    asked: filters.Asked,
) -> dict[str, Any] | None:
    """Shapes, squares and size of the map; None where no outlines are known."""
    picture = maps.drawn({one.district: one.count for one in counts}, found, names)
    for one in picture["districts"] if picture else ():
        one["href"] = f"{reverse('portal-reports')}?{asked.query(kecamatan=one['code'])}"
    return picture
