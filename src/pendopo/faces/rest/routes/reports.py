"""Reports: filing one, the public list, and what reporters and supporters can say."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Status
from pydantic import Field

from pendopo.directory import api as directory
from pendopo.faces.components.access import clock
from pendopo.faces.rest.auth import ALL, APPLYING, caller
from pendopo.faces.rest.commands import command
from pendopo.faces.rest.door import JSON_LIMIT, door
from pendopo.faces.rest.problems import Problem
from pendopo.faces.rest.shapes import reports as shapes
from pendopo.faces.rest.shapes.base import CaseNumber, CommandKey, Cursor, Most
from pendopo.voice import api as voice

CHANNEL = "api"
PHOTO_LIMIT = 2 * 1024 * 1024
"""Bytes of a report with its photos; larger ones come as multipart to the Open311 face."""
States = Annotated[str, Field(max_length=200, description="Statuses, with commas between them.")]


@door.operation("GET", "/reports", access=ALL, response=shapes.ReportPage, tag="reports")
def list_reports(
    request: HttpRequest,
    kind: shapes.Class | None = None,
    status: States = "",
    topic: shapes.Code | None = None,
    district: shapes.Code | None = None,
    late: bool | None = None,
    cursor: Cursor = "",
    limit: Most = 50,
) -> shapes.ReportPage:
    """Public reports, newest first; secret ones are not among them."""
    statuses = tuple(one for one in status.split(",") if one)
    if set(statuses) - set(voice.STATUSES):
        raise Problem(422, "status_unknown")
    filters = voice.Filters(
        sort=kind,
        statuses=statuses,  # type: ignore[arg-type]  # looked at just above
        topic=topic,
        district=district,
        late=late,
    )
    found = voice.reports(filters=filters, cursor=cursor, size=limit)
    return shapes.ReportPage(
        reports=[shapes.card(one) for one in found.cards],
        total=found.total,
        next=found.next_cursor,
    )


@door.operation(
    "POST", "/reports", access=APPLYING, response={201: shapes.ReportSent}, tag="reports",
    takes="json", largest=PHOTO_LIMIT,
)  # fmt: skip
def file_report(request: HttpRequest, wanted: shapes.Report, key: CommandKey) -> Status[object]:
    """File a report for whoever saw it.

    The same key with the same request gets the same number and code again. A point with latitude
    and longitude exchanged is told apart from one outside the region.
    """
    place = shapes.place(wanted.place)
    _check_codes(wanted.place)
    receipt = voice.report(
        sort=wanted.kind,
        text=wanted.text,
        visibility=wanted.visibility,
        who=caller(request),
        reporter=voice.Reporter(
            name=wanted.reporter.name, phone=wanted.reporter.phone, email=wanted.reporter.email
        ),
        place=place,
        photos=shapes.photos(wanted.photos),
        officers=wanted.officers,
        topic=wanted.topic,
        channel=CHANNEL,
        language=wanted.language,
        now=clock(),
        command=command(request, key),
    )
    return Status(201, shapes.sent(receipt))


@door.operation("GET", "/reports/{number}", access=ALL, response=shapes.PublicReport, tag="reports")
def one_report(request: HttpRequest, number: Path[CaseNumber]) -> shapes.PublicReport:
    """A report as anyone may see it."""
    return shapes.card(voice.report_card(number=number))


@door.operation(
    "GET", "/reports/{number}/follow", access=APPLYING, response=shapes.OwnReport, tag="reports"
)
def follow_report(
    request: HttpRequest, number: Path[CaseNumber], code: shapes.ReportCode = ""
) -> shapes.OwnReport:
    """A report that the caller filed, or whose code was handed over."""
    who = caller(request)
    return shapes.own(voice.follow(number=number, code=code, who=who, now=clock()))


@door.operation(
    "POST", "/reports/{number}/support", access=APPLYING, response={201: shapes.ReportSent},
    tag="reports", takes="json", largest=JSON_LIMIT,
)  # fmt: skip
def support_report(
    request: HttpRequest, number: Path[CaseNumber], wanted: shapes.Support, key: CommandKey
) -> Status[object]:
    """Somebody else is affected too: a number and code of their own.

    An application speaks for many people, so each ticket belongs to its code alone.
    """
    voice.report_card(number=number)  # there is nothing to support where nothing is to be seen
    receipt = voice.support(
        number=number,
        who=_one_of_many(request),
        reporter=voice.Reporter(phone=wanted.phone),
        language=wanted.language,
        now=clock(),
        command=command(request, key),
    )
    return Status(201, shapes.sent(receipt))


@door.operation(
    "POST", "/reports/{number}/confirm", access=APPLYING, response=shapes.OwnReport,
    tag="reports",
)  # fmt: skip
def confirm_report(
    request: HttpRequest, number: Path[CaseNumber], key: CommandKey, code: shapes.ReportCode = ""
) -> shapes.OwnReport:
    """The reporter says that it is done."""
    who, now = caller(request), clock()
    voice.confirm(number=number, code=code, who=who, now=now, command=command(request, key))
    return shapes.own(voice.follow(number=number, code=code, who=who, now=now))


@door.operation(
    "POST", "/reports/{number}/reopen", access=APPLYING, response=shapes.OwnReport,
    tag="reports", takes="json", largest=JSON_LIMIT,
)  # fmt: skip
def reopen_report(
    request: HttpRequest, number: Path[CaseNumber], wanted: shapes.Reopen, key: CommandKey,
    code: shapes.ReportCode = "",
) -> shapes.OwnReport:  # fmt: skip
    """Anyone affected says that it is not done."""
    who, now = caller(request), clock()
    voice.reopen(
        number=number, code=code, who=who, message=wanted.message, now=now,
        command=command(request, key),
    )  # fmt: skip
    return shapes.own(voice.follow(number=number, code=code, who=who, now=now))


def _check_codes(place: shapes.ReportPlace) -> None:
    """Codes of places are those of the region, a village with its own district."""
    if place.district is None and place.village is None:
        return
    known = {one.code: one for one in directory.places()}
    wrong = place.district not in (None, *known)
    if place.village is not None:
        found = known.get(place.village)
        wrong = wrong or found is None or found.parent_code != place.district
    if wrong:
        raise Problem(422, "place_unknown")


def _one_of_many(request: HttpRequest) -> directory.Actor:
    who = caller(request)
    return who if who.person_id is not None else directory.ANONYMOUS
