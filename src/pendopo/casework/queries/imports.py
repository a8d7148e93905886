"""Imports of old registers: their report and their progress, and the template to fill in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from pendopo.casework import models, policy
from pendopo.casework.import_rows import SAYS, SKIPPED
from pendopo.casework.refusals import NotFound
from pendopo.casework.sheets import old_register
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

SHOWN = 300
"""Lines of a report on one page."""


@dataclass(frozen=True, slots=True)
class ImportLine:
    """What the report says of a row; `skipped`: it is left out and stops nothing."""

    row: int
    column: str
    code: str
    text: services.Text
    skipped: bool


@dataclass(frozen=True, slots=True)
class ImportView:
    """`rows` will be copied, `known` are left out, `wrong` must be mended first; `done` counts
    the rows copied so far. `report`: the first 300 lines."""

    id: UUID
    organisation_id: UUID
    status: str  # refused | checked | running | done
    rows: int
    known: int
    wrong: int
    done: int
    report: tuple[ImportLine, ...]
    lines: int
    at: dt.datetime
    begun_at: dt.datetime | None
    ended_at: dt.datetime | None
    version: int


@ledger.within_region
def register_import(*, import_id: UUID, who: directory.Actor) -> ImportView:
    """One import. Raises `NotFound`, also for whoever neither signs nor supervises there."""
    row = models.RegisterImport.objects.filter(id=import_id).first()
    if row is None or row.organisation_id not in policy.heads(who):
        raise NotFound("import_unknown")
    return view_of(row)


@ledger.within_region
def register_imports(*, who: directory.Actor) -> tuple[ImportView, ...]:
    """The latest imports of the viewer's agencies, newest first. One statement."""
    rows = models.RegisterImport.objects.filter(organisation_id__in=policy.heads(who))
    return tuple(view_of(row) for row in rows.order_by("-at")[:20])


@ledger.within_region
def import_template(*, now: dt.datetime) -> bytes:
    """The .xlsx to fill in, with the services to copy from."""
    cards = services.catalogue(language="id", at=now)
    return old_register.template([(one.slug, one.title) for one in cards])


def view_of(row: models.RegisterImport) -> ImportView:
    lines = [(int(at), str(column), str(code)) for at, column, code in row.report]
    return ImportView(
        id=row.id,
        organisation_id=row.organisation_id,
        status=row.status,
        rows=row.rows,
        known=row.known,
        wrong=len({at for at, _column, code in lines if code not in SKIPPED}),
        done=row.done,
        report=tuple(
            ImportLine(at, column, code, SAYS[code], code in SKIPPED)
            for at, column, code in lines[:SHOWN]
        ),
        lines=len(lines),
        at=row.at,
        begun_at=row.begun_at,
        ended_at=row.ended_at,
        version=row.version,
    )
