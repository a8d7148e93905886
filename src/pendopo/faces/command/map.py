"""The map: reports of citizens by district, and where they gather; picture and list are linked."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from pendopo.directory import api as directory
from pendopo.faces.command.alarms import lines
from pendopo.faces.command.page import ROLES, show
from pendopo.faces.components import maps
from pendopo.faces.components.access import clock, for_role
from pendopo.voice import api as voice
from pendopo.watch import api as watch

SQUARES = 5
"""Side of a square on the map, in cells of the public grid."""
RUNNING: tuple[Any, ...] = tuple(one for one in voice.STATUSES if one not in voice.CLOSED)


@for_role(*ROLES)
@require_safe
def map_scene(request: HttpRequest) -> HttpResponse:
    """Districts with reports that are still at work; `kecamatan` marks one on map and list."""
    chosen = request.GET.get("kecamatan", "")[:13]
    filters = voice.Filters(statuses=RUNNING)
    counts = voice.district_counts(filters=filters)
    names = {one.code: one.name for one in directory.places() if one.kind == "kecamatan"}
    waiting = {one.district: one.count for one in counts}
    picture = maps.drawn(waiting, voice.map_cells(filters=filters, size=SQUARES), names)
    found = watch.alarms(limit=4)
    return show(
        request,
        "map",
        scene="map",
        picture=picture,
        rows=_rows(counts, names),
        chosen=chosen if chosen in names else "",
        here=reverse("command:map"),
        reports=reverse("portal-reports"),
        unplaced=waiting.get("", 0),
        total=sum(waiting.values()),
        alarms=lines(found, now=clock()),
        more_alarms=found.total - len(found.cards),
    )


def _rows(counts: tuple[voice.DistrictCount, ...], names: dict[str, str]) -> list[dict[str, Any]]:
    known = {one.district: one for one in counts}
    rows = [
        {
            "code": code,
            "name": name,
            "count": known[code].count if code in known else 0,
            "late": known[code].late if code in known else 0,
        }
        for code, name in names.items()
    ]
    return sorted(rows, key=lambda row: (-int(str(row["count"])), str(row["name"])))
