"""Imports of cases in flight: their report and progress, and the template of a service."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pendopo.casework import models, policy
from pendopo.casework.open_rows import SKIPPED
from pendopo.casework.refusals import NotFound
from pendopo.casework.sheets import open_cases
from pendopo.casework.values import Origin
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

SHOWN = 300
"""Lines of a report on one page; the file holds them all."""


@dataclass(frozen=True, slots=True)
class CaseImportLine:
    """What the report says of a row; `skipped`: it is left out and stops nothing."""

    row: int
    column: str
    rule: str
    text: services.Text
    skipped: bool


@dataclass(frozen=True, slots=True)
class CaseImportView:
    """`rows` become cases, `known` are left out, `wrong` must be mended first; `done` counts the
    rows dealt with so far. `report`: the first 300 of `lines`; `tell`: applicants hear of it."""

    id: UUID
    organisation_id: UUID
    service: str
    service_title: services.Text
    status: str  # refused | checked | running | done
    rows: int
    known: int
    wrong: int
    done: int
    tell: bool
    report: tuple[CaseImportLine, ...]
    lines: int
    at: dt.datetime
    begun_at: dt.datetime | None
    ended_at: dt.datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class Importable:
    """A service whose cases the viewer may bring in."""

    slug: str
    title: services.Text


@ledger.within_region
def case_import(*, import_id: UUID, who: directory.Actor) -> CaseImportView:
    """One import. Raises `NotFound`, also for whoever neither signs nor supervises there."""
    return view_of(_of(import_id, who))


@ledger.within_region
def case_imports(*, who: directory.Actor) -> tuple[CaseImportView, ...]:
    """The latest imports of the viewer's agencies, newest first. One statement."""
    rows = models.CaseImport.objects.filter(organisation_id__in=policy.heads(who))
    return tuple(view_of(row) for row in rows.order_by("-at")[:20])


@ledger.within_region
def importable_services(*, who: directory.Actor, now: dt.datetime) -> tuple[Importable, ...]:
    """The services in force of agencies in which the viewer signs or supervises, by title."""
    mine, chart = policy.heads(who), directory.chart()
    found = []
    for card in services.catalogue(language="id", at=now):
        compiled = services.service_at(slug=card.slug, at=now)
        owner = chart.by_code.get(compiled.service.agency) if compiled else None
        if compiled is not None and owner is not None and owner.id in mine:
            found.append(Importable(card.slug, compiled.service.title))
    return tuple(found)


@ledger.within_region
def case_template(*, service: str, who: directory.Actor, now: dt.datetime) -> bytes:
    """The .xlsx to fill in for a service. Raises `NotFound`."""
    compiled = services.service_at(slug=service, at=now)
    if compiled is None or service not in {
        one.slug for one in importable_services(who=who, now=now)
    }:
        raise NotFound("service_unknown")
    return open_cases.template(compiled)


@ledger.within_region
def case_report(*, import_id: UUID, who: directory.Actor) -> bytes:
    """The verdict on every row as .xlsx, with the new numbers once there are any. Three
    statements."""
    row = _of(import_id, who)
    made = {
        one.row: (one.number, number)
        for one, number in (
            (old, old.case.number)
            for old in models.OldCase.objects.filter(batch=row).select_related("case")
        )
    }
    lines: list[tuple[Any, ...]] = []
    for at, column, rule, indonesian, _english in row.report:
        verdict = "Dilewati" if rule in SKIPPED else "Perlu diperbaiki"
        lines.append((at, column, verdict, indonesian, "", ""))
    for at in row.sound:
        old, number = made.get(at, ("", ""))
        ready = "Masuk" if number else "Benar"
        lines.append((at, "", ready, "", old, number))
    title = services.version(hash=row.version_hash).service.title.id
    return open_cases.report(f"Impor berkas berjalan: {title}", sorted(lines, key=lambda x: x[0]))


def origin(case: models.Case) -> Origin | None:
    """Where a case came from; None, and no statement, for one that began here."""
    if case.channel != "import":
        return None
    old = models.OldCase.objects.filter(case=case).first()
    if old is None:
        return None
    return Origin(old.number, old.received_on, old.letter_number, old.letter_dated)


def _of(import_id: UUID, who: directory.Actor) -> models.CaseImport:
    row = models.CaseImport.objects.filter(id=import_id).first()
    if row is None or row.organisation_id not in policy.heads(who):
        raise NotFound("import_unknown")
    return row


def view_of(row: models.CaseImport) -> CaseImportView:
    lines = [
        CaseImportLine(
            int(at), str(column), str(rule), services.Text(id=indonesian, en=english),
            rule in SKIPPED,
        )
        for at, column, rule, indonesian, english in row.report
    ]  # fmt: skip
    return CaseImportView(
        id=row.id,
        organisation_id=row.organisation_id,
        service=row.service,
        service_title=services.version(hash=row.version_hash).service.title,
        status=row.status,
        rows=row.rows,
        known=row.known,
        wrong=len({one.row for one in lines if not one.skipped}),
        done=row.done,
        tell=row.tell,
        report=tuple(lines[:SHOWN]),
        lines=len(lines),
        at=row.at,
        begun_at=row.begun_at,
        ended_at=row.ended_at,
        version=row.version,
    )
