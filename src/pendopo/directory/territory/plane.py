"""Degrees to metres and back: an equirectangular plane that touches one parallel.

Metres a degree: 110,574 of latitude; 111,320 times the cosine of the parallel of longitude
(WGS 84 near the equator).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import shapely

LATITUDE, LONGITUDE = 110_574.0, 111_320.0  # metres a degree


@dataclass(frozen=True, slots=True)
class Plane:
    parallel: float  # degrees

    def point(self, lat: float, lon: float) -> tuple[float, float]:
        return lon * self._east, lat * LATITUDE

    def metres(self, shape: Any) -> Any:
        """A geometry, or an array of them, given in degrees (lon, lat)."""
        return shapely.transform(shape, lambda at: at * [self._east, LATITUDE])

    def degrees(self, shape: Any) -> Any:
        return shapely.transform(shape, lambda at: at / [self._east, LATITUDE])

    @property
    def _east(self) -> float:
        return LONGITUDE * math.cos(math.radians(self.parallel))


def plane_of(shapes: Any) -> Plane:
    """The plane through the middle of these geometries (degrees)."""
    _, south, _, north = (float(one) for one in shapely.total_bounds(shapes))
    return Plane((south + north) / 2)
