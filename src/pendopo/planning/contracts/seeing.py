"""Somebody stands at the work, and says how far it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from pendopo.core import references
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.planning.contracts import policy
from pendopo.planning.contracts.facts import FieldVisited, ProgressReported
from pendopo.planning.contracts.keeping import Value, contract_of, money, paid_so_far, rupiah
from pendopo.planning.contracts.models import Contract, FieldVisit, Progress
from pendopo.planning.contracts.values import PHOTOS, CheckedIn, FieldPhoto
from pendopo.planning.reading import number
from pendopo.planning.recording import record
from pendopo.planning.refusals import Refused
from pendopo.voice import api as voice

VALID = dt.timedelta(minutes=30)
"""How long after the check-in the report may come: a walk round the work, and a slow line."""
TOKEN_LENGTH = 24  # signs: 115 random bits


@ledger.within_region
def visit_contract(
    *, contract_id: UUID, lat: float, lon: float, who: directory.Actor, now: dt.datetime
) -> CheckedIn:
    """The agency's officer stands there. Of the place only the distance is kept. Raises `Refused`,
    `directory.Refused` for a point that cannot be meant."""
    row = contract_of(contract_id)
    policy.check_keeps(who, row)
    try:
        directory.place_at(lat=lat, lon=lon)
    except directory.Refused as refused:
        if refused.code != "boundaries_missing":
            raise
    metres = None
    if row.lat is not None and row.lon is not None:
        there = voice.Point(float(row.lat), float(row.lon))
        metres = round(voice.metres(voice.Point(lat, lon), there))
    token = references.new_reference(length=TOKEN_LENGTH)
    made = FieldVisit.objects.create(
        id=uuid7(now), contract=row, account_id=who.account_id, at=now, metres=metres,
        token_hash=_hash(token),
    )  # fmt: skip
    fact = FieldVisited(visit=made.pk, metres=metres)
    record((row.pk, fact), who=who, now=now, organisation=row.organisation_id)
    return CheckedIn(token=token, until=now + VALID, metres=metres)


@ledger.within_region
def report_progress(
    *,
    contract_id: UUID,
    on: dt.date,
    physical: Value,
    who: directory.Actor | None,
    now: dt.datetime,
    letter: str = "",
    paid: Value | None = None,
    paid_on: dt.date | None = None,
    note: str = "",
    photos: Sequence[FieldPhoto] = (),
    token: str = "",
) -> UUID:
    """Report how far the work is, in percent of all of it, with photos; and what was paid by an
    SP2D (letter: its number). token: of a check-in, once. Photos are sniffed, kept as they came,
    and shown only as copies without what the camera wrote.

    Raises `Refused`, and `documents.Refused` for what is no photo.
    """
    row = contract_of(contract_id)
    policy.check_keeps(who, row)
    _check_day(row, on, now)
    done = number(physical)
    if done is None or not 0 <= done <= 100:
        raise Refused("percent_range")
    done = done.quantize(Decimal("0.01"))
    reports = Progress.objects.filter(contract=row)
    if reports.exclude(status="returned").filter(on=on).exists():
        raise Refused("progress_twice")
    last = reports.filter(status="accepted").order_by("-physical").first()
    if last is not None and done < last.physical:
        raise Refused("progress_back", last=f"{last.physical.normalize():f}".replace(".", ","))
    amount = _payment(row, letter.strip()[:80], paid, paid_on, now)
    if len(photos) > PHOTOS:
        raise Refused("photos_many", most=PHOTOS)
    if who is not None and not photos and done > (last.physical if last else 0):
        raise Refused("photo_missing")
    visit = _visit(row, token, who, now) if token else None
    made = Progress.objects.create(
        id=uuid7(now), contract=row, number=reports.count() + 1, on=on, physical=done,
        letter=letter.strip()[:80] if amount else "", paid=amount,
        paid_on=paid_on if amount else None, note=note.strip()[:2000],
        photos=_kept(row, photos, who, now), visit=visit,
        reported_by=who.account_id if who else None, reported_at=now,
    )  # fmt: skip
    fact = ProgressReported(
        report=made.pk, on=on, physical=done, paid=amount, photos=len(photos),
        visit=visit.pk if visit else None,
    )  # fmt: skip
    record((row.pk, fact), who=who, now=now, organisation=row.organisation_id)
    return made.pk


def _check_day(row: Contract, on: dt.date, now: dt.datetime) -> None:
    if not row.starts_on <= on <= directory.calendar().local_date(now):
        raise Refused("progress_day")


def _payment(
    row: Contract, letter: str, paid: Value | None, day: dt.date | None, now: dt.datetime
) -> Decimal | None:
    """Rupiah of the SP2D, None when none is told; half of one is refused."""
    told = [bool(letter), paid not in (None, ""), day is not None]
    if not any(told[:2]):
        return None
    if not all(told) or paid is None or day is None:
        raise Refused("payment_half")
    amount = money(paid)
    if not row.starts_on <= day <= directory.calendar().local_date(now):
        raise Refused("progress_day")
    mine = Progress.objects.filter(contract=row, letter=letter).exclude(status="returned")
    if mine.exists():
        raise Refused("payment_twice", number=letter)
    total = paid_so_far(row) + amount
    if total > row.value:
        raise Refused("paid_over_contract", paid=rupiah(total), value=rupiah(row.value))
    return amount


def _visit(row: Contract, token: str, who: directory.Actor | None, now: dt.datetime) -> FieldVisit:
    """The check-in of this token, spent. Works once, for who checked in, for a while."""
    found = (
        FieldVisit.objects.select_for_update().filter(contract=row, token_hash=_hash(token)).first()
    )
    mine = found is not None and who is not None and found.account_id == who.account_id
    if found is None or not mine or now > found.at + VALID:
        raise Refused("token_spent")
    found.token_hash = None
    found.save(update_fields=["token_hash"])
    return found


def _kept(
    row: Contract, photos: Sequence[FieldPhoto], who: directory.Actor | None, now: dt.datetime
) -> list[str]:
    if not photos:
        return []
    key = directory.load_key(row.key_id)
    return [
        str(
            documents.store(
                name=one.name, data=one.data, purpose="photo", key=key, owner_id=row.pk, now=now,
                actor_id=who.account_id if who else None,
            ).id
        )
        for one in photos
    ]  # fmt: skip


def _hash(token: str) -> bytes:
    plain = references.normalise(token, TOKEN_LENGTH) or token[:80]
    return directory.lookup_hash("contract", plain)
