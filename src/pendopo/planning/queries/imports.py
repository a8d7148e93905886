"""Imports of a plan: what was judged, what was copied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pendopo.ledger import api as ledger
from pendopo.planning.models import ColumnMapping, ImportRun
from pendopo.planning.refusals import NotFound

LATEST = 20


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One thing to mend or to know. `row` and `column` as the file has them; `rule` a word of
    `IMPORT_RULES`; `wrong`: it keeps the file out."""

    row: int
    column: str
    rule: str
    found: str
    text: str
    wrong: bool


@dataclass(frozen=True, slots=True)
class ImportCard:
    """A judged file. `status`: refused, judged (ready to be copied) or applied. `lines` are the
    first ones of `wrong + advice`; `counts`: new and changed nodes, indicators, budgets; of a file
    of figures (`about` "realised") rows, new, changed, same, letters."""

    id: UUID
    plan_id: UUID
    version_id: UUID
    file_name: str
    status: str
    lines: tuple[ImportLine, ...]
    notes: tuple[str, ...]
    counts: Mapping[str, int]
    mapping: Mapping[str, str]
    wrong: int
    advice: int
    at: dt.datetime
    applied_at: dt.datetime | None
    year: int | None = None
    about: str = "plan"


@ledger.within_region
def import_run(*, run_id: UUID) -> ImportCard:
    """Raises `NotFound`. The file itself is not read."""
    row = ImportRun.objects.defer("content").filter(pk=run_id).first()
    if row is None:
        raise NotFound("import_unknown")
    return import_card(row)


@ledger.within_region
def import_runs(*, plan_id: UUID, about: str = "plan") -> tuple[ImportCard, ...]:
    """The latest, newest first, without their lines. about: plan or realised."""
    found = ImportRun.objects.filter(plan_id=plan_id, about=about)
    rows = found.defer("content", "report").order_by("-at")
    return tuple(import_card(row, lines=False) for row in rows[:LATEST])


def saved_mapping(fingerprint: str) -> dict[str, str]:
    row = ColumnMapping.objects.filter(fingerprint=fingerprint).first()
    return dict(row.mapping) if row else {}


def import_card(row: ImportRun, *, lines: bool = True) -> ImportCard:
    report: list[dict[str, Any]] = row.report if lines else []
    return ImportCard(
        id=row.pk,
        plan_id=row.plan_id,
        version_id=row.version_id,
        file_name=row.file_name,
        status=row.status,
        lines=tuple(ImportLine(**one) for one in report),
        notes=tuple(row.notes),
        counts=row.counts,
        mapping=row.mapping,
        wrong=row.wrong,
        advice=row.advice,
        at=row.at,
        applied_at=row.applied_at,
        year=row.year,
        about=row.about,
    )
