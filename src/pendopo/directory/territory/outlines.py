"""Polygons light enough for a telephone's map, drawn from an atlas."""

from __future__ import annotations

import json
from typing import Any

import shapely

from pendopo.directory.territory.atlas import Atlas
from pendopo.directory.values import BoundaryLevel, Outlines

LIGHT = 60_000  # bytes: a second on a slow line, a fifth of it packed
FIRST = 30.0  # metres of simplification tried first; doubled until it is light enough
DIGITS = 4  # decimals of a degree: 11 metres


def drawn(atlas: Atlas, level: BoundaryLevel, *, source: str) -> Outlines:
    """The level simplified just enough; neighbours keep their common border where the polygons
    are a coverage (coverage simplification after Visvalingam and Whyatt 1993)."""
    chosen = atlas.level(level)
    shapes = atlas.plane.metres(list(chosen.shapes.values()))
    names = [atlas.place(code) for code in chosen.shapes]
    light, step = LIGHT * max(1, len(names) // 40), FIRST
    while True:
        thin = atlas.plane.degrees(_thinner(shapes, step))
        packed = _packed(names, thin)
        if len(packed) <= light or step > 2000:
            return Outlines(atlas.version, packed, chosen.approximate, source)
        step *= 1.6


def _thinner(shapes: Any, step: float) -> Any:
    if shapely.coverage_is_valid(shapes):
        # Visvalingam's tolerance is the root of an area; half of it looks like `step`.
        return shapely.coverage_simplify(shapes, step)
    return shapely.simplify(shapes, step)


def _packed(names: list[Any], shapes: Any) -> bytes:
    features = [
        {
            "type": "Feature",
            "id": place.code,
            "properties": {"code": place.code, "name": place.name},
            "geometry": _rounded(shapely.geometry.mapping(shape)),
        }
        for place, shape in zip(names, shapes, strict=True)
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, separators=(",", ":"), ensure_ascii=False).encode()


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(one) for one in value]
    return value
