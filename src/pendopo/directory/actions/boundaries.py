"""Boundaries come in as one version of a level, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max

from pendopo.core.identity import uuid7
from pendopo.directory.actions.recording import record
from pendopo.directory.actor import Actor
from pendopo.directory.facts import BoundariesImported
from pendopo.directory.models import Boundary as BoundaryRow
from pendopo.directory.models import BoundarySet as BoundarySetRow
from pendopo.directory.models import Region as RegionRow
from pendopo.directory.queries.territory import forget_boundaries
from pendopo.directory.values import BoundaryLevel, BoundaryVersion
from pendopo.ledger import api as ledger


def keep_boundaries(
    *,
    level: BoundaryLevel,
    shapes: Mapping[str, Any],
    approximate: bool,
    content: str,
    source: str,
    now: datetime,
    actor: Actor | None,
) -> BoundaryVersion:
    """Write a version and its fact in the caller's transaction; it counts from then on."""
    region = ledger.current_region()
    # Two imports at once wait for each other here, so that versions count 1, 2, 3.
    RegionRow.objects.select_for_update().filter(code=region).first()
    last = BoundarySetRow.objects.aggregate(last=Max("number"))["last"] or 0
    row = BoundarySetRow.objects.create(
        id=uuid7(now),
        number=last + 1,
        level=level,
        approximate=approximate,
        content=content,
        source=source.strip()[:200],
        imported_at=now,
    )
    BoundaryRow.objects.bulk_create(
        BoundaryRow(
            id=uuid7(now), region_code=region, boundaries=row, place_code=code, shape=shape.wkb
        )
        for code, shape in sorted(shapes.items())
    )
    fact = BoundariesImported(
        number=row.number,
        level=level,
        places=len(shapes),
        approximate=approximate,
        content=content,
    )
    record((row.pk, fact), now=now, actor=actor)
    forget_boundaries()
    return BoundaryVersion(
        number=row.number,
        level=level,
        approximate=approximate,
        places=len(shapes),
        content=content,
        source=row.source,
        imported_at=now,
    )
