"""Where a report is: the exact point stays sealed, the public sees a cell of a grid."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pendopo.voice.refusals import Refused

CELL = 500
"""Cells of the public grid per degree: 0.002 degrees, some 220 m."""
_INDONESIA = (-11.5, 6.5, 94.5, 141.5)  # south, north, west, east


@dataclass(frozen=True, slots=True)
class Point:
    """WGS 84, degrees."""

    lat: float
    lon: float

    def __str__(self) -> str:
        return f"{self.lat:.6f},{self.lon:.6f}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A square of the public grid, by its south-west corner in steps of 1/`CELL` degree."""

    lat: int
    lon: int

    @property
    def centre(self) -> Point:
        return Point((self.lat + 0.5) / CELL, (self.lon + 0.5) / CELL)


def cell_of(point: Point) -> Cell:
    return Cell(math.floor(point.lat * CELL), math.floor(point.lon * CELL))


def check(point: Point) -> Point:
    """Raises `Refused` for a point that cannot be meant: latitude and longitude changed places, or
    not in Indonesia."""
    if _within(point):
        return point
    meant = Point(point.lon, point.lat)
    if _within(meant):
        raise Refused("place_swapped", lat=f"{meant.lat:g}", lon=f"{meant.lon:g}")
    raise Refused("place_outside")


def metres(one: Point, other: Point) -> float:
    """Great-circle distance (haversine, mean radius 6,371,009 m)."""
    lat1, lat2 = math.radians(one.lat), math.radians(other.lat)
    across = math.radians(other.lon - one.lon)
    half = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin(across / 2) ** 2
    )
    return 2 * 6_371_009 * math.asin(math.sqrt(half))


def _within(point: Point) -> bool:
    south, north, west, east = _INDONESIA
    return south <= point.lat <= north and west <= point.lon <= east
