"""How polygons of one level fit together: what overlaps, what belongs to nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import shapely

from pendopo.directory.boundaries.report import BoundaryNote, note
from pendopo.directory.territory.plane import plane_of
from pendopo.directory.values import Place

SMALL = 1000.0  # square metres that two surveys may differ by
MOST_NOTES = 40
SAME = 0.5  # of the smaller polygon inside another: they tell of the same ground


def fit(shapes: Mapping[str, Any], places: Mapping[str, Place]) -> tuple[float, list[BoundaryNote]]:
    """The area of all together in square kilometres, and notes."""
    codes = list(shapes)
    degrees = list(shapes.values())
    metres = plane_of(degrees).metres(degrees)
    notes = _overlaps(codes, metres, places)
    whole = shapely.union_all(metres)
    holes = [
        shapely.Polygon(ring).area for part in shapely.get_parts(whole) for ring in part.interiors
    ]
    large = [one for one in holes if one > SMALL]
    if large:
        told = f"{len(large)} celah ({sum(large) / 10_000:.1f} ha)"
        notes.append(note("gaps", value=told))
    return whole.area / 1e6, notes


def _overlaps(codes: list[str], metres: Any, places: Mapping[str, Place]) -> list[BoundaryNote]:
    tree = shapely.STRtree(metres)
    left, right = tree.query(metres, predicate="intersects")
    common = shapely.area(shapely.intersection(metres[left], metres[right]))
    notes: list[BoundaryNote] = []
    for one, other, area in zip(left, right, common, strict=True):
        if one >= other or area <= SMALL or len(notes) >= MOST_NOTES:
            continue
        there = f"{codes[other]} {places[codes[other]].name}"
        where = f"{codes[one]} {places[codes[one]].name}"
        smaller = min(metres[one].area, metres[other].area)
        if area > SAME * smaller:
            notes.append(note("same_ground", where, there))
        else:
            notes.append(note("overlap", where, f"{there} ({area / 10_000:.1f} ha)"))
    return notes
