"""A point that somebody sent, checked before any geometry sees it."""

from __future__ import annotations

import math

from pendopo.directory.refusals import Refused

INDONESIA = (-11.5, 94.5, 6.5, 141.5)
"""South, west, north, east of the country with a margin, degrees (geodesy of Badan Informasi
Geospasial: 6°N to 11°S, 95° to 141°E)."""


def checked_point(lat: object, lon: object) -> tuple[float, float]:
    """Latitude and longitude as finite degrees on the globe.

    Raises `Refused`: `point_not_number` (text, NaN, infinite, a bool), `point_swapped` (the pair
    is only sensible the other way round), `point_range`.
    """
    if not (_number(lat) and _number(lon)):
        raise Refused("point_not_number")
    north, east = float(lat), float(lon)  # type: ignore[arg-type]  # numbers, by the line above
    if abs(north) > 90 or abs(east) > 180:
        if in_country(east, north):
            raise Refused("point_swapped", lat=_short(east), lon=_short(north))
        raise Refused("point_range")
    return north, east


def in_country(lat: float, lon: float) -> bool:
    south, west, north, east = INDONESIA
    return south <= lat <= north and west <= lon <= east


def _number(value: object) -> bool:
    return (
        isinstance(value, (int, float))
        and not isinstance(value, bool)
        and abs(value) < 1e9  # also an int too long for a float
        and math.isfinite(value)
    )


def _short(degrees: float) -> str:
    """At most six decimals: 11 centimetres."""
    return f"{degrees:.6f}".rstrip("0").rstrip(".")
