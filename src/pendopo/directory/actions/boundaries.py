"""Boundaries come in as one version of a level, all or nothing."""

from __future__ import annotations

from datetime import datetime

from pendopo.directory.actor import Actor
from pendopo.directory.boundaries.report import BoundaryReport
from pendopo.directory.values import BoundaryLevel
from pendopo.ledger import api as ledger


@ledger.within_region
def import_boundaries(
    *,
    data: bytes,
    dry_run: bool,
    level: BoundaryLevel | None = None,
    partial: bool = False,
    source: str = "",
    actor: Actor | None,
    now: datetime,
) -> BoundaryReport:
    """Judge a GeoJSON or TopoJSON of the region's districts or villages (WGS 84), and unless
    `dry_run` keep it as the newest version of its level.

    `level` None: what the codes in it say. A file that lacks a place is refused unless `partial`.
    `source` stands at the foot of maps. What is wrong comes in the report, by feature; nothing
    is kept when any of it refuses. Raises `Refused("not_for_you")` unless the actor administers
    the region.
    """
    # numpy and shapely take half a second to come; whoever never imports does not wait.
    from pendopo.directory.boundaries.importing import judge_and_keep

    return judge_and_keep(
        data,
        dry_run=dry_run,
        level=level,
        partial=partial,
        source=source,
        actor=actor,
        now=now,
    )
