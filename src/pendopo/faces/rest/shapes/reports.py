"""Reports: what an application sends, and what anyone or their reporter may see."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Literal

from ninja import Header
from pydantic import Field

from pendopo.faces.rest.problems import Problem
from pendopo.faces.rest.shapes.base import Given, Organisation, Told, organisation
from pendopo.services import api as services
from pendopo.voice import api as voice

Class = services.ReportClass
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,64}$")]
Word = Annotated[str, Field(max_length=200)]
ReportCode = Annotated[
    str,
    Header(
        alias="Report-Code",
        max_length=80,
        description="Of the report or of one's own ticket; not needed by whoever filed it.",
    ),
]
MOST_LETTERS = 2_000_000


class ReportPlace(Given):
    """Where it is: a point (WGS 84, degrees), words, or codes of a district and village. A
    longitude sent as latitude is let through to here, and told with the point that was meant."""

    lat: Annotated[float, Field(ge=-180, le=180)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    landmark: Annotated[str, Field(max_length=300)] = ""
    district: Code | None = None
    village: Code | None = None


class ReportPhoto(Given):
    """A JPEG or PNG in Base64 (RFC 4648, section 4), made small by the client."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    data: Annotated[str, Field(min_length=1, max_length=MOST_LETTERS)]


class Reporter(Given):
    """Who reports; nothing is required."""

    name: Annotated[str, Field(max_length=120)] = ""
    phone: Annotated[str, Field(max_length=40)] = ""
    email: Word = ""


class Report(Given):
    """A report. `officers`: it is about the conduct of officers, and for the Inspectorate."""

    kind: Class = "complaint"
    text: Annotated[str, Field(min_length=1, max_length=4000)]
    visibility: Literal["open", "anonymous", "secret"] = "open"
    officers: bool = False
    topic: Code | None = None
    place: ReportPlace = ReportPlace()
    reporter: Reporter = Reporter()
    photos: Annotated[list[ReportPhoto], Field(max_length=3)] = []
    language: Literal["id", "en"] = "id"


class Support(Given):
    """Someone else is affected too. `phone` is for notices alone."""

    phone: Annotated[str, Field(max_length=40)] = ""
    language: Literal["id", "en"] = "id"


class Reopen(Given):
    """What is still missing."""

    message: Annotated[str, Field(min_length=1, max_length=2000)]


class ReportSent(Told):
    """The number, and the code that opens the reporter's own view. The code of a report is told
    again to the same command, that of a ticket is told once (empty afterwards)."""

    number: str
    code: str
    reported_at: dt.datetime
    repeated: bool


class Square(Told):
    """The middle of the public square in which it lies; never the point."""

    lat: float
    lon: float


class PublicReport(Told):
    """A report as anyone may see it. `text`: masked, empty until an officer has published it."""

    number: str
    kind: Class
    status: services.ReportStatus
    topic: str | None
    agency: Organisation | None
    district: str | None
    village: str | None
    square: Square | None
    reported_at: dt.datetime
    forwarded_at: dt.datetime | None
    answered_at: dt.datetime | None
    closed_at: dt.datetime | None
    late: bool
    on_time: bool | None
    confirmed: bool | None
    reopen_count: int
    rating: int | None
    supporters: int
    duplicate_of: str
    lapor_number: str
    photos: int
    text: str


class ReportPage(Told):
    """A page of the public list; `total` counts no further than 10,000."""

    reports: list[PublicReport]
    total: int
    next: str


class OwnReport(Told):
    """What whoever holds the code may see besides: the deadline, and what they can say now."""

    number: str
    report: PublicReport
    due_at: dt.datetime | None
    may: list[str]
    rating: int | None
    support: bool


def card(given: voice.ReportCard) -> PublicReport:
    middle = given.cell.centre if given.cell else None
    return PublicReport(
        number=given.number,
        kind=given.sort,
        status=given.status,
        topic=given.topic,
        agency=organisation(given.agency_id),
        district=given.district,
        village=given.village,
        square=Square(lat=round(middle.lat, 3), lon=round(middle.lon, 3)) if middle else None,
        reported_at=given.reported_at,
        forwarded_at=given.forwarded_at,
        answered_at=given.answered_at,
        closed_at=given.closed_at,
        late=given.late,
        on_time=given.on_time,
        confirmed=given.confirmed,
        reopen_count=given.reopen_count,
        rating=given.rating,
        supporters=given.supporters,
        duplicate_of=given.cluster,
        lapor_number=given.lapor_number,
        photos=given.photos,
        text=given.text,
    )


def own(given: voice.Followed) -> OwnReport:
    return OwnReport(
        number=given.number,
        report=card(given.card),
        due_at=given.tracking.due_at,
        may=sorted(given.may),
        rating=given.rating,
        support=given.support,
    )


def sent(given: voice.Receipt) -> ReportSent:
    return ReportSent(
        number=given.number,
        code=given.code,
        reported_at=given.reported_at,
        repeated=given.repeated,
    )


def place(given: ReportPlace) -> voice.Place:
    """Raises `Problem` for half a point."""
    if (given.lat is None) != (given.lon is None):
        raise Problem(422, "place_half")
    point = None
    if given.lat is not None and given.lon is not None:
        point = voice.Point(given.lat, given.lon)
    return voice.Place(
        point=point, landmark=given.landmark, district=given.district, village=given.village
    )


def photos(given: Iterable[ReportPhoto]) -> tuple[voice.Photo, ...]:
    """Raises `Problem` for letters that are not Base64."""
    try:
        return tuple(
            voice.Photo(name=one.name, data=base64.b64decode(one.data, validate=True))
            for one in given
        )
    except (binascii.Error, ValueError):
        raise Problem(422, "photo_letters") from None
