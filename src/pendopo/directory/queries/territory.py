"""Where a point lies and what a map draws, from polygons that a process keeps in memory.

A process reads the polygons once a version; every `REMEMBER_SECONDS` one statement asks
whether a newer version came. No other statement is needed to place a point.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from django.db.models import Count

from pendopo.directory.models import Boundary as BoundaryRow
from pendopo.directory.models import BoundarySet as BoundarySetRow
from pendopo.directory.queries.regions import places
from pendopo.directory.refusals import Refused
from pendopo.directory.values import BoundaryLevel, BoundaryVersion, Located, Outlines
from pendopo.ledger import api as ledger

if TYPE_CHECKING:
    from pendopo.directory.territory.atlas import Atlas, Level

REMEMBER_SECONDS = 15.0
_lock = threading.Lock()


@dataclass(slots=True)
class _Known:
    version: str
    atlas: Atlas
    source: str
    asked: float
    outlines: dict[str, Outlines] = field(default_factory=dict)


_known: dict[str, _Known] = {}


def place_at(*, lat: float, lon: float) -> Located:
    """District and village of a point (degrees, WGS 84) of the current region.

    Raises `Refused` with a sentence: `point_not_number`, `point_swapped` (latitude and longitude
    exchanged), `point_range`, `point_outside`, `boundaries_missing`. A point at most a kilometre
    outside is given to the nearest place, as approximate.
    """
    return _now().atlas.at(lat, lon)


def outlines(*, level: BoundaryLevel = "kecamatan") -> Outlines:
    """Simplified polygons for a map, neighbours still sharing their borders; at most about
    60 KB for a regency's districts. Raises `Refused("boundaries_missing")`."""
    known = _now()
    if level not in known.outlines:
        from pendopo.directory.territory.outlines import drawn

        known.outlines[level] = drawn(known.atlas, level, source=known.source)
    return known.outlines[level]


@ledger.within_region
def boundary_versions() -> tuple[BoundaryVersion, ...]:
    """Every version of the region's boundaries, newest first."""
    counts = {
        row["boundaries"]: row["count"]
        for row in BoundaryRow.objects.values("boundaries").annotate(count=Count("id"))
    }
    return tuple(
        BoundaryVersion(
            number=row.number,
            level=cast(BoundaryLevel, row.level),
            approximate=row.approximate,
            places=counts.get(row.pk, 0),
            content=row.content,
            source=row.source,
            imported_at=row.imported_at,
        )
        for row in BoundarySetRow.objects.order_by("-number")
    )


def forget_boundaries() -> None:
    """Ask the database again next time (after an import in this process)."""
    known = _known.get(ledger.current_region())
    if known is not None:
        known.asked = float("-inf")


def _now() -> _Known:
    region = ledger.current_region()
    known = _known.get(region)
    if known is not None and time.monotonic() - known.asked < REMEMBER_SECONDS:
        return known
    with _lock:
        found = _read(_known.get(region))
        _known[region] = found
    return found


@ledger.within_region
def _read(known: _Known | None) -> _Known:
    asked = time.monotonic()
    chosen = _chosen()
    if not chosen:
        raise Refused("boundaries_missing")
    version = "-".join(str(row.number) for row in chosen.values())
    if known is not None and known.version == version:
        known.asked = asked
        return known
    # numpy and shapely take half a second to come: only a process that asks for a place pays.
    from pendopo.directory.territory.atlas import Atlas

    atlas = Atlas(
        {one.code: one for one in places()},
        districts=_level(chosen.get("kecamatan")),
        villages=_level(chosen.get("desa")),
        version=version,
    )
    sources = dict.fromkeys(row.source for row in chosen.values() if row.source)
    return _Known(version, atlas, "; ".join(sources), asked)


def _chosen() -> dict[str, BoundarySetRow]:
    """The newest version of each level, as far as it says something: districts made of centroids
    say less than real villages do."""
    chosen: dict[str, BoundarySetRow] = {}
    for row in BoundarySetRow.objects.order_by("level", "-number"):
        chosen.setdefault(row.level, row)
    villages, districts = chosen.get("desa"), chosen.get("kecamatan")
    if villages and districts and districts.approximate and not villages.approximate:
        del chosen["kecamatan"]
    return chosen


def _level(row: BoundarySetRow | None) -> Level | None:
    if row is None:
        return None
    import shapely

    from pendopo.directory.territory.atlas import Level

    rows = BoundaryRow.objects.filter(boundaries=row).order_by("place_code")
    shapes: dict[str, Any] = {
        code: shapely.from_wkb(bytes(shape))
        for code, shape in rows.values_list("place_code", "shape")
    }
    return Level(shapes, row.approximate)
