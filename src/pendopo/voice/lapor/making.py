"""Sound rows become reports: people, keys, cases with their past, public rows and facts, in bulk.

The number of statements does not grow with the rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from pendopo.casework import api as casework
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services
from pendopo.voice import places, standing, words
from pendopo.voice.facts import ReportReceived
from pendopo.voice.lapor import news
from pendopo.voice.lapor.judging import Bounds, LaporRow, refusals
from pendopo.voice.lapor.reliving import moves, relived
from pendopo.voice.lapor.says import Said
from pendopo.voice.lapor.ways import Leg
from pendopo.voice.likeness import fingerprint
from pendopo.voice.list_models import ListedReport, ReportList
from pendopo.voice.models import Identity, Report

CHANNEL = "lapor"


@dataclass(frozen=True, slots=True)
class _Coming:
    one: LaporRow
    past: services.flow.Past
    legs: tuple[Leg, ...]
    key: directory.DataKey
    person_id: UUID
    name: str = field(repr=False)
    identity: UUID | None
    case_id: UUID


def make(batch: ReportList, some: Sequence[LaporRow], bounds: Bounds) -> tuple[int, list[Said]]:
    """Bring rows in that are not here yet; how many, and what is to be said of those that no longer
    stand (the package has changed meanwhile). Called under the lock of the list."""
    told, left = [], []
    for one in not_here(some):
        try:
            told.append((one, *relived(one, bounds)))
        except services.Refused as refused:
            left += refusals(one.row, refused)
    coming = _people(told, bounds.now)
    numbers: dict[UUID, str] = {}
    for version in {compiled.hash for compiled in bounds.packages.values()}:
        mine = [one for one in coming if bounds.packages[one.one.sort].hash == version]
        if mine:
            found = casework.bring_cases(
                version=version,
                cases=[_case(one) for one in mine],
                channel=CHANNEL,
                language="id",
                actor=batch.account_id,
                now=bounds.now,
            )
            numbers |= {one.case_id: number for one, number in zip(mine, found, strict=True)}
    _write(batch, coming, numbers, bounds)
    return len(coming), left


def not_here(some: Sequence[LaporRow]) -> list[LaporRow]:
    """Rows whose report is not here: neither from a list, nor entered there from here. Two
    statements."""
    there = news.here(some)
    return [one for one in some if one.key not in there]


def _people(
    told: Sequence[tuple[LaporRow, services.flow.Past, tuple[Leg, ...]]], now: dt.datetime
) -> list[_Coming]:
    """Whose case each is: the reporter, or somebody without a name. Who sent an anonymous report
    stands apart, under a key of their own."""
    named = [one for one, _past, _legs in told if one.name or one.phone or one.email]
    sealed = {one.key for one in named if one.visibility == "anonymous"}
    keys = directory.new_keys(len(told) + len(sealed), now=now)
    own = dict(zip((one.key for one, _past, _legs in told), keys, strict=False))
    apart = dict(zip(sorted(sealed), keys[len(told) :], strict=True))
    persons = directory.register_applicants(
        found=[
            ({"name": one.name, "phone": one.phone, "email": one.email},
             apart.get(one.key) or own[one.key])
            for one in named
        ],
        now=now,
    )  # fmt: skip
    known = dict(zip((one.key for one in named), persons, strict=True))
    nobody = None
    if len(known) - len(sealed) < len(told):
        nobody = directory.admit_applicant(known={}, now=now).person_id
    found = []
    for one, past, legs in told:
        hidden = one.key in sealed or one.key not in known
        person = nobody if hidden else known[one.key]
        assert person is not None  # made above for whoever has no name
        found.append(
            _Coming(
                one=one,
                past=past,
                legs=legs,
                key=own[one.key],
                person_id=person,
                name="" if hidden else one.name,
                identity=known.get(one.key) if one.key in sealed else None,
                case_id=uuid7(now),
            )
        )
    return found


def _case(one: _Coming) -> casework.Coming:
    return casework.Coming(
        case_id=one.case_id,
        past=one.past,
        person_id=one.person_id,
        key=one.key,
        applicant_masked=directory.masked_name(one.name) if one.name else "",
        name=one.name,
    )


def _write(
    batch: ReportList, coming: Sequence[_Coming], numbers: dict[UUID, str], bounds: Bounds
) -> None:
    reports, listed, identities = [], [], []
    entries: list[ledger.Entry] = []
    for one in coming:
        received = _received(one, numbers[one.case_id], batch, bounds)
        first = dt.datetime.fromisoformat(one.one.reported)
        told = [(received, first), *moves(one.past, one.legs, one.one, bounds)]
        reports.append(_report(one, received, told, bounds))
        listed.append(
            ListedReport(
                report_id=one.case_id,
                key=one.one.key,
                batch=batch,
                row=one.one.row,
                mark=news.mark_of(one.one.answer) if one.one.answer else None,
                state=one.one.state,
            )
        )
        if one.identity is not None:
            identities.append(Identity(report_id=one.case_id, person_id=one.identity))
        entries += [
            ledger.Entry(fact=fact, about=one.case_id, actor=batch.account_id, occurred_at=at)
            for fact, at in told
        ]
    ledger.insert_many(reports)
    ledger.insert_many(listed)
    if identities:
        ledger.insert_many(identities)
    ledger.append(entries, now=bounds.now)


def _received(one: _Coming, number: str, batch: ReportList, bounds: Bounds) -> ReportReceived:
    row = one.one
    cell = None
    if row.lat is not None and row.lon is not None:
        cell = places.cell_of(places.Point(row.lat, row.lon))
    return ReportReceived(
        number=number,
        sort=row.sort,
        version=bounds.packages[row.sort].hash,
        visibility=row.visibility,  # type: ignore[arg-type]  # judged: one of three
        channel=CHANNEL,
        topic=row.topic or None,
        district=row.district or None,
        village=row.village or None,
        cell_lat=cell.lat if cell else None,
        cell_lon=cell.lon if cell else None,
        lapor=row.number or None,
        list_id=batch.id,
    )


def _report(
    one: _Coming,
    fact: ReportReceived,
    told: Sequence[tuple[ledger.Fact, dt.datetime]],
    bounds: Bounds,
) -> Report:
    stands = standing.Standing()
    for each, at in told:
        stands = standing.after(stands, each, at)
    waits = stands.status == "received"
    running = one.past.ended_at is None
    return Report(
        case_id=one.case_id,
        number=fact.number,
        visibility=fact.visibility,
        channel=fact.channel,
        district=fact.district,
        village=fact.village,
        cell_lat=fact.cell_lat,
        cell_lon=fact.cell_lon,
        reported_at=told[0][1],
        fingerprint=fingerprint(one.one.text) if running else None,
        words=words.sealed(one.key, one.one.text, row=one.case_id) if waits else None,
        words_key=one.key.id if waits else None,
        **{name: getattr(stands, name) for name in standing.COLUMNS},
    )
