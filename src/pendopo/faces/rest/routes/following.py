"""Following cases: by number for anyone, and the caller's own."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Path

from pendopo.casework import api as casework
from pendopo.faces.components.access import clock
from pendopo.faces.rest.auth import ALL, APPLYING, caller
from pendopo.faces.rest.door import door
from pendopo.faces.rest.pages import page
from pendopo.faces.rest.shapes import cases as shapes
from pendopo.faces.rest.shapes.base import CaseNumber, Cursor, Most

PDF = {
    "responses": {
        200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}
    }
}


@door.operation("GET", "/track/{number}", access=ALL, response=shapes.Tracking, tag="track")
def track(request: HttpRequest, number: Path[CaseNumber]) -> shapes.Tracking:
    """Where a case stands, by its number."""
    return shapes.tracking(casework.track(number=number, now=clock()))


@door.operation("GET", "/cases", access=APPLYING, response=shapes.CasePage, tag="apply")
def list_cases(request: HttpRequest, cursor: Cursor = "", limit: Most = 50) -> shapes.CasePage:
    """The cases this caller sent, newest first."""
    found = casework.my_cases(who=caller(request))
    some, following = page(found, key=lambda one: one.number, cursor=cursor, limit=limit)
    return shapes.CasePage(cases=[shapes.card(one) for one in some], next=following)


@door.operation("GET", "/cases/{number}", access=APPLYING, response=shapes.Case, tag="apply")
def one_case(request: HttpRequest, number: Path[CaseNumber]) -> shapes.Case:
    """One of the caller's own cases, with what waits for the applicant."""
    found = casework.applicant_case(number=number, who=caller(request), now=clock())
    return shapes.case(found)


@door.operation(
    "GET", "/cases/{number}/letters/{uuid:letter_id}", access=APPLYING, response={200: None},
    tag="apply", openapi=PDF,
)  # fmt: skip
def case_letter(request: HttpRequest, number: Path[CaseNumber], letter_id: UUID) -> HttpResponse:
    """A signed letter of one of the caller's own cases, as PDF."""
    casework.applicant_case(number=number, who=caller(request), now=clock())
    name, pdf = casework.letter_pdf(letter_id=letter_id, who=caller(request), now=clock())
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
