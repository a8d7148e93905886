"""What is in a report is forgotten when the time of a rule is over; a fact tells each time.

Facts, agency, topic, district, week and clocks stay: the public export is the same before and
after, so forgetting never mends anybody's record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from pendopo.casework import api as casework
from pendopo.core import references
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.voice import policy
from pendopo.voice.models import (
    ForgottenPart,
    Identity,
    LegalHold,
    ListedAnswer,
    Proof,
    Report,
    Support,
)
from pendopo.voice.queries.retention import due_for
from pendopo.voice.refusals import NotFound, Refused
from pendopo.voice.retention.facts import (
    HoldReason,
    ReportForgotten,
    ReportHeld,
    ReportReleased,
)
from pendopo.voice.retention.keys import Fate, forget_keys
from pendopo.voice.retention.rules import Period, Rule, rules

AT_ONCE = 200
"""Reports forgotten in one transaction."""
REASONS: tuple[HoldReason, ...] = ("court", "investigation", "objection", "audit")
_PLACE = ("titik", "patokan")
_TEXT = ("isi",)


@dataclass(frozen=True, slots=True)
class _Done:
    """By report: files removed, people known no more. cases: whose case has really ended. keys: of
    each case; others: keys of the people that each report knew."""

    cases: frozenset[UUID]
    keys: Mapping[UUID, UUID]
    files: Mapping[UUID, int] = field(default_factory=dict)
    persons: Mapping[UUID, int] = field(default_factory=dict)
    others: Mapping[UUID, frozenset[UUID]] = field(default_factory=dict)


@ledger.within_region
def forget_next(*, now: dt.datetime, most: int = AT_ONCE) -> int:
    """The next reports whose time is over by some rule, at most so many; how many, 0 when none is
    left. For the worker: by and by, one transaction each. Raises `RulesRefused`, and then forgets
    nothing."""
    for rule in rules():
        period = rule.in_force(directory.today(now))
        if period is None:
            continue
        rows = list(due_for(rule, period, now).select_for_update(of=("self",), skip_locked=True)[
            :most
        ])  # fmt: skip
        if rows and (gone := _forget(rule, period, rows, now)):
            return gone
    return 0


def _forget(rule: Rule, period: Period, rows: Sequence[Report], now: dt.datetime) -> int:
    ids = [row.pk for row in rows]
    done = {"place": _place, "text": _text, "photos": _photos, "identity": _identity}[rule.part](
        ids, rule, now
    )
    gone = [row for row in rows if row.pk in done.cases]
    ledger.insert_many(
        [
            ForgottenPart(id=uuid7(now), report_id=row.pk, rule=rule.code,
                          files=done.files.get(row.pk, 0), at=now)
            for row in gone
        ]
    )  # fmt: skip
    fates = forget_keys(gone, done.keys, done.others, now)
    ledger.append([_told(rule, period, row, done, fates[row.pk], now) for row in gone], now=now)
    return len(gone)


def _told(
    rule: Rule, period: Period, row: Report, done: _Done, fate: Fate, now: dt.datetime
) -> ledger.Entry:
    fact = ReportForgotten(
        rule=rule.code,
        part=rule.part,
        months=period.months,
        files=done.files.get(row.pk, 0),
        persons=done.persons.get(row.pk, 0),
        keys=fate.destroyed,
        key_kept=fate.kept,
    )
    return ledger.Entry(
        fact=fact, about=row.pk, organisation=policy.coordinating_agency(row), occurred_at=now
    )


def _place(ids: Sequence[UUID], _rule: Rule, now: dt.datetime) -> _Done:
    found = casework.forget(case_ids=ids, answers=_PLACE, now=now)
    return _Done(found.cases, found.keys)


def _text(ids: Sequence[UUID], _rule: Rule, now: dt.datetime) -> _Done:
    found = casework.forget(case_ids=ids, answers=_TEXT, steps=True, now=now)
    Report.objects.filter(pk__in=found.cases).update(
        public_text="", fingerprint=None, words=None, words_key=None
    )
    ListedAnswer.objects.filter(report_id__in=found.cases).update(sealed=None)
    return _Done(found.cases, found.keys)


def _photos(ids: Sequence[UUID], rule: Rule, now: dt.datetime) -> _Done:
    found = casework.forget(case_ids=ids, files=True, now=now)
    Report.objects.filter(pk__in=found.cases).update(picture_hash=None)
    Proof.objects.filter(report_id__in=found.cases).update(file_id=None)
    removed: dict[UUID, int] = {}
    for case_id, files in found.files.items():
        for file_id in set(files):
            documents.remove_file(file_id=file_id, reason=rule.code, now=now)
        removed[case_id] = len(set(files))
    return _Done(found.cases, found.keys, files=removed)


def _identity(ids: Sequence[UUID], rule: Rule, now: dt.datetime) -> _Done:
    """The case belongs to somebody without a name; whoever was known by it alone is forgotten."""
    nobody = directory.admit_applicant(known={}, now=now).person_id
    found = casework.forget(case_ids=ids, applicant=nobody, now=now)
    alone = set(found.people)
    people = {person: case for case, person in found.persons.items() if person in alone}
    hidden = Identity.objects.filter(report_id__in=found.cases)
    people |= {person: case for case, person in hidden.values_list("report_id", "person_id")}
    hidden.delete()
    others = Support.objects.filter(report_id__in=found.cases)
    known = others.filter(person_id__isnull=False, account_id=None)
    people |= {
        person: case for case, person in known.values_list("report_id", "person_id") if person
    }
    others.update(person_id=None, account_id=None)
    counts: dict[UUID, int] = {}
    keys: dict[UUID, frozenset[UUID]] = {}
    forgotten = directory.forget_people(person_ids=people, basis=rule.code, now=now)
    theirs = directory.keys_of_people(forgotten)
    for one in forgotten:
        report = people[one]
        counts[report] = counts.get(report, 0) + 1
        keys[report] = keys.get(report, frozenset()) | {theirs[one]}
    return _Done(found.cases, found.keys, persons=counts, others=keys)


@ledger.within_region
def hold(*, number: str, who: directory.Actor, reason: HoldReason, now: dt.datetime) -> None:
    """From now on no rule takes anything from this report. Held already: nothing changes. Raises
    `NotFound`, `Refused`."""
    row = _find(number, who)
    if reason not in REASONS:
        raise Refused("hold_reason")
    assert who.account_id is not None  # an officer has one
    if LegalHold.objects.filter(report=row).exists():
        return
    LegalHold.objects.create(report=row, reason=reason, account_id=who.account_id, since=now)
    _tell(row, ReportHeld(reason=reason), who, now)


@ledger.within_region
def release_hold(*, number: str, who: directory.Actor, now: dt.datetime) -> None:
    """The rules count for it again. Raises `NotFound`, `Refused` when it is not held."""
    row = _find(number, who)
    gone, _tables = LegalHold.objects.filter(report=row).delete()
    if not gone:
        raise Refused("not_held")
    _tell(row, ReportReleased(), who, now)


def _find(number: str, who: directory.Actor) -> Report:
    wanted = references.normalise(number) or number[:40]
    row = Report.objects.select_for_update().filter(number=wanted).first()
    if row is None or who.kind != "officer":
        raise NotFound("report_unknown")
    policy.check_keeps(row, who)
    return row


def _tell(row: Report, fact: ledger.Fact, who: directory.Actor, now: dt.datetime) -> None:
    entry = ledger.Entry(
        fact=fact,
        about=row.pk,
        actor=who.account_id,
        organisation=policy.coordinating_agency(row),
        occurred_at=now,
    )
    ledger.append([entry], now=now)
