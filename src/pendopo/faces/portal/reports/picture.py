"""The picture of the public map: outlines and squares as an SVG of few bytes."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pendopo.directory import api as directory
from pendopo.voice import api as voice

WIDTH = 900
"""Units of the picture; the height follows from the shapes. An outline's points lie on whole
units: a telephone shows less."""
SQUARES = 700
"""Squares across the picture, at most: more is ink, not news."""

Ring = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Area:
    """A district or village as it is drawn, with the number that shades it and where it leads."""

    code: str
    name: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Degrees to units of the picture: equirectangular, true at the middle of the shapes."""

    west: float
    north: float
    east: float
    south: float
    scale: float
    squeeze: float

    def x(self, lon: float) -> int:
        return round((lon - self.west) * self.squeeze * self.scale)

    def y(self, lat: float) -> int:
        return round((self.north - lat) * self.scale)

    @property
    def corners(self) -> tuple[voice.Point, voice.Point]:
        """South-west and north-east."""
        return voice.Point(self.south, self.west), voice.Point(self.north, self.east)


@dataclass(frozen=True, slots=True)
class Canvas:
    """Shapes of one view by code, the frame around them, and the squares that suit it, in cells of
    the public grid."""

    frame: Frame
    shapes: Mapping[str, tuple[Ring, ...]]
    size: int
    approximate: bool


def canvas(
    *, level: directory.BoundaryLevel, codes: Collection[str], focus: str = ""
) -> Canvas | None:
    """These places, or one of them among its neighbours; None where no outlines are known."""
    outlines = _outlines(level)
    if outlines is None:
        return None
    shapes = {
        one["properties"]["code"]: tuple(_rings(one["geometry"]))
        for one in json.loads(outlines.geojson)["features"]
        if one["properties"]["code"] in codes
    }
    looked_at = {focus: shapes[focus]} if focus in shapes else shapes
    points = [point for rings in looked_at.values() for ring in rings for point in ring]
    if not points:
        return None
    frame = _frame(points)
    return Canvas(frame, _visible(shapes, frame), _size(frame), outlines.approximate)


def drawn(canvas: Canvas, areas: Iterable[Area], found: voice.MapView) -> dict[str, Any]:
    """What the page writes out: paths with their shade, and circles by state."""
    named = {one.code: one for one in areas}
    most = max((one.count for one in named.values()), default=0)
    circles: dict[str, list[dict[str, int]]] = {"ok": [], "go": [], "late": []}
    fullest = max((one.count for one in found.cells), default=1)
    for cell in found.cells:
        state = "late" if cell.late else "go" if cell.waiting else "ok"
        circles[state].append(_circle(cell, found.size, canvas.frame, fullest))
    frame = canvas.frame
    return {
        "width": WIDTH,
        "height": frame.y(frame.south),
        "approximate": canvas.approximate,
        "metres": found.size * round(111_320 / voice.CELL),
        "areas": [
            {
                "name": named[code].name,
                "path": "".join(_path(ring, frame) for ring in rings),
                "count": named[code].count,
                "shade": _shade(named[code].count, most),
                "href": named[code].href,
            }
            for code, rings in canvas.shapes.items()
            if code in named
        ],
        "circles": circles,
    }


def _outlines(level: directory.BoundaryLevel) -> directory.Outlines | None:
    try:
        return directory.outlines(level=level)
    except directory.Refused:
        return None


def _frame(points: list[tuple[float, float]]) -> Frame:
    west, east = min(one[0] for one in points), max(one[0] for one in points)
    south, north = min(one[1] for one in points), max(one[1] for one in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / max((east - west) * squeeze, 1e-6)
    return Frame(west, north, east, south, scale, squeeze)


def _visible(shapes: Mapping[str, tuple[Ring, ...]], frame: Frame) -> dict[str, tuple[Ring, ...]]:
    def seen(ring: Ring) -> bool:
        lons, lats = [one[0] for one in ring], [one[1] for one in ring]
        across = min(lons) <= frame.east and max(lons) >= frame.west
        return across and min(lats) <= frame.north and max(lats) >= frame.south

    return {code: rings for code, rings in shapes.items() if any(seen(one) for one in rings)}


def _size(frame: Frame) -> int:
    """The smallest squares of which not too many lie in the frame."""
    cells = (frame.east - frame.west) * (frame.north - frame.south) * voice.CELL**2
    return max(1, math.ceil(math.sqrt(cells / SQUARES)))


def _rings(geometry: dict[str, Any]) -> Iterator[Ring]:
    """Outer and inner rings of a Polygon or MultiPolygon (RFC 7946)."""
    many = geometry["type"] == "MultiPolygon"
    for polygon in geometry["coordinates"] if many else [geometry["coordinates"]]:
        for ring in polygon:
            yield [(point[0], point[1]) for point in ring]


def _path(ring: Ring, frame: Frame) -> str:
    """Steps from point to point, each on whole units, so that neighbours share their border."""
    points = [(frame.x(lon), frame.y(lat)) for lon, lat in ring]
    x, y = points[0]
    steps = []
    for next_x, next_y in points[1:]:
        if (next_x, next_y) != (x, y):
            across, down = next_x - x, next_y - y
            steps.append(f"{across}{down}" if down < 0 else f"{across} {down}")
            x, y = next_x, next_y
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z" if steps else ""


def _shade(count: int, most: int) -> int:
    """0 for none, else 1 to 4 by share of the fullest."""
    return 0 if not count else min(4, math.ceil(4 * count / most))


def _circle(cell: voice.MapCell, size: int, frame: Frame, fullest: int) -> dict[str, int]:
    """In the middle of its square, its area by the count; none reaches over its square."""
    middle = size / 2 / voice.CELL
    half = middle * frame.squeeze * frame.scale
    share = math.sqrt(cell.count / fullest)
    return {
        "x": frame.x(cell.lon / voice.CELL + middle),
        "y": frame.y(cell.lat / voice.CELL + middle),
        "r": round(max(4.0, half * (0.25 + 0.7 * share))),
        "count": cell.count,
    }
