"""TopoJSON (specification 1.0) as GeoJSON features: arcs unpacked, rings put together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pendopo.directory.boundaries.report import Unreadable

MOST_POINTS = 3_000_000


def features_of(file: dict[str, Any]) -> list[dict[str, Any]]:
    """All geometries of all objects. Raises `Unreadable` when arcs are missing or broken."""
    try:
        arcs = _arcs(file["arcs"], file.get("transform"))
        return [
            {
                "id": one.get("id"),
                "properties": one.get("properties"),
                "geometry": {"type": one.get("type"), "coordinates": _coordinates(one, arcs)},
            }
            for one in _geometries(file["objects"])
        ]
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError):
        raise Unreadable("not_map") from None


Line = list[list[float]]


def _arcs(raw: list[Any], transform: dict[str, Any] | None) -> list[Line]:
    """Arcs in degrees; quantized ones count steps from the first point."""
    if sum(len(arc) for arc in raw) > MOST_POINTS:
        raise Unreadable("too_many", MOST_POINTS)
    if transform is None:
        return [[[float(at[0]), float(at[1])] for at in arc] for arc in raw]
    (scale_x, scale_y), (left, low) = transform["scale"], transform["translate"]
    found = []
    for arc in raw:
        x = y = 0
        line: Line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append([x * scale_x + left, y * scale_y + low])
        found.append(line)
    return found


def _geometries(objects: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for one in objects.values():
        if one.get("type") == "GeometryCollection":
            yield from (each for each in one["geometries"])
        else:
            yield one


def _coordinates(one: dict[str, Any], arcs: list[Line]) -> list[Any] | None:
    if one.get("type") == "Polygon":
        return [_ring(ring, arcs) for ring in one["arcs"]]
    if one.get("type") == "MultiPolygon":
        return [[_ring(ring, arcs) for ring in polygon] for polygon in one["arcs"]]
    return None


def _ring(numbers: list[int], arcs: list[Line]) -> Line:
    """Arcs end to end; a negative number is an arc backwards (section 2.1.4)."""
    line: Line = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        line += arc[1:] if line else arc
        if len(line) > MOST_POINTS:
            raise ValueError("a ring longer than all arcs")
    return line
