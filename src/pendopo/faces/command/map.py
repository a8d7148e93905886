"""The map: reports of citizens by district, and where they gather; picture and list are linked."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from pendopo.directory import api as directory
from pendopo.faces.command import replay
from pendopo.faces.command.alarms import lines
from pendopo.faces.command.page import ROLES, show
from pendopo.faces.components import maps
from pendopo.faces.components.access import clock, for_role
from pendopo.voice import api as voice
from pendopo.watch import api as watch

RUNNING: tuple[Any, ...] = tuple(one for one in voice.STATUSES if one not in voice.CLOSED)


@for_role(*ROLES)
@require_safe
def map_scene(request: HttpRequest) -> HttpResponse:
    """Districts with reports that are still at work, now or at a replayed hour; `kecamatan` marks
    one on map and list."""
    now, moment = clock(), replay.moment_of(request)
    found = watch.alarms(limit=4, at=moment.at if moment else None)
    drawn = context(moment, now, chosen=request.GET.get("kecamatan", "")[:13])
    still: dict[str, Any] = {"live_url": ""} if moment else {}
    return show(
        request,
        "map",
        scene="map",
        moment=moment,
        reports=reverse("portal-reports"),
        alarms=lines(found, now=moment.at if moment else now, past=moment is not None),
        more_alarms=found.total - len(found.cards),
        **drawn,
        **still,
    )


def context(moment: replay.Moment | None, now: dt.datetime, *, chosen: str = "") -> dict[str, Any]:
    """Picture, rows and totals of one hour; `told` is False where that hour is too far back."""
    names = {one.code: one.name for one in directory.places() if one.kind == "kecamatan"}
    found = _past(moment, now) if moment else _now()
    counts = found.districts if found else ()
    waiting = {one.district: one.count for one in counts}
    return {
        "told_map": found is not None,
        "picture": _picture(found, names, moment) if found else None,
        "rows": _rows(counts, names),
        "chosen": chosen if chosen in names else "",
        "unplaced": waiting.get("", 0),
        "total": sum(waiting.values()),
    }


def _now() -> voice.PastMap:
    filters = voice.Filters(statuses=RUNNING)
    return voice.PastMap(
        voice.district_counts(filters=filters),
        voice.map_cells(filters=filters, size=voice.SQUARE),
    )


def _past(moment: replay.Moment, now: dt.datetime) -> voice.PastMap | None:
    return voice.past_map(at=moment.at, known=moment.known, now=now)


def _picture(
    found: voice.PastMap, names: dict[str, str], moment: replay.Moment | None
) -> dict[str, Any] | None:
    ground = maps.canvas(level="kecamatan", codes=set(names))
    if ground is None:
        return None
    known = {one.district: one for one in found.districts}
    asked = dict(moment.asked) if moment else {}
    areas = [
        maps.Area(
            code,
            name,
            known[code].count if code in known else 0,
            f"{reverse('command:map')}?{urlencode({**asked, 'kecamatan': code})}",
            known[code].late if code in known else 0,
        )
        for code, name in names.items()
    ]
    return maps.drawn(ground, areas, found.cells)


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
