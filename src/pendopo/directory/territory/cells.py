"""Approximate boundaries where nobody has given real ones: cells round published centroids.

Each place gets what lies nearer to its centroid than to any other (Voronoi 1908), cut by the
rough outline of the region. Good enough to suggest a district, and always marked approximate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import shapely

from pendopo.directory.territory.plane import plane_of

Point = tuple[float, float]  # latitude, longitude


def cells(centroids: Mapping[str, Point], extent: Sequence[Point]) -> dict[str, Any]:
    """Polygon (degrees) by code; places whose cell lies outside the outline are left out.

    Two centroids at one spot share it: the first code in order gets the cell.
    """
    outline = shapely.Polygon([(lon, lat) for lat, lon in extent])
    plane = plane_of(outline)
    region = shapely.make_valid(plane.metres(outline))
    codes = sorted(centroids)
    middles = shapely.points([plane.point(*centroids[code]) for code in codes])
    made = shapely.get_parts(
        shapely.voronoi_polygons(shapely.multipoints(middles), extend_to=region)
    )
    found: dict[str, Any] = {}
    owner, cell = shapely.STRtree(made).query(middles, predicate="within")
    taken: set[int] = set()
    for place, number in zip(owner, cell, strict=True):
        part = shapely.intersection(made[number], region)
        if number not in taken and not part.is_empty:
            taken.add(number)
            found[codes[place]] = plane.degrees(part)
    return found
