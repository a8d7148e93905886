"""Taking a report: a case opens, with its public face, together or not at all.

Besides BEGIN, COMMIT and the region's setting it costs three statements for an open report without
a photo: person and key, the case with its tasks and timers, the public row. A photo costs three
more, a sealed identity one.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import connection

from pendopo.casework import api as casework
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.services import api as services
from pendopo.voice import places, words
from pendopo.voice.catalogue import check_topic
from pendopo.voice.facts import ReportReceived, Visibility
from pendopo.voice.likeness import fingerprint
from pendopo.voice.refusals import NotFound, Refused
from pendopo.voice.values import HEARS, Hears, Photo, Place, Receipt, Reporter

PHOTOS = 3
"""How many photos one report may bring."""
PURPOSE = "photo"

_ROW = """
WITH received AS (
    INSERT INTO voice_report (case_id, region_code, number, sort, version_hash, visibility,
        channel, district, village, cell_lat, cell_lon, photos, officers, reported_at, status,
        topic, oversight, verify_late, answer_late, reopen_count, supporters, shown, public_text,
        fingerprint, words, words_key, version)
    SELECT r.case_id, r.region_code, r.number, r.sort, r.version_hash, r.visibility, r.channel,
        r.district, r.village, r.cell_lat, r.cell_lon, r.photos, r.officers, r.reported_at,
        'received', r.topic, false, false, false, 0, 0, false, '', r.fingerprint,
        %(words)s::bytea, %(words_key)s::uuid, 1
    FROM jsonb_to_record(%(row)s::jsonb) AS r(case_id uuid, region_code text, number text,
        sort text, version_hash text, visibility text, channel text, district text, village text,
        cell_lat integer, cell_lon integer, photos smallint, officers boolean,
        reported_at timestamptz, topic text, fingerprint bigint)
    RETURNING case_id, region_code
), known AS (
    INSERT INTO voice_identity (report_id, region_code, person_id, hears)
    SELECT received.case_id, received.region_code, %(identity)s::uuid, %(hears)s::text
    FROM received WHERE %(identity)s::uuid IS NOT NULL
)
SELECT ledger_append(%(facts)s::jsonb) FROM received
"""


@ledger.within_region
def report(
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
    now: dt.datetime,
    command: ledger.Command,
    reference: tuple[str, str] | None = None,
) -> Receipt:
    """Take a report, from anyone: no account, name, e-mail or NIK is needed.

    officers: it is about the conduct of officers. topic: a suggestion of the reporter or of the
    routing; the coordinator decides. reporter: `hears` counts for an anonymous report, and stands
    with the sealed identity alone: in no case, in no fact. reference: number and code given before,
    when it was held. The same command again gets the same number and code. Raises `Refused`
    (photos, class, topic, a way to hear without a number), `directory.Refused` (a point outside the
    region, or with latitude and longitude exchanged), `casework.Invalid` with every answer that
    does not hold, `documents.Refused` for a photo that is none.
    """
    package = services.report_service(kind=sort, at=now)
    if package is None:
        raise NotFound("class_unknown")
    if len(photos) > PHOTOS:
        raise Refused("photos_many", most=PHOTOS)
    check_topic(topic)
    place = _located(place)
    case_id = uuid7(now)
    sealed = visibility == "anonymous"
    if sealed:
        check_hears(who, reporter)
    person_id, masked, key, identity = _people(who, reporter, sealed=sealed, now=now)
    files = [
        documents.store(
            name=photo.name, data=photo.data, purpose=PURPOSE, key=key, owner_id=case_id, now=now
        ).id
        for photo in photos
    ]
    told = _answers(text, visibility, reporter, place, files, officers=officers)
    opened = casework.open_case(
        case_id=case_id,
        service=package.slug,
        answers={name: value for name, value in told.items() if name in package.form.questions},
        who=directory.ANONYMOUS if sealed else who,
        person_id=person_id,
        applicant_masked=masked,
        key=key,
        channel=channel,
        language=language,
        now=now,
        command=command,
        reference=reference,
    )
    if not opened.repeated:
        cell = places.cell_of(place.point) if place.point else None
        fact = ReportReceived(
            number=opened.number,
            sort=sort,
            version=package.hash,
            visibility=visibility,
            channel=channel,
            topic=topic,
            district=place.district,
            village=place.village,
            cell_lat=cell.lat if cell else None,
            cell_lon=cell.lon if cell else None,
            photos=len(files),
            officers=officers,
        )
        actor = None if sealed else who.account_id
        kept = (words.sealed(key, text, row=case_id), key.id)
        known = (identity, reporter.hears)
        _insert(case_id, fact, fingerprint(text), known, actor, kept, now)
    return Receipt(
        case_id=opened.case_id,
        number=opened.number,
        code=opened.code,
        reported_at=opened.opened_at,
        repeated=opened.repeated,
    )


def check_hears(who: directory.Actor, reporter: Reporter) -> None:
    """Raises `Refused` for a way that there is not, or that has no number to reach."""
    if reporter.hears not in HEARS:
        raise Refused("hears")
    if reporter.hears in ("", "none"):
        return
    phone = reporter.phone
    if who.person_id is not None:
        found = directory.contact(person_id=who.person_id)
        phone = found.phone if found else ""
    if not phone.strip():
        raise Refused("hears_phone")


def _located(place: Place) -> Place:
    """With the district and village of its point, where the region knows its boundaries. Raises
    `directory.Refused` for a point that cannot be meant, with a sentence that says why."""
    if place.point is None:
        return place
    try:
        found = directory.place_at(lat=place.point.lat, lon=place.point.lon)
    except directory.Refused as refused:
        if refused.code != "boundaries_missing":
            raise
        places.check(place.point)
        return place
    return replace(
        place,
        district=place.district or found.district.code,
        village=place.village or (found.village.code if found.village else None),
    )


def _people(
    who: directory.Actor, reporter: Reporter, *, sealed: bool, now: dt.datetime
) -> tuple[UUID, str, directory.DataKey, UUID | None]:
    """Whose case it is, their masked name, the key of the case, and the sealed identity.

    The case of an anonymous report belongs to somebody without a name; who it is stands apart,
    under a key of its own.
    """
    known = {"name": reporter.name, "phone": reporter.phone, "email": reporter.email}
    if who.person_id is not None and not sealed:
        key = directory.key_of_person(person_id=who.person_id)
        return who.person_id, directory.masked_name(who.name), key, None
    if not sealed:
        one = directory.admit_applicant(known=known, now=now)
        return one.person_id, one.masked_name, one.key, None
    nobody = directory.admit_applicant(known={}, now=now)
    identity = who.person_id
    if identity is None and any(known.values()):
        identity = directory.admit_applicant(known=known, now=now).person_id
    return nobody.person_id, "", nobody.key, identity


def _answers(
    text: str,
    visibility: Visibility,
    reporter: Reporter,
    place: Place,
    files: Sequence[UUID],
    *,
    officers: bool,
) -> Mapping[str, Any]:
    """What the form of the package asks; what was not told is left out."""
    told: dict[str, Any] = {"isi": text, "visibilitas": visibility, "melibatkan_petugas": officers}
    told["foto"] = [str(one) for one in files]
    told["titik"] = str(place.point) if place.point else ""
    told["patokan"] = place.landmark
    if visibility != "anonymous":
        told |= {"nama": reporter.name, "telepon": reporter.phone, "surel": reporter.email}
    return {name: value for name, value in told.items() if value not in ("", [])}


def _insert(
    case_id: UUID,
    fact: ReportReceived,
    likeness: int | None,
    known: tuple[UUID | None, Hears],
    actor: UUID | None,
    kept: tuple[bytes, UUID],
    now: dt.datetime,
) -> None:
    row = {
        "case_id": str(case_id),
        "region_code": ledger.current_region(),
        "number": fact.number,
        "sort": fact.sort,
        "version_hash": fact.version,
        "visibility": fact.visibility,
        "channel": fact.channel,
        "district": fact.district,
        "village": fact.village,
        "cell_lat": fact.cell_lat,
        "cell_lon": fact.cell_lon,
        "photos": fact.photos,
        "officers": fact.officers,
        "reported_at": now.isoformat(),
        "topic": fact.topic,
        "fingerprint": likeness,
    }
    entry = ledger.Entry(fact=fact, about=case_id, actor=actor, occurred_at=now)
    with connection.cursor() as cursor:
        cursor.execute(
            _ROW,
            {
                "row": json.dumps(row),
                "identity": known[0],
                "hears": known[1],
                "words": kept[0],
                "words_key": kept[1],
                "facts": ledger.rows([entry], now=now),
            },
        )
