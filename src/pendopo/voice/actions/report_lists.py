"""Lists from SP4N-LAPOR! come in: judged row by row first, then made reports by a job, each once.

What was killed goes on where it was: every transaction takes some rows and moves the list's place.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import msgspec

from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services
from pendopo.voice import policy
from pendopo.voice.lapor import facts, news, sheet
from pendopo.voice.lapor.columns import BY_NAME
from pendopo.voice.lapor.judging import Bounds, LaporRow, judge, key_of
from pendopo.voice.lapor.making import make, not_here
from pendopo.voice.lapor.numbering import keep_numbers, numbers_of, own_number
from pendopo.voice.lapor.says import Said, said
from pendopo.voice.lapor.words import lexicon
from pendopo.voice.list_models import ReportColumn, ReportList, ReportListPart
from pendopo.voice.queries.report_lists import ReportListView, view_of
from pendopo.voice.refusals import NotFound, Refused
from pendopo.voice.values import CLASSES

AT_ONCE = 500
"""Rows sealed together, judged and made reports in one transaction."""
TABLE, FIELD = "voice_reportlistpart", "sealed"
KEPT = dt.timedelta(days=7)
"""How long a list that nobody lets in lies here."""
_UNDER_WAY = ("judging", "checked", "running")


@ledger.within_region
def receive_list(
    *, content: bytes, who: directory.Actor | None, now: dt.datetime
) -> ReportListView:
    """Take a list (.xlsx or .csv) and have its rows judged; nothing comes in. The same file again
    is the list that is under way already. who: None for the operator at the machine.

    Raises `Refused`: whoever coordinates no reports, and a file that cannot be read ("lapor_file",
    "lapor_large", "lapor_empty", "lapor_columns").
    """
    policy.check_coordinates_reports(who, now)
    mark = hashlib.sha256(content).hexdigest()
    before = ReportList.objects.filter(file_hash=mark, status__in=_UNDER_WAY).first()
    if before is not None:
        return view_of(before)
    rows = sheet.read(content, _chosen())
    key = directory.new_key(now)
    row = ReportList.objects.create(
        id=uuid7(now),
        account_id=who.account_id if who else None,
        file_hash=mark,
        status="judging",
        rows=len(rows),
        key_id=key.id,
        at=now,
    )
    seen: set[str] = set()
    raw = []
    for one in rows:
        known_as = key_of(one)
        raw.append({"row": one.row, "cells": one.cells, "twice": known_as in seen})
        seen.add(known_as)
    ReportListPart.objects.bulk_create(
        _part(row, key, first, raw[first : first + AT_ONCE], now)
        for first in range(0, len(raw), AT_ONCE)
    )
    _tell(row, facts.ListReceived(rows=len(rows)), now)
    return view_of(row)


def _chosen() -> dict[str, str]:
    return dict(ReportColumn.objects.values_list("field", "heading"))


def _part(
    row: ReportList,
    key: directory.DataKey,
    first: int,
    some: Sequence[Mapping[str, Any]],
    now: dt.datetime,
) -> ReportListPart:
    part_id = uuid7(now)
    sealed = _seal(key, some, part_id)
    return ReportListPart(id=part_id, batch=row, first=first, rows=len(some), sealed=sealed)


@ledger.within_region
def judge_next(*, list_id: UUID, now: dt.datetime) -> bool:
    """Judge the next rows of a list; False when there are none left."""
    row = _locked(list_id)
    if row.status != "judging":
        return False
    part = row.parts.get(first=row.judged)
    key = directory.load_key(row.key_id)
    bounds = _bounds(now)
    sound: list[LaporRow] = []
    raws = [(sheet.RawRow(one["row"], one["cells"]), one["twice"]) for one in _open(key, part)]
    numbers, told = numbers_of([raw for raw, _twice in raws if own_number(raw)])
    ours = sum(one.note for one in told)
    for raw, twice in raws:
        if own_number(raw):
            continue
        one, found = judge(raw, bounds)
        if twice:
            one, found = None, [said(raw.row, "number", "twice")]
        told += found
        sound += [one] if one is not None else []
    fresh = not_here(sound)
    here = {one.key for one in sound} - {one.key for one in fresh}
    tidings = {one.row.row: one for one in news.of_rows([one for one in sound if one.key in here])}
    told += [_known(one, tidings.get(one.row)) for one in sound if one.key in here]
    part.report = [one.plain for one in sorted(told, key=lambda one: one.row)]
    kept = {
        "fresh": [one.plain() for one in fresh],
        "numbers": numbers,
        "news": [one.row.plain() for one in tidings.values()],
    }
    part.sealed = _seal(key, kept, part.id)
    part.save(update_fields=["report", "sealed"])
    row.judged += part.rows
    row.sound += len(fresh)
    row.numbered += len(numbers)
    row.answered += len(tidings)
    row.known += len(sound) - len(fresh) + ours
    row.wrong += part.rows - len(sound) - ours
    if row.judged >= row.rows:
        row.status = "refused" if row.wrong else "checked"
        row.version += 1
        _tell(row, facts.ListJudged(rows=row.rows, wrong=row.wrong, known=row.known), now)
    row.save()
    return row.status == "judging"


def _known(one: LaporRow, tidings: news.News | None) -> Said:
    """What there is to say of a row whose report is here."""
    if tidings is None:
        return said(one.row, "number", "known")
    if tidings.text:
        return said(one.row, "answer", "answer_added")
    return said(one.row, "state", "state_told")


@ledger.within_region
def begin_list(
    *,
    list_id: UUID,
    who: directory.Actor | None,
    version: int,
    leave_wrong: bool = False,
    now: dt.datetime,
) -> ReportListView:
    """Let the sound rows come in; a job does it. Asked again: the same answer. leave_wrong: also
    when rows have to be mended, which stay out. Raises `NotFound`, `Refused`."""
    row = _locked(list_id)
    policy.check_coordinates_reports(who, now)
    if row.status in ("running", "done"):
        return view_of(row)
    may = row.status == "checked" or (row.status == "refused" and leave_wrong)
    if not may or not (row.sound or row.numbered or row.answered):
        raise Refused("list_status")
    if row.version != version:
        raise Refused("list_changed")
    row.status, row.begun_at = "running", now
    row.version += 1
    row.save(update_fields=["status", "begun_at", "version"])
    begun = facts.ListBegun(rows=row.sound, without=row.wrong)
    _tell(row, begun, now, who.account_id if who else None)
    return view_of(row)


@ledger.within_region
def bring_next(*, list_id: UUID, now: dt.datetime) -> bool:
    """The next rows of a running list become reports; False when there are none left. A report that
    came here meanwhile is passed over."""
    row = _locked(list_id)
    if row.status != "running":
        return False
    part = row.parts.get(first=row.done)
    kept = _open(directory.load_key(row.key_id), part)
    some = [msgspec.convert(one, LaporRow) for one in kept["fresh"]]
    made, left = make(row, some, _bounds(now))
    if kept["numbers"]:
        keep_numbers(row, [(own, there) for own, there in kept["numbers"]], now)
    again = [msgspec.convert(one, LaporRow) for one in kept.get("news", ())]
    news.add(row, news.of_rows(again, lock=True), now)
    part.sealed = None  # the words now rest with their reports only
    part.report = [*part.report, *(one.plain for one in left)]
    part.save(update_fields=["sealed", "report"])
    row.done += part.rows
    row.imported += made
    if row.done >= row.rows:
        row.status, row.ended_at = "done", now
        directory.destroy_key(key_id=row.key_id, now=now)
        ended = facts.ListEnded(imported=row.imported, left=row.sound - row.imported)
        _tell(row, ended, now)
    row.save()
    return row.status == "running"


@ledger.within_region
def choose_columns(
    *, columns: Mapping[str, str], who: directory.Actor | None, now: dt.datetime
) -> None:
    """Remember which heading of the region's lists means which field; an empty heading forgets.
    Raises `Refused` for a field that does not exist."""
    policy.check_coordinates_reports(who, now)
    if any(name not in BY_NAME for name in columns):
        raise Refused("lapor_field", known=", ".join(BY_NAME))
    ReportColumn.objects.filter(field__in=list(columns)).delete()
    ReportColumn.objects.bulk_create(
        ReportColumn(id=uuid7(now), field=name, heading=heading.strip()[:80])
        for name, heading in columns.items()
        if heading.strip()
    )
    fields = tuple(ReportColumn.objects.order_by("field").values_list("field", flat=True))
    about = uuid5(NAMESPACE_URL, f"report-columns:{ledger.current_region()}")
    entry = ledger.Entry(
        fact=facts.ColumnsChosen(fields=fields),
        about=about,
        actor=who.account_id if who else None,
        occurred_at=now,
    )
    ledger.append([entry], now=now)


@ledger.within_region
def remove_old_lists(*, now: dt.datetime) -> int:
    """Forget lists that nobody let in for `KEPT`: their key is destroyed; how many."""
    old = ReportList.objects.select_for_update().filter(
        status__in=("judging", "checked", "refused"), at__lt=now - KEPT
    )
    gone = list(old)
    for row in gone:
        row.parts.update(sealed=None)
        row.status = "dropped"
        row.save(update_fields=["status"])
        directory.destroy_key(key_id=row.key_id, now=now)
        _tell(row, facts.ListDropped(rows=row.rows), now)
    return len(gone)


def _bounds(now: dt.datetime) -> Bounds:
    found = {kind: services.report_service(kind=kind, at=now) for kind in CLASSES}
    return Bounds(
        lexicon=lexicon(),
        packages={kind: one for kind, one in found.items() if one is not None},
        calendar=directory.calendar(),
        now=now,
    )


def _seal(key: directory.DataKey, some: Any, row: UUID) -> bytes:
    bound = directory.bound_to(TABLE, FIELD, row)
    return directory.sealer.seal(key, msgspec.json.encode(some), aad=bound)


def _open(key: directory.DataKey, part: ReportListPart) -> Any:
    bound = directory.bound_to(TABLE, FIELD, part.id)
    assert part.sealed is not None  # the list's place says that this one waits
    return msgspec.json.decode(directory.sealer.open(key, bytes(part.sealed), aad=bound))


def _locked(list_id: UUID) -> ReportList:
    row = ReportList.objects.select_for_update().filter(id=list_id).first()
    if row is None:
        raise NotFound("list_unknown")
    return row


def _tell(row: ReportList, fact: ledger.Fact, now: dt.datetime, actor: UUID | None = None) -> None:
    entry = ledger.Entry(fact=fact, about=row.id, actor=actor or row.account_id, occurred_at=now)
    ledger.append([entry], now=now)
