"""The public map: the districts as one picture of ours, with the numbers beside it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from pendopo.directory import api as directory
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.portal.page import show
from pendopo.faces.portal.reports import filters, vocabulary
from pendopo.voice import api as voice

WIDTH = 900
"""Units of the picture; the height follows from the region's shape."""
DOTS = 400
"""Squares drawn on one map: more is ink, not news."""

Ring = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Frame:
    """Degrees to units of the picture: equirectangular, true at the region's middle."""

    west: float
    north: float
    scale: float
    squeeze: float

    def x(self, lon: float) -> float:
        return round((lon - self.west) * self.squeeze * self.scale, 1)

    def y(self, lat: float) -> float:
        return round((self.north - lat) * self.scale, 1)


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
    try:
        outlines = directory.outlines()
    except directory.Refused:
        return None
    shapes = [(one["properties"], list(_rings(one["geometry"]))) for one in
              json.loads(outlines.geojson)["features"]]  # fmt: skip
    points = [point for _told, rings in shapes for ring in rings for point in ring]
    if not points:
        return None
    frame, height = _frame(points)
    by_code = {one.district: one.count for one in counts}
    most = max(by_code.values(), default=1)
    return {
        "width": WIDTH,
        "height": height,
        "approximate": outlines.approximate,
        "districts": [
            {
                "name": names.get(told["code"], told["name"]),
                "path": "".join(_path(ring, frame) for ring in rings),
                "count": by_code.get(told["code"], 0),
                "shade": _shade(by_code.get(told["code"], 0), most),
                "href": f"{reverse('portal-reports')}?{asked.query(kecamatan=told['code'])}",
            }
            for told, rings in shapes
        ],
        "dots": [_dot(one, found.size, frame) for one in found.cells[:DOTS]],
    }


def _frame(points: list[tuple[float, float]]) -> tuple[Frame, int]:
    west, east = min(one[0] for one in points), max(one[0] for one in points)
    south, north = min(one[1] for one in points), max(one[1] for one in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / max((east - west) * squeeze, 1e-6)
    return Frame(west, north, scale, squeeze), math.ceil((north - south) * scale)


def _rings(geometry: dict[str, Any]) -> Iterator[Ring]:
    """Outer and inner rings of a Polygon or MultiPolygon (RFC 7946)."""
    many = geometry["type"] == "MultiPolygon"
    for polygon in geometry["coordinates"] if many else [geometry["coordinates"]]:
        for ring in polygon:
            yield [(point[0], point[1]) for point in ring]


def _path(ring: Ring, frame: Frame) -> str:
    return "M" + "L".join(f"{frame.x(lon)} {frame.y(lat)}" for lon, lat in ring) + "Z"


def _shade(count: int, most: int) -> int:
    """0 for none, else 1 to 4 by share of the fullest."""
    return 0 if not count else min(4, math.ceil(4 * count / most))


def _dot(cell: voice.MapCell, size: int, frame: Frame) -> dict[str, float | int | str]:
    """A circle in the middle of its square, its area by the count."""
    middle = size / 2 / voice.CELL
    return {
        "x": frame.x(cell.lon / voice.CELL + middle),
        "y": frame.y(cell.lat / voice.CELL + middle),
        "r": round(min(26.0, 6 + 2.4 * math.sqrt(cell.count)), 1),
        "state": "late" if cell.late else "go" if cell.waiting else "ok",
        "count": cell.count,
    }
