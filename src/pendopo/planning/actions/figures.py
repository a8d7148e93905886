"""A file of figures: tried first, then copied whole or not at all. They wait for the planner like
those that were typed."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.db import IntegrityError

from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.planning import policy
from pendopo.planning.actions.importing import Progress, quiet, remembered, report_of
from pendopo.planning.actions.writing import write_figures, write_letters
from pendopo.planning.facts import FiguresImported, FiguresJudged
from pendopo.planning.finding import current_version, plan_of
from pendopo.planning.intake import fingerprint, headings_of
from pendopo.planning.models import ImportRun, Version
from pendopo.planning.queries.imports import ImportCard, import_card
from pendopo.planning.queries.reportable import known_figures, seen
from pendopo.planning.realised import ADVICE, Known, Matched, Said, match, read, renamed
from pendopo.planning.recording import record
from pendopo.planning.refusals import NotFound, Refused, Stale
from pendopo.planning.tables import open_bytes

_ABOUT: Final = "realised"


@ledger.within_region
def judge_figures(
    *,
    plan_id: UUID,
    content: bytes,
    file_name: str,
    who: directory.Actor | None,
    now: dt.datetime,
    year: int | None = None,
    sheet: str = "",
    mapping: Mapping[str, str] | None = None,
) -> ImportCard:
    """Try a file (xlsx, xls, ods, csv) of what was done and paid in a year against the version of
    the plan that counts: every row that is wrong, and how many figures are new, changed or there
    already. Nothing changes; the file is kept, so that `apply_figures` can copy it.

    A column for each period (q1, q1_rp, q1_physical, m01_rp), a row for each (period, value,
    physical, money_rp), or a list of SPD and SP2D (number, day, amount_rp), which only a planner
    may bring. year: None for a plan of one year. mapping: our column -> heading of the file,
    remembered for files with the same headings. Raises `Unreadable`, `Refused`.
    """
    policy.check_reports(who)
    version = current_version(plan_id)
    wanted = _year(version, year)
    if not content:
        raise Refused("file_empty")
    page = open_bytes(content, sheet=sheet)
    chosen = remembered(fingerprint((_ABOUT, *headings_of(page)[1])), mapping, now)
    said = read(renamed(page, chosen))
    if said.letters:
        policy.check_plans(who)
    known = known_figures(version, wanted, who)
    done = match(said, known, year=wanted)
    row = _run(version, said, done, known)
    row.id, row.at, row.account_id = uuid7(now), now, who.account_id if who else None
    row.file_name, row.sheet = file_name.strip()[-200:] or "berkas", sheet[:100]
    row.content, row.content_hash = content, hashlib.sha256(content).hexdigest()
    row.year, row.mapping = wanted, chosen
    row.save(force_insert=True)
    fact = FiguresJudged(
        run=row.pk, content=f"sha256:{row.content_hash}", year=wanted, wrong=row.wrong,
        rows=said.rows,
    )  # fmt: skip
    record((plan_id, fact), who=who, now=now)
    return import_card(row)


def _year(version: Version, year: int | None) -> int:
    plan = version.plan
    if year is None:
        if plan.first_year != plan.last_year:
            raise Refused("year_needed")
        return plan.first_year
    if not plan.first_year <= year <= plan.last_year:
        raise Refused("year_outside", year=year)
    return year


def _run(version: Version, said: Said, done: Matched, known: Known) -> ImportRun:
    """What the file would do, without who sent it and when."""
    wrong = sum(one.rule not in ADVICE for one in done.findings)
    new = sum(one.known is None for one in done.entries)
    there = bool(done.entries or done.letters or done.same)
    return ImportRun(
        plan=version.plan,
        version=version,
        status="refused" if wrong or not there else "judged",
        report=report_of(done.findings, ADVICE),
        notes=list(said.notes) if there or wrong else [*said.notes, "Tidak ada angka di dalamnya."],
        counts={
            "rows": said.rows,
            "new": new,
            "changed": len(done.entries) - new,
            "same": done.same,
            "letters": len(done.letters),
        },
        wrong=wrong,
        advice=len(done.findings) - wrong,
        version_revision=version.revision,
        about=_ABOUT,
        seen=seen(known),
    )


@ledger.within_region
def apply_figures(
    *,
    run_id: UUID,
    who: directory.Actor | None,
    now: dt.datetime,
    progress: Progress = quiet,
) -> ImportCard:
    """Copy a judged file of figures: all of it in one transaction, or nothing. Whoever was
    interrupted begins again; a file that was copied is not copied twice, and what stands there
    with the same value stays as it is. Every figure waits for the planner.

    Raises `Refused("import_wrong")`, and `Stale` when figures changed since the file was judged.
    """
    policy.check_reports(who)
    row = ImportRun.objects.select_for_update().filter(pk=run_id, about=_ABOUT).first()
    if row is None:
        raise NotFound("import_unknown")
    if row.status == "applied":
        return import_card(row)
    if row.status == "refused":
        raise Refused("import_wrong", wrong=row.wrong)
    assert row.year is not None  # a file of figures is about one
    year = row.year
    plan_of(row.plan_id, lock=True)
    version = current_version(row.plan_id)
    known = known_figures(version, year, who)
    if seen(known) != row.seen:
        raise Stale("import_old")
    said = read(renamed(open_bytes(bytes(row.content), sheet=row.sheet), row.mapping))
    if said.letters:
        policy.check_plans(who)
    done = match(said, known, year=year)
    if wrong := sum(one.rule not in ADVICE for one in done.findings):
        raise Refused("import_wrong", wrong=wrong)
    try:
        write_figures(row.plan_id, year, done, who, now, progress)
        write_letters(row.plan_id, done, who, now)
    except IntegrityError:  # somebody typed one of them at this very moment
        raise Stale("import_old") from None
    row.status, row.applied_at, row.content = "applied", now, b""
    row.save(update_fields=["status", "applied_at", "content"])
    fact = FiguresImported(
        run=row.pk, content=f"sha256:{row.content_hash}", year=year,
        figures=len(done.entries), letters=len(done.letters),
    )  # fmt: skip
    record((row.plan_id, fact), who=who, now=now)
    return import_card(row)
