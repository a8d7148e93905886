"""A file goes into a draft: tried first, then copied whole or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Final
from uuid import UUID

from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.planning import policy
from pendopo.planning.actions.copying import Copied, copy, known_nodes
from pendopo.planning.facts import Imported, ImportJudged
from pendopo.planning.finding import draft_of, touch
from pendopo.planning.intake import ADVICE, Intake, fingerprint, headings_of, read, renamed
from pendopo.planning.intake.merge import Merge, merge
from pendopo.planning.models import ColumnMapping, ImportRun, Version
from pendopo.planning.queries.imports import ImportCard, import_card, saved_mapping
from pendopo.planning.recording import record
from pendopo.planning.refusals import NotFound, Refused, Stale
from pendopo.planning.tables import open_bytes
from pendopo.planning.tree import Finding

MOST_LINES: Final = 1_000
Progress = Callable[[int, int, str], None]


def quiet(done: int, total: int, text: str) -> None:
    """For callers that show no progress."""


@ledger.within_region
def judge_import(
    *,
    version_id: UUID,
    content: bytes,
    file_name: str,
    who: directory.Actor | None,
    now: dt.datetime,
    year: int | None = None,
    sheet: str = "",
    mapping: Mapping[str, str] | None = None,
) -> ImportCard:
    """Try a file (xlsx, xls, ods, csv) against a draft: what it would bring, and every row that is
    wrong. Nothing of the plan changes; the file is kept, so that `apply_import` can copy it.

    year: what `target` and `pagu_rp` are about, for plans of several years. mapping: our column ->
    heading of the file; it is remembered for files with the same headings, and without one what
    was remembered is used. Raises `Unreadable`, `Refused`.
    """
    policy.check_plans(who)
    version = draft_of(version_id)
    if not content:
        raise Refused("file_empty")
    page = open_bytes(content, sheet=sheet)
    _at, titles = headings_of(page)
    mark = fingerprint(titles)
    chosen = remembered(mark, mapping, now)
    intake = read(renamed(page, chosen), years=_years(version), year=year)
    merged = merge(intake, known_nodes(version), _keys(intake, now))
    row = ImportRun.objects.create(
        id=uuid7(now),
        plan=version.plan,
        version=version,
        file_name=file_name.strip()[-200:] or "berkas",
        content=content,
        content_hash=hashlib.sha256(content).hexdigest(),
        sheet=sheet[:100],
        year=year,
        mapping=chosen,
        status="refused" if merged.wrong or not intake.nodes else "judged",
        report=report_of(merged.findings, ADVICE),
        notes=list(intake.notes),
        counts=_counts(intake, merged),
        wrong=merged.wrong,
        advice=len(merged.findings) - merged.wrong,
        account_id=who.account_id if who else None,
        at=now,
        version_revision=version.revision,
    )
    fact = ImportJudged(
        run=row.pk, content=f"sha256:{row.content_hash}", wrong=row.wrong, rows=intake.rows
    )
    record((version.plan_id, fact), who=who, now=now)
    return import_card(row)


def remembered(mark: str, given: Mapping[str, str] | None, now: dt.datetime) -> dict[str, str]:
    """What somebody says about the headings of such files now, else what was said before."""
    if given is None:
        return saved_mapping(mark)
    chosen = {ours: heading for ours, heading in given.items() if heading}
    ColumnMapping.objects.update_or_create(
        fingerprint=mark, defaults={"mapping": chosen, "saved_at": now}
    )
    return chosen


def _years(version: Version) -> tuple[int, ...]:
    return tuple(range(version.plan.first_year, version.plan.last_year + 1))


def _keys(intake: Intake, now: dt.datetime) -> list[UUID]:
    return [uuid7(now) for _ in intake.nodes]


def _counts(intake: Intake, merged: Merge) -> dict[str, int]:
    return {
        "rows": intake.rows,
        "nodes": len(intake.nodes) - len(merged.known),
        "known": len(merged.known),
        "indicators": len(intake.indicators),
        "budgets": len(intake.budgets),
    }


def report_of(findings: Iterable[Finding], advice: frozenset[str]) -> list[dict[str, object]]:
    """What is wrong first, then what is only told; each in the order of the file."""
    ordered = sorted(findings, key=lambda one: (one.rule in advice, one.row))
    return [
        {
            "row": one.row,
            "column": one.column,
            "rule": one.rule,
            "found": "" if one.found is None else str(one.found)[:80],
            "text": one.message,
            "wrong": one.rule not in advice,
        }
        for one in ordered[:MOST_LINES]
    ]


@ledger.within_region
def apply_import(
    *,
    run_id: UUID,
    who: directory.Actor | None,
    now: dt.datetime,
    progress: Progress = quiet,
) -> ImportCard:
    """Copy a judged file into its draft: all of it in one transaction, or nothing. Whoever was
    interrupted begins again; a file that was copied is not copied twice.

    progress(done, total, what): rows written so far. Raises `Refused("import_wrong")`, and `Stale`
    when the draft has changed since the file was judged.
    """
    policy.check_plans(who)
    row = ImportRun.objects.select_for_update().filter(pk=run_id, about="plan").first()
    if row is None:
        raise NotFound("import_unknown")
    if row.status == "applied":
        return import_card(row)
    if row.status == "refused":
        raise Refused("import_wrong", wrong=row.wrong)
    version = draft_of(row.version_id)
    if version.revision != row.version_revision:
        raise Stale("import_old")
    progress(0, sum(row.counts.values()), "Membaca berkas")
    page = renamed(open_bytes(bytes(row.content), sheet=row.sheet), row.mapping)
    intake = read(page, years=_years(version), year=row.year)
    there = known_nodes(version)
    merged = merge(intake, there, _keys(intake, now))
    if merged.wrong:
        raise Refused("import_wrong", wrong=merged.wrong)
    copied = copy(version, intake, merged, len(there), now, progress)
    row.status, row.applied_at, row.content = "applied", now, b""
    row.save(update_fields=["status", "applied_at", "content"])
    touch(version)
    record((version.plan_id, _imported(row, version, copied)), who=who, now=now)
    return import_card(row)


def _imported(row: ImportRun, version: Version, copied: Copied) -> Imported:
    return Imported(
        run=row.pk,
        version=version.pk,
        content=f"sha256:{row.content_hash}",
        nodes=copied.nodes,
        indicators=copied.indicators,
        budgets=copied.budgets,
    )
