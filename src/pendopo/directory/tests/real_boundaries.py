"""Real boundary files beside the project, read for tests without the code under test."""

from __future__ import annotations

import json
from itertools import accumulate
from pathlib import Path
from typing import Any

import shapely


def shapes_of(path: Path) -> dict[str, Any]:
    """Polygons by `kode` of a quantized TopoJSON (TopoJSON specification, section 2.1.4)."""
    file = json.loads(path.read_text("utf-8"))
    (sx, sy), (tx, ty) = file["transform"]["scale"], file["transform"]["translate"]
    arcs = []
    for arc in file["arcs"]:
        xs = accumulate(step[0] for step in arc)
        ys = accumulate(step[1] for step in arc)
        arcs.append([(x * sx + tx, y * sy + ty) for x, y in zip(xs, ys, strict=True)])

    def ring(numbers: list[int]) -> list[tuple[float, float]]:
        line: list[tuple[float, float]] = []
        for number in numbers:
            line += (arcs[number] if number >= 0 else arcs[~number][::-1])[bool(line) :]
        return line

    found = {}
    for one in next(iter(file["objects"].values()))["geometries"]:
        parts = [one["arcs"]] if one["type"] == "Polygon" else one["arcs"]
        polygons = [shapely.Polygon(ring(part[0]), [ring(hole) for hole in part[1:]])
                    for part in parts]  # fmt: skip
        found[one["properties"]["kode"]] = shapely.MultiPolygon(polygons)
    return found
