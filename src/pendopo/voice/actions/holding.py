"""A flood from one device: nothing is refused and nothing is lost, but a person looks first.

A held report has its number and code at once. Released, it becomes an ordinary report under them;
its clocks begin then, because no agency could have worked on it before.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal
from uuid import UUID

from django.db import transaction

from pendopo.casework import api as casework
from pendopo.core import references
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.services import api as services
from pendopo.voice import policy
from pendopo.voice.actions.reporting import PHOTOS, PURPOSE, check_hears, report
from pendopo.voice.catalogue import check_topic
from pendopo.voice.facts import Visibility
from pendopo.voice.held_facts import ReportDiscarded, ReportHeld, ReportReleased
from pendopo.voice.models import HeldReport
from pendopo.voice.places import Point
from pendopo.voice.refusals import NotFound, Refused
from pendopo.voice.tickets import code_hash
from pendopo.voice.values import Photo, Place, Receipt, Reporter

TABLE = "voice_heldreport"
LONGEST = 4000
AT_ONCE = 100
"""Held reports that one press of a button decides on."""
Reason = Literal["flood", "empty", "repeated"]
REASONS: tuple[Reason, ...] = ("flood", "empty", "repeated")


@ledger.within_region
def hold_report(
    *,
    sort: services.ReportClass,
    text: str,
    visibility: Visibility,
    who: directory.Actor,
    reporter: Reporter,
    place: Place,
    photos: Sequence[Photo] = (),
    officers: bool = False,
    topic: str | None = None,
    channel: str,
    language: str,
    device: str,
    now: dt.datetime,
    command: ledger.Command,
) -> Receipt:
    """As `report`, for what comes beyond the pace of one device. device: what tells it from others;
    kept as a keyed hash. The same command again gets the same number and code, also when the
    report was taken at once before. Raises what `report` raises, except for answers of the form
    beyond the text.
    """
    told: dict[str, Any] = {
        "sort": sort, "text": text, "visibility": visibility, "officers": officers, "topic": topic,
        "channel": channel, "language": language,
    }  # fmt: skip
    if ledger.recall(command) is not None:  # taken at once before
        return report(
            **told, who=who, reporter=reporter, place=place, photos=photos, now=now, command=command
        )
    _check(sort, text, photos, topic, now)
    if visibility == "anonymous":
        check_hears(who, reporter)
    told |= {
        "reporter": [reporter.name, reporter.phone, reporter.email],
        "hears": reporter.hears,
        "place": [str(place.point) if place.point else "", place.landmark, place.district,
                  place.village],
        "account": str(who.account_id) if who.account_id else "",
        "person": str(who.person_id) if who.person_id else "",
    }  # fmt: skip
    made: list[Receipt] = []

    def act() -> dict[str, object]:
        row, receipt = _keep(told, photos, device, now)
        made.append(receipt)
        return {"held": str(row.id)}

    kept = ledger.once(replace(command, key=f"{command.key[:70]}:held"), act)
    if made:
        return made[0]
    row = HeldReport.objects.get(id=UUID(str(kept["held"])))
    code = str(_opened(row).get("code", ""))
    return Receipt(row.id, row.number, code, row.held_at, repeated=True)


@ledger.within_region
def release_held(
    *, who: directory.Actor, numbers: Sequence[str] = (), device: str = "", now: dt.datetime
) -> int:
    """Let held reports become ordinary ones: these, or the oldest of a device, `AT_ONCE` at most;
    how many. One that cannot be a report (a place outside the region) stays held. Raises `NotFound`
    for whoever coordinates no reports.
    """
    rows, done = _asked(who, numbers, device, now), 0
    for row in rows:
        try:
            with transaction.atomic():
                _release(row, now)
        except (casework.Invalid, Refused, directory.Refused, documents.Refused):
            continue
        done += 1
    return done


@ledger.within_region
def discard_held(
    *,
    who: directory.Actor,
    numbers: Sequence[str] = (),
    device: str = "",
    reason: str,
    now: dt.datetime,
) -> int:
    """Throw held reports away, `AT_ONCE` at most; how many. The key of what they said is destroyed.
    Raises `NotFound`, `Refused` without a reason."""
    why = next((one for one in REASONS if one == reason), None)
    if why is None:
        raise Refused("discard_reason")
    rows = _asked(who, numbers, device, now)
    for row in rows:
        for file_id in row.files:
            documents.remove_file(file_id=file_id, reason="discarded", now=now)
        directory.destroy_key(key_id=row.key_id, now=now)
        row.status, row.sealed, row.files = "discarded", b"", []
        row.save(update_fields=["status", "sealed", "files"])
        _tell(row, ReportDiscarded(number=row.number, reason=why), now, who.account_id)
    return len(rows)


def opened_text(row: HeldReport) -> str:
    return str(_opened(row).get("text", ""))


def _check(
    sort: services.ReportClass,
    text: str,
    photos: Sequence[Photo],
    topic: str | None,
    now: dt.datetime,
) -> None:
    if services.report_service(kind=sort, at=now) is None:
        raise NotFound("class_unknown")
    if len(photos) > PHOTOS:
        raise Refused("photos_many", most=PHOTOS)
    if not text.strip() or len(text) > LONGEST:
        raise Refused("held_text", most=LONGEST)
    check_topic(topic)


def _keep(
    told: dict[str, Any], photos: Sequence[Photo], device: str, now: dt.datetime
) -> tuple[HeldReport, Receipt]:
    held_id, key = uuid7(now), directory.new_key(now)
    number, code = references.new_reference(), references.new_reference()
    files = [
        documents.store(
            name=photo.name, data=photo.data, purpose=PURPOSE, key=key, owner_id=held_id, now=now
        ).id
        for photo in photos
    ]
    data = json.dumps({**told, "code": code}).encode()
    row = HeldReport.objects.create(
        id=held_id,
        number=number,
        code_hash=code_hash(code),
        device_hash=device_hash(device),
        sort=told["sort"],
        channel=told["channel"],
        key_id=key.id,
        sealed=directory.sealer.seal(key, data, aad=directory.bound_to(TABLE, "sealed", held_id)),
        files=files,
        held_at=now,
    )
    _tell(row, ReportHeld(number=number, sort=told["sort"], channel=told["channel"]), now)
    return row, Receipt(held_id, number, code, now)


def _release(row: HeldReport, now: dt.datetime) -> None:
    told = _opened(row)
    point, landmark, district, village = told["place"]
    name, phone, email = told["reporter"]
    who = directory.ANONYMOUS
    if told["account"]:
        who = directory.Actor(
            account_id=UUID(told["account"]),
            person_id=UUID(told["person"]) if told["person"] else None,
            region_code=ledger.current_region(), kind="citizen", name="", at=now,
        )  # fmt: skip
    photos = []
    for file_id in row.files:
        file, pieces = documents.open_original(file_id=file_id)
        photos.append(Photo(name=file.name, data=b"".join(pieces)))
    report(
        sort=told["sort"],
        text=told["text"],
        visibility=told["visibility"],
        who=who,
        reporter=Reporter(name, phone, email, told.get("hears", "")),
        place=Place(_point(point), landmark, district, village),
        photos=photos,
        officers=told["officers"],
        topic=told["topic"],
        channel=told["channel"],
        language=told["language"],
        now=now,
        command=ledger.Command(row.id, f"release:{row.id}", row.id.bytes),
        reference=(row.number, told["code"]),
    )
    for file_id in row.files:
        documents.remove_file(file_id=file_id, reason="released", now=now)
    row.status, row.files = "released", []
    row.save(update_fields=["status", "files"])
    _tell(row, ReportReleased(number=row.number), now)


def _asked(
    who: directory.Actor, numbers: Sequence[str], device: str, now: dt.datetime
) -> list[HeldReport]:
    """Those that an officer decides on, locked. device: as `waiting_devices` names it."""
    sorts = policy.coordinated_sorts(who, now)
    if not sorts:
        raise NotFound("report_unknown")
    rows = HeldReport.objects.select_for_update().filter(status="held", sort__in=sorts)
    if device:
        try:
            rows = rows.filter(device_hash=bytes.fromhex(device))
        except ValueError:
            raise NotFound("report_unknown") from None
    else:
        rows = rows.filter(number__in=list(numbers))
    return list(rows.order_by("held_at", "id")[:AT_ONCE])


def device_hash(device: str) -> bytes:
    return directory.lookup_hash("device", device)


def _opened(row: HeldReport) -> dict[str, Any]:
    key = directory.load_key(row.key_id)
    aad = directory.bound_to(TABLE, "sealed", row.id)
    found: dict[str, Any] = json.loads(directory.sealer.open(key, bytes(row.sealed), aad=aad))
    return found


def _point(text: str) -> Point | None:
    lat, comma, lon = text.partition(",")
    return Point(float(lat), float(lon)) if comma else None


def _tell(row: HeldReport, fact: ledger.Fact, now: dt.datetime, actor: UUID | None = None) -> None:
    entry = ledger.Entry(fact=fact, about=row.id, actor=actor, occurred_at=now)
    ledger.append([entry], now=now)
