"""Districts as a picture of ours: degrees to units, shapes to paths, counts to shades."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pendopo.directory import api as directory
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


def drawn(
    counts: dict[str, int], found: voice.MapView, names: dict[str, str]
) -> dict[str, Any] | None:
    """Shapes with name, code, path, count and shade (0 to 4), circles of squares, and the size of
    the picture; None where no outlines are known. counts: by code of the district."""
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
    most = max(counts.values(), default=1)
    return {
        "width": WIDTH,
        "height": height,
        "approximate": outlines.approximate,
        "districts": [
            {
                "name": names.get(told["code"], told["name"]),
                "code": told["code"],
                "path": "".join(_path(ring, frame) for ring in rings),
                "count": counts.get(told["code"], 0),
                "shade": _shade(counts.get(told["code"], 0), most),
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
