"""A file of boundaries as features: GeoJSON (RFC 7946, and the older `crs` of 2008) or TopoJSON.

Everything is bounded before it is believed: bytes, features, points, depth, coordinates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from pendopo.directory.boundaries.report import LARGEST_BOUNDARIES, Unreadable
from pendopo.directory.boundaries.topojson import features_of
from pendopo.directory.territory.coordinates import in_country

MOST_FEATURES = 20_000
MOST_POINTS = 3_000_000
_WGS84 = re.compile(r"(EPSG(/0)?[:/]+(\d+(\.\d+)*:)?:?4326|CRS84)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Feature:
    """`polygons`: rings of (lon, lat) by polygon, unchecked; None when `kind` is no polygon."""

    number: int  # from 1
    identity: object
    properties: Mapping[str, object]
    kind: str
    polygons: list[Any] | None

    @property
    def where(self) -> str:
        names = (self.properties.get(key) for key in ("nama", "name", "NAMOBJ", "WADMKD", "WADMKC"))
        name = next((one for one in names if isinstance(one, str)), "")
        return f"#{self.number} {name[:60]}".strip()


def read(data: bytes) -> list[Feature]:
    """Every feature of the file. Raises `Unreadable`."""
    if len(data) > LARGEST_BOUNDARIES:
        raise Unreadable("too_large", LARGEST_BOUNDARIES // 1024 // 1024)
    try:
        file = msgspec.json.decode(data)
    except RecursionError:
        raise Unreadable("too_deep") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Unreadable("not_json") from None
    if not isinstance(file, dict):
        raise Unreadable("not_map")
    _check_crs(file.get("crs"))
    if file.get("type") == "Topology":
        raw = features_of(file)
    elif file.get("type") == "FeatureCollection" and isinstance(file.get("features"), list):
        raw = file["features"]
    else:
        raise Unreadable("not_map")
    if len(raw) > MOST_FEATURES:
        raise Unreadable("too_many", MOST_FEATURES)
    found = [_feature(number, one) for number, one in enumerate(raw, 1)]
    _check_points(found)
    return found


def _feature(number: int, raw: object) -> Feature:
    one = raw if isinstance(raw, dict) else {}
    given, properties = one.get("geometry"), one.get("properties")
    shape = given if isinstance(given, dict) else {}
    kind, coordinates = str(shape.get("type", "kosong"))[:40], shape.get("coordinates")
    polygons: list[Any] | None = None
    if kind == "Polygon" and isinstance(coordinates, list):
        polygons = [coordinates]
    elif kind == "MultiPolygon" and isinstance(coordinates, list):
        polygons = coordinates
    return Feature(
        number=number,
        identity=one.get("id"),
        properties=properties if isinstance(properties, dict) else {},
        kind=kind,
        polygons=polygons,
    )


def _check_crs(crs: object) -> None:
    """Absent or null is WGS 84; a named one must be it. What else there is cannot be checked."""
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str) or not _WGS84.search(name):
        raise Unreadable("crs", str(name or crs)[:80])


def _check_points(features: list[Feature]) -> None:
    """Count all points, and look at those that can be read: are they degrees, the right way
    round? What is wrong with a single polygon is told later, by its name."""
    count = metric = swapped = good = 0
    for at in _positions(features):
        count += 1
        if count > MOST_POINTS:
            raise Unreadable("too_many", MOST_POINTS)
        if not (isinstance(at, list) and len(at) >= 2 and all(map(_finite, at[:2]))):
            continue
        lon, lat = at[0], at[1]
        good += 1
        metric += abs(lon) > 360 or abs(lat) > 360
        swapped += in_country(lon, lat)  # degrees of Indonesia, exchanged
    if metric * 2 > good:
        raise Unreadable("metric")
    if swapped * 2 > good:
        raise Unreadable("swapped")


def _positions(features: list[Feature]) -> Iterator[object]:
    for feature in features:
        for polygon in feature.polygons or ():
            for ring in polygon if isinstance(polygon, list) else ():
                yield from ring if isinstance(ring, list) else ()


def _finite(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e9
