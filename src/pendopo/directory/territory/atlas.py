"""The polygons of a region in memory, asked where a point lies.

A search tree (STRtree: Leutenegger, Lopez, Edgington 1997) finds the few polygons whose box
holds the point; only those are looked at closely.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import shapely

from pendopo.directory.refusals import Refused
from pendopo.directory.territory.coordinates import checked_point
from pendopo.directory.territory.plane import Plane, plane_of
from pendopo.directory.values import BoundaryLevel, Located, Place

NEAR = 1000.0  # metres outside the region's outline that still count as a place at its edge
BORDER = 25.0  # metres: what a telephone's GPS is off under trees


class Layer:
    """Polygons of one level with a search tree; codes and polygons in the same order."""

    def __init__(self, shapes: Mapping[str, Any], plane: Plane) -> None:
        self.codes = tuple(shapes)
        self.polygons = plane.metres(list(shapes.values()))
        shapely.prepare(self.polygons)
        self._tree = shapely.STRtree(self.polygons)

    def holding(self, x: float, y: float) -> int | None:
        """Number of the polygon with the point in it; of several (an overlap) the first."""
        for number in sorted(self._tree.query(shapely.Point(x, y))):
            if shapely.intersects_xy(self.polygons[number], x, y):
                return int(number)
        return None

    def nearest(self, x: float, y: float) -> tuple[int, float]:
        """Number of the nearest polygon and its distance in metres."""
        found, far = self._tree.query_nearest(
            shapely.Point(x, y), return_distance=True, all_matches=False
        )
        return int(found[0]), float(far[0])

    def at_border(self, x: float, y: float) -> bool:
        """Whether another polygon of the layer is within `BORDER`."""
        about = shapely.Point(x, y)
        near = self._tree.query(about, predicate="dwithin", distance=BORDER)
        return len(near) > 1


@dataclass(frozen=True, slots=True)
class Level:
    """Boundaries of one level as they were imported: polygons in degrees by place code."""

    shapes: Mapping[str, Any]
    approximate: bool


class Atlas:
    """Districts and villages of one region, fixed at one version of the boundaries."""

    def __init__(
        self,
        places: Mapping[str, Place],
        *,
        districts: Level | None,
        villages: Level | None,
        version: str,
    ) -> None:
        """Without districts of their own, those are the villages joined."""
        self.version = version
        self._places = places
        districts = districts or Level(joined(villages), villages is None or villages.approximate)
        self.districts = districts
        if not districts.shapes:
            raise Refused("boundaries_missing")
        self.plane = plane_of(list(districts.shapes.values()))
        self._district_layer = Layer(districts.shapes, self.plane)
        self._villages = villages
        self._village_layer: Layer | None = None
        self._village_layers: dict[str, Layer] = {}
        if villages is not None:
            below: dict[str, dict[str, Any]] = {}
            for code, shape in villages.shapes.items():
                below.setdefault(places[code].parent_code, {})[code] = shape
            self._village_layers = {code: Layer(own, self.plane) for code, own in below.items()}
            if not villages.approximate:
                self._village_layer = Layer(villages.shapes, self.plane)

    def at(self, lat: object, lon: object) -> Located:
        """District and village of a point. Raises `Refused` saying why there is none."""
        north, east = checked_point(lat, lon)
        x, y = self.plane.point(north, east)
        # Real village polygons decide both levels, so that they never contradict each other.
        if self._village_layer is not None:
            number = self._village_layer.holding(x, y)
            if number is not None:
                village = self._places[self._village_layer.codes[number]]
                approximate = self._village_layer.at_border(x, y)
                return self._located(village.parent_code, village, approximate)
        number, approximate = self._district(x, y)
        district = self._district_layer.codes[number]
        found, sure = self._village(district, x, y)
        return self._located(district, found, approximate or not sure)

    def level(self, level: BoundaryLevel) -> Level:
        """The polygons of a level. Raises `Refused` when there are none."""
        found = self.districts if level == "kecamatan" else self._villages
        if found is None:
            raise Refused("boundaries_missing")
        return found

    def place(self, code: str) -> Place:
        return self._places[code]

    def _district(self, x: float, y: float) -> tuple[int, bool]:
        number = self._district_layer.holding(x, y)
        if number is not None:
            return number, self.districts.approximate or self._district_layer.at_border(x, y)
        number, far = self._district_layer.nearest(x, y)
        if far > NEAR:
            raise Refused("point_outside")
        return number, True

    def _village(self, district: str, x: float, y: float) -> tuple[Place | None, bool]:
        """The village inside a known district, and whether real polygons say so."""
        layer = self._village_layers.get(district)
        if layer is None or self._villages is None:
            return None, True
        number = layer.holding(x, y)
        sure = number is not None and not self._villages.approximate
        if number is None:
            number, _ = layer.nearest(x, y)
        return self._places[layer.codes[number]], sure

    def _located(self, district: str, village: Place | None, approximate: bool) -> Located:
        return Located(
            district=self._places[district],
            village=village,
            approximate=approximate,
            version=self.version,
        )


def joined(villages: Level | None) -> dict[str, Any]:
    """Villages joined to districts: a village's code begins with its district's."""
    below: dict[str, list[Any]] = {}
    for code, shape in (villages.shapes if villages else {}).items():
        below.setdefault(code.rpartition(".")[0], []).append(shape)
    return {code: shapely.union_all(own) for code, own in sorted(below.items())}
