"""Polygons from raw rings: repaired where that changes nothing that matters, else refused."""

from __future__ import annotations

import math
from typing import Any

import shapely

from pendopo.directory.boundaries.report import BoundaryNote, note

MOST_CHANGE = 0.01  # of the area: what a repair may add or take


def shape_of(polygons: list[Any], where: str) -> tuple[Any, list[BoundaryNote]]:
    """A valid polygon or multipolygon in degrees, or None; and what is to be told."""
    try:
        raw = shapely.MultiPolygon([_polygon(one) for one in polygons])
    except (TypeError, ValueError, IndexError, shapely.errors.ShapelyError) as wrong:
        return None, [note("shape_wrong", where, str(wrong)[:80])]
    if raw.is_empty:
        return None, [note("shape_wrong", where, "kosong")]
    if raw.is_valid:
        return raw, []
    reason = shapely.is_valid_reason(raw).partition("[")[0]
    mended = _surfaces(shapely.make_valid(raw))
    # The area of the rings as they were drawn: a figure of eight counts one loop against the other.
    if mended is None or abs(mended.area - raw.area) > MOST_CHANGE * mended.area:
        return None, [note("shape_lost", where)]
    return mended, [note("repaired", where, reason)]


def joined(shapes: list[Any]) -> Any:
    return _surfaces(shapely.union_all(shapes))


def _polygon(rings: Any) -> Any:
    if not isinstance(rings, list) or not rings:
        raise ValueError("tidak ada garis")
    lines = [[_position(at) for at in ring] for ring in rings]
    return shapely.Polygon(lines[0], lines[1:])


def _position(at: Any) -> tuple[float, float]:
    lon, lat = at[0], at[1]
    if any(isinstance(one, bool) or not isinstance(one, (int, float)) for one in (lon, lat)):
        raise ValueError("koordinat bukan angka")
    if not (math.isfinite(lon) and abs(lon) <= 180 and math.isfinite(lat) and abs(lat) <= 90):
        raise ValueError("koordinat di luar bumi")
    return float(lon), float(lat)


def _surfaces(shape: Any) -> Any:
    """Only its surfaces; lines and points that a repair leaves behind are dropped."""
    parts = [one for one in shapely.get_parts(shape) if one.geom_type == "Polygon" and one.area]
    inner = [one for one in shapely.get_parts(shape) if one.geom_type == "MultiPolygon"]
    parts += [one for many in inner for one in shapely.get_parts(many) if one.area]
    return shapely.MultiPolygon(parts) if parts else None
