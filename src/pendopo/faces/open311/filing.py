"""POST requests: what another application tells becomes a report, once."""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

from pendopo.directory import api as directory
from pendopo.faces.components import pace
from pendopo.faces.open311 import asked, catalogue, words
from pendopo.faces.open311.faults import Fault
from pendopo.ledger import api as ledger
from pendopo.voice import api as voice

CHANNEL = "open311"
LONGEST_URL = 2000
SAME = dt.timedelta(hours=1)
NEAR = dt.timedelta(minutes=10)
"""The same words of the same application are one report: surely within `NEAR`, at most `SAME`."""
DEVICE = pace.Limit("open311-device", 30, 3600)
DEVICES = 512
"""Devices are counted in so many groups: an address of a device is never kept."""
_ATTRIBUTE = re.compile(r"attribute\[([^\[\]]{1,80})\](?:\[\d*\])?")
_VISIBILITY, _OFFICERS = catalogue.ASKED


@dataclass(frozen=True, slots=True)
class Filed:
    """receipt: of the report. account: what the application called its user."""

    receipt: voice.Receipt
    account: str


def file(request: HttpRequest, who: directory.Actor, now: dt.datetime) -> Filed:
    """Read, check and report. Raises `Fault` and whatever the rooms below refuse."""
    given = request.POST
    code = asked.one(given, "service_code")
    if not code:
        raise Fault(400, "service_missing")
    service = catalogue.one(code, now)
    attributes = _attributes(given, service)
    place = _place(given)
    text = _text(given)
    photos = [_photo(one) for files in request.FILES.lists() for one in files[1]]
    command = _command(request, who, photos, now)
    _count_device(given, who)
    receipt = voice.report(
        sort=service.sort,
        text=text,
        visibility=attributes.get(_VISIBILITY, "open"),  # type: ignore[arg-type]  # a choice of it
        who=who,
        reporter=voice.Reporter(
            name=_name(given),
            phone=asked.one(given, "phone", most=40),
            email=asked.one(given, "email"),
        ),
        place=place,
        photos=photos,
        officers=attributes.get(_OFFICERS) == "true",
        topic=service.topic,
        channel=CHANNEL,
        language=("id", "en")[words.language(request)],
        now=now,
        command=command,
    )
    return Filed(receipt, asked.one(given, "account_id"))


def told(filed: Filed, language: int) -> list[dict[str, Any]]:
    """The answer: the number at once (`type` is realtime), and how to come back."""
    receipt = filed.receipt
    notice = words.FILED[language].format(number=receipt.number, code=receipt.code)
    return [
        {
            "service_request_id": receipt.number,
            "service_notice": notice,
            "account_id": filed.account or None,
        }
    ]


def _text(given: QueryDict) -> str:
    text = asked.one(given, "description", most=asked.LONGEST)
    if not text:
        raise Fault(400, "missing", name="description")
    url = asked.one(given, "media_url", most=LONGEST_URL)
    if not url:
        return text
    if not re.match(r"https?://[^\s/]", url, re.IGNORECASE) or " " in url:
        raise Fault(400, "media_url")
    return f"{text}\n\n{url}"  # kept as words: nobody fetches it


def _name(given: QueryDict) -> str:
    parts = (asked.one(given, "first_name"), asked.one(given, "last_name"))
    return " ".join(part for part in parts if part)


def _place(given: QueryDict) -> voice.Place:
    lat, long = asked.one(given, "lat", most=40), asked.one(given, "long", most=40)
    landmark = asked.one(given, "address_string", most=asked.LONGEST)
    address_id = asked.one(given, "address_id")
    if not (lat or long or landmark or address_id):
        raise Fault(400, "place_missing")
    if bool(lat) != bool(long):
        raise Fault(400, "place_half")
    point = None
    if lat:
        point = voice.Point(_number("lat", lat, "-7.91355"), _number("long", long, "113.82134"))
    district, village = _address(address_id)
    return voice.Place(point=point, landmark=landmark, district=district, village=village)


def _number(name: str, text: str, example: str) -> float:
    try:
        found = float(text) if text.isascii() and "_" not in text else math.nan
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise Fault(400, "place_number", name=name, example=example)
    return found


def _address(code: str) -> tuple[str | None, str | None]:
    """District and village of a place code of the region."""
    if not code:
        return None, None
    place = next((one for one in directory.places() if one.code == code), None)
    if place is None:
        raise Fault(400, "address_unknown")
    return (place.code, None) if place.kind == "kecamatan" else (place.parent_code, place.code)


def _attributes(given: QueryDict, service: catalogue.Service) -> dict[str, str]:
    """Answers by name. `attribute[a]=x`, and `attribute[a][]=x` where several may be given."""
    found: dict[str, list[str]] = {}
    for name, values in given.lists():
        shape = _ATTRIBUTE.fullmatch(name)
        if shape is not None:
            found.setdefault(shape[1], []).extend(str(one).strip() for one in values)
        elif name.startswith("attribute"):
            raise Fault(400, "attribute_unknown", name=name[len("attribute") :].strip("[]")[:80])
    answers = {}
    for name, values in found.items():
        question = catalogue.asked(service, name)
        if question is None:
            raise Fault(400, "attribute_unknown", name=name)
        wanted = [one for one in dict.fromkeys(values) if one]
        if len(wanted) > 1:
            raise Fault(400, "attribute_many", name=name)
        known = catalogue.choices(question)
        if wanted and wanted[0] not in known:
            raise Fault(400, "attribute_choice", name=name, known=", ".join(known))
        if wanted:
            answers[name] = wanted[0]
    return answers


def _photo(file: Any) -> voice.Photo:
    return voice.Photo(name=str(file.name or "foto")[:200], data=file.read())


def _command(
    request: HttpRequest, who: directory.Actor, photos: list[voice.Photo], now: dt.datetime
) -> ledger.Command:
    """What tells a repeat: the client's own key, else what was sent, for some minutes."""
    assert who.account_id is not None, "nobody files without a key"
    what = _digest(request.POST, photos)
    key = request.headers.get("Idempotency-Key") or ""
    if key:
        if not 8 <= len(key) <= 80 or not key.isprintable():
            raise Fault(400, "key_form")
        return ledger.Command(who.account_id, key, what)
    begun = dt.datetime.fromtimestamp(now.timestamp() // SAME.seconds * SAME.seconds, dt.UTC)
    if now - begun < NEAR:
        before = _unnamed(who, what, begun - SAME)
        with ledger.region_transaction():
            if ledger.recall(before) is not None:
                return before
    return _unnamed(who, what, begun)


def _unnamed(who: directory.Actor, what: bytes, begun: dt.datetime) -> ledger.Command:
    assert who.account_id is not None
    key = hashlib.sha256(what + begun.isoformat().encode()).hexdigest()
    return ledger.Command(who.account_id, key, what)


def _digest(given: QueryDict, photos: list[voice.Photo]) -> bytes:
    """Everything that was sent but the key, in any order."""
    found = hashlib.sha256()
    for name, values in sorted(given.lists()):
        if name != "api_key":
            found.update(repr((name, [str(one) for one in values])).encode())
    for photo in photos:
        found.update(hashlib.sha256(photo.data).digest())
    return found.digest()


def _count_device(given: QueryDict, who: directory.Actor) -> None:
    device = asked.one(given, "device_id")
    if device:
        group = int.from_bytes(hashlib.sha256(device.encode()).digest()[:4]) % DEVICES
        if pace.take(DEVICE, f"{who.account_id}:{group}"):
            raise Fault(429, "device_busy")
