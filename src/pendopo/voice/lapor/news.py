"""What a list tells anew of a report that is here already: another answer, another state there.

It is added beside what officers did here and takes nothing back: where the report stands stays
their word. The same news twice is one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from pendopo.casework import api as casework
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services
from pendopo.voice import policy
from pendopo.voice.lapor import words
from pendopo.voice.lapor.facts import AnswerBrought
from pendopo.voice.lapor.judging import LaporRow
from pendopo.voice.list_models import ListedAnswer, ListedReport, ReportList
from pendopo.voice.models import ForgottenPart, Report
from pendopo.voice.retention.rules import rules
from pendopo.voice.standing import CLOSED

_ENDS: tuple[words.State, ...] = ("closed", "confirmed", "archived", "not_ours")
TABLE, FIELD = "voice_listedanswer", "sealed"


@dataclass(frozen=True, slots=True)
class News:
    """text: the new answer, "" when only the state there has changed."""

    row: LaporRow
    report: Report
    key: directory.DataKey
    text: str = field(repr=False)


@dataclass(slots=True)
class _Heard:
    """What is known of a report from there: marks of its answers, and its latest state, "" when no
    list has told it."""

    ended: bool
    marks: set[bytes] = field(default_factory=set)
    state: str = ""

    def is_news(self, state: words.State) -> bool:
        if self.state:
            return state != self.state
        return state in _ENDS and not self.ended


def of_rows(some: Sequence[LaporRow], *, lock: bool = False) -> list[News]:
    """The rows that tell something new of reports that are here, in their order. Six statements
    whatever their number. lock: so that two lists at once tell it once."""
    reports = _reports(some, lock=lock)
    if not reports:
        return []
    heard = _heard(reports.values())
    spoken = _spoken(reports.values())
    found = []
    for row in some:
        report = reports.get(row.key)
        ours = spoken.get(report.pk) if report else None
        if report is None or ours is None:
            continue
        known = heard[report.pk]
        mark = mark_of(row.answer)
        fresh = bool(row.answer) and mark not in known.marks
        fresh = fresh and _plain(row.answer) not in {_plain(one) for one in ours.texts}
        if fresh or known.is_news(row.state):
            found.append(News(row, report, ours.key, row.answer if fresh else ""))
            known.marks |= {mark}
            known.state = row.state
    return found


def add(batch: ReportList, news: Sequence[News], now: dt.datetime) -> None:
    """Keep them, sealed with the key of each case, with a fact for each. Two statements."""
    kept, entries = [], []
    for one in news:
        answer_id = uuid7(now)
        kept.append(
            ListedAnswer(
                id=answer_id,
                report_id=one.report.pk,
                mark=mark_of(one.text) if one.text else None,
                state=one.row.state,
                sealed=_sealed(one, answer_id) if one.text else None,
                key_id=one.key.id,
                answered_at=one.row.at("answered") if one.text else None,
                batch=batch,
                row=one.row.row,
                at=now,
            )
        )
        fact = AnswerBrought(
            list_id=batch.id,
            row=one.row.row,
            state=one.row.state,
            answer=answer_id if one.text else None,
        )
        entries.append(
            ledger.Entry(
                fact=fact,
                about=one.report.pk,
                actor=batch.account_id,
                organisation=policy.coordinating_agency(one.report),
                occurred_at=now,
            )
        )
    if kept:
        ledger.insert_many(kept)
        ledger.append(entries, now=now)


def mark_of(text: str) -> bytes:
    """A keyed hash of an answer however it was spaced, so that it is known again."""
    return directory.lookup_hash("lapor-answer", _plain(text))


def here(some: Iterable[LaporRow]) -> dict[str, UUID]:
    """Row key -> its report, of rows whose report is here: from a list, or entered there from here.
    Two statements."""
    rows = list(some)
    listed = ListedReport.objects.filter(key__in={one.key for one in rows})
    found: dict[str, UUID] = dict(listed.values_list("key", "report_id"))
    known = Report.objects.filter(
        region_code=ledger.current_region(),
        lapor_number__in={one.number for one in rows if one.number},
    ).values_list("lapor_number", "pk")
    for number, report_id in known:
        found.setdefault(f"n:{str(number).upper()}", report_id)
    return found


def _reports(some: Sequence[LaporRow], *, lock: bool) -> dict[str, Report]:
    """By row key; none whose words were forgotten: they do not come back by a list."""
    ids = here(some)
    rows = Report.objects.filter(pk__in=set(ids.values())).order_by("pk")
    by_id = {row.pk: row for row in (rows.select_for_update() if lock else rows)}
    words_of = [one.code for one in rules() if one.part == "text"]
    gone = set(
        ForgottenPart.objects.filter(report_id__in=by_id, rule__in=words_of).values_list(
            "report_id", flat=True
        )
    )
    return {key: by_id[one] for key, one in ids.items() if one in by_id and one not in gone}


def _heard(reports: Iterable[Report]) -> dict[UUID, _Heard]:
    """What the lists have said so far."""
    found = {one.pk: _Heard(ended=one.status in CLOSED) for one in reports}
    first = ListedReport.objects.filter(report_id__in=found)
    for report_id, mark, state in first.values_list("report_id", "mark", "state"):
        found[report_id].marks |= {bytes(mark)} if mark else set()
        found[report_id].state = state
    later = ListedAnswer.objects.filter(report_id__in=found).order_by("at", "row")
    for report_id, mark, state in later.values_list("report_id", "mark", "state"):
        found[report_id].marks |= {bytes(mark)} if mark else set()
        found[report_id].state = state
    return found


def _spoken(reports: Iterable[Report]) -> Mapping[UUID, casework.WrittenTexts]:
    questions = {}
    for one in reports:
        spec = services.version(hash=one.version_hash).service.report
        questions[one.pk] = spec.answer if spec else ""
    return casework.written_texts(questions=questions)


def _sealed(one: News, answer_id: UUID) -> bytes:
    bound = directory.bound_to(TABLE, FIELD, answer_id)
    return bytes(directory.sealer.seal(one.key, one.text.encode(), aad=bound))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
