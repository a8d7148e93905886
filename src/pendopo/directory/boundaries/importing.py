"""Import boundaries: the whole file is judged, and then kept whole or not at all."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from pendopo.directory.actor import Actor
from pendopo.directory.boundaries.fitting import fit
from pendopo.directory.boundaries.keeping import keep_boundaries
from pendopo.directory.boundaries.matching import Matcher, level_of
from pendopo.directory.boundaries.reading import Feature, read
from pendopo.directory.boundaries.report import BoundaryNote, BoundaryReport, Unreadable, note
from pendopo.directory.boundaries.shaping import joined, shape_of
from pendopo.directory.models import BoundarySet as BoundarySetRow
from pendopo.directory.models import Region as RegionRow
from pendopo.directory.policy import check_administers_region
from pendopo.directory.queries.regions import places
from pendopo.directory.values import BoundaryLevel
from pendopo.ledger import api as ledger


def judge_and_keep(
    data: bytes,
    *,
    dry_run: bool,
    level: BoundaryLevel | None,
    partial: bool,
    source: str,
    actor: Actor | None,
    now: datetime,
) -> BoundaryReport:
    """See `actions.boundaries.import_boundaries`."""
    check_administers_region(actor)
    content = hashlib.sha256(data).hexdigest()
    region = ledger.current_region()
    try:
        features = read(data)
        chosen = level or level_of(features, region)
        if chosen is None:
            raise Unreadable("level_unknown")
    except Unreadable as no:
        return _report(None, content, notes=[no.note])
    row = RegionRow.objects.filter(code=region).first()
    matcher = Matcher(places(), chosen, region, row.name if row else "")
    shapes, notes, outside = _shapes(features, matcher)
    area = 0.0
    if not shapes:
        notes.append(note("nothing_matched"))
    else:
        area, more = fit(shapes, matcher.expected)
        notes += more
        notes += [
            note("missing", f"{code} {place.name}", refuses=not partial)
            for code, place in sorted(matcher.expected.items())
            if code not in shapes
        ]
    newest = BoundarySetRow.objects.filter(level=chosen).order_by("-number").first()
    if newest is not None and newest.content == content:
        notes.append(note("same_content", value=newest.number))
    applied = None
    if not dry_run and not any(one.refuses for one in notes):
        applied = keep_boundaries(
            level=chosen,
            shapes=shapes,
            approximate=False,
            content=content,
            source=source,
            now=now,
            actor=actor,
        )
    return BoundaryReport(
        level=chosen,
        features=len(features),
        places=len(shapes),
        expected=len(matcher.expected),
        outside=outside,
        area=area,
        notes=tuple(notes),
        content=content,
        applied=applied,
    )


def _shapes(
    features: list[Feature], matcher: Matcher
) -> tuple[dict[str, Any], list[BoundaryNote], int]:
    """Polygons by place code, what is to be told, and how many features are not ours."""
    parts: dict[str, list[Any]] = {}
    notes: list[BoundaryNote] = []
    outside = 0
    for feature in features:
        match = matcher.match(feature)
        outside += match.outside
        notes += match.notes
        if match.place is None:
            continue
        if feature.polygons is None:
            notes.append(note("shape_kind", feature.where, feature.kind))
            continue
        shape, told = shape_of(feature.polygons, feature.where)
        notes += told
        if shape is not None:
            parts.setdefault(match.place.code, []).append(shape)
    found = {}
    for code, own in sorted(parts.items()):
        found[code] = own[0] if len(own) == 1 else joined(own)
        if len(own) > 1:
            notes.append(note("joined", f"{code} {matcher.expected[code].name}", len(own)))
    return found, notes, outside


def _report(
    level: BoundaryLevel | None, content: str, *, notes: list[BoundaryNote]
) -> BoundaryReport:
    return BoundaryReport(
        level=level, features=0, places=0, expected=0, outside=0, area=0.0,
        notes=tuple(notes), content=content,
    )  # fmt: skip
