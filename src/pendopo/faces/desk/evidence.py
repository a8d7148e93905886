"""Live evidence for the national index: what the work shows by itself, and the facts behind."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pendopo.assessment import api as assessment
from pendopo.faces.components.access import clock, for_role
from pendopo.faces.components.filters import number
from pendopo.faces.components.wording import language
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.measures import api as measures


@for_role(*OFFICERS)
@require_safe
def evidence(request: HttpRequest) -> HttpResponse:
    """Every indicator of the instruments that the work writes evidence for."""
    spoken = language()
    found = [
        (one, assessment.evidence(instrument=one, language=spoken, now=clock()))
        for one in _instruments()
    ]
    return show(
        request,
        "evidence",
        here="evidence",
        instruments=found,
        spoken=spoken,
        figure=figure,
        year=clock().year,
    )


def figure(value: measures.Value) -> str:
    """The number with its unit; in words when there is none."""
    if value.state == "building":
        return _("sedang dihitung")
    if value.state == "unknown" or value.number is None:
        return _("belum ada")
    unit = value.unit.get(language(), "")
    return f"{number(value.number)}{'' if unit == '%' else ' '}{unit}"


@cache
def _instruments() -> tuple[assessment.Instrument, ...]:
    folder = Path(settings.INSTRUMENTS_FOLDER)
    return tuple(assessment.load(one.parent) for one in sorted(folder.glob("*/instrument.yaml")))
