"""Districts and villages as a picture of ours: degrees to units, counts to shades, squares to
circles. The public map and the command centre draw with it."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pendopo.directory import api as directory
from pendopo.faces.components.shapes import (
    Box,
    Outline,
    Spot,
    eased,
    joined,
    joints,
    name_places,
    outline,
    straight,
)
from pendopo.voice import api as voice

WIDTH = 900
"""Units of the picture; the height follows from the shapes."""
TALLEST = 0.78
"""Height for the width, at most: a tall district is shown with its neighbours at the sides."""
EDGE = 0.06
"""Share of the picture that is left round villages, so that their neighbours are seen."""
SQUARES = 700
"""Squares across the picture, at most: more is ink, not news."""
LITTLE = 240
"""Width of the little picture that says where in the region one looks."""

Ring = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Area:
    """A district or village as it is drawn, with the number that shades it and where it leads."""

    code: str
    name: str
    count: int
    href: str
    late: int = 0


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
    """Shapes of one view by code, the districts around them (for a view of villages), the frame,
    and the squares that suit it, in cells of the public grid."""

    frame: Frame
    shapes: Mapping[str, tuple[Ring, ...]]
    around: Mapping[str, tuple[Ring, ...]]
    size: int
    approximate: bool


def canvas(
    *, level: directory.BoundaryLevel, codes: Collection[str], focus: str = ""
) -> Canvas | None:
    """These places, or one of them among its neighbours; None where no outlines are known."""
    outlines = _outlines(level)
    if outlines is None:
        return None
    shapes = {code: rings for code, rings in _shapes(outlines).items() if code in codes}
    looked_at = {focus: shapes[focus]} if focus in shapes else shapes
    points = [point for rings in looked_at.values() for ring in rings for point in ring]
    if not points:
        return None
    frame = _frame(points, edge=EDGE if level == "desa" else 0)
    districts = _outlines("kecamatan") if level == "desa" else None
    around = _visible(_shapes(districts), frame) if districts else {}
    return Canvas(frame, _visible(shapes, frame), around, _size(frame), outlines.approximate)


def drawn(
    canvas: Canvas,
    areas: Iterable[Area],
    found: voice.MapView,
    *,
    around: Iterable[Area] = (),
    here: str = "",
) -> dict[str, Any]:
    """What the page writes out: paths with their shade, circles by state, names where they fit.
    around: the districts behind a view of villages; here: the one that is looked at."""
    named = {one.code: one for one in areas}
    most = max((one.count for one in named.values()), default=0)
    circles: dict[str, list[dict[str, int]]] = {"ok": [], "go": [], "late": []}
    fullest = max((one.count for one in found.cells), default=1)
    for cell in found.cells:
        state = "late" if cell.late else "go" if cell.waiting else "ok"
        circles[state].append(_circle(cell, found.size, canvas.frame, fullest))
    rounded = bool(canvas.around)
    marks = [
        (one["x"] - one["r"], one["y"] - one["r"], one["x"] + one["r"], one["y"] + one["r"])
        for many in circles.values()
        for one in many
    ]
    return {
        "width": WIDTH,
        "height": canvas.frame.y(canvas.frame.south),
        "approximate": canvas.approximate,
        "metres": found.size * round(111_320 / voice.CELL),
        "areas": [
            {
                **one,
                "count": named[one["code"]].count,
                "late": named[one["code"]].late,
                "shade": _shade(named[one["code"]].count, most),
            }
            for one in _written(canvas.shapes, named, canvas, rounded=rounded, marks=marks)
        ],
        "around": _written(canvas.around, {one.code: one for one in around}, canvas),
        "little": _little(here) if here else None,
        "circles": circles,
    }


def _written(
    shapes: Mapping[str, tuple[Ring, ...]],
    named: Mapping[str, Area],
    canvas: Canvas,
    *,
    rounded: bool = False,
    marks: Sequence[Box] = (),
) -> list[dict[str, Any]]:
    found = {
        code: rings
        for code, rings in _spots(shapes, canvas.frame).items()
        if code in named and rings
    }
    ways = _ways(found, eased_too=canvas.approximate, rounded=rounded)
    places = name_places(
        found,
        {code: named[code].name for code in found},
        marks=marks,
        weights={code: named[code].count for code in found},
    )
    return [
        {
            "code": code,
            "name": named[code].name,
            "href": named[code].href,
            "path": ways[code],
            "label": places.get(code),
        }
        for code in found
    ]


def _ways(
    shapes: Mapping[str, tuple[Outline, ...]], *, eased_too: bool, rounded: bool = False
) -> dict[str, str]:
    """Paths by code. Surveyed borders are drawn as they are; cells round a middle, which nobody
    ever saw, without the corners that they do not have."""
    if not eased_too:
        return {code: "".join(straight(one) for one in rings) for code, rings in shapes.items()}
    fixed = joints(shapes.values())
    return {
        code: "".join(eased(one, fixed, rounded=rounded) for one in rings)
        for code, rings in shapes.items()
    }


def _little(here: str) -> dict[str, Any] | None:
    """The whole region, small, with one district marked."""
    outlines = _outlines("kecamatan")
    shapes = _shapes(outlines) if outlines else {}
    if outlines is None or here not in shapes:
        return None
    frame = _frame([point for rings in shapes.values() for ring in rings for point in ring],
                   width=LITTLE)  # fmt: skip
    ways = _ways(_spots(shapes, frame), eased_too=outlines.approximate)
    height = frame.y(frame.south)
    return {"width": LITTLE, "height": height, "land": joined(ways, but=here), "here": ways[here]}


def _outlines(level: directory.BoundaryLevel) -> directory.Outlines | None:
    try:
        return directory.outlines(level=level)
    except directory.Refused:
        return None


def _shapes(outlines: directory.Outlines) -> dict[str, tuple[Ring, ...]]:
    return {
        one["properties"]["code"]: tuple(_rings(one["geometry"]))
        for one in json.loads(outlines.geojson)["features"]
    }


def _frame(points: list[tuple[float, float]], *, edge: float = 0, width: int = WIDTH) -> Frame:
    west, east = min(one[0] for one in points), max(one[0] for one in points)
    south, north = min(one[1] for one in points), max(one[1] for one in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    tall, wide = max(north - south, 1e-6), max((east - west) * squeeze, 1e-6)
    wide, tall = wide * (1 + 2 * edge), tall * (1 + 2 * edge)
    wide = max(wide, tall / TALLEST)
    middle, half = (west + east) / 2, wide / squeeze / 2
    level, above = (south + north) / 2, tall / 2
    return Frame(middle - half, level + above, middle + half, level - above, width / wide, squeeze)


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


def _spots(shapes: Mapping[str, tuple[Ring, ...]], frame: Frame) -> dict[str, tuple[Outline, ...]]:
    def spot(point: tuple[float, float]) -> Spot:
        return frame.x(point[0]), frame.y(point[1])

    found = {
        code: tuple(outline(spot(point) for point in ring) for ring in rings)
        for code, rings in shapes.items()
    }
    return {code: tuple(one for one in rings if len(one) > 2) for code, rings in found.items()}


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
        "r": round(max(6.0, half * (0.25 + 0.7 * share))),
        "count": cell.count,
    }
