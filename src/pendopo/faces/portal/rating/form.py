"""The one form of every rating: 1 to 5, and what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from pendopo.directory import api as directory
from pendopo.faces.components.asked import Error
from pendopo.faces.portal.page import show
from pendopo.voice import api as voice

ELEMENTS: dict[str, str | Promise] = {
    "U1": later("Persyaratan"),
    "U2": later("Prosedur"),
    "U3": later("Waktu penyelesaian"),
    "U4": later("Biaya"),
    "U5": later("Hasil layanan"),
    "U6": later("Kemampuan petugas"),
    "U7": later("Sikap petugas"),
    "U8": later("Tempat dan alat"),
    "U9": later("Penanganan pengaduan"),
}
"""The elements of PermenPANRB 14/2017 in short words; the code is what is kept."""


@dataclass(frozen=True, slots=True)
class Typed:
    score: int
    reasons: tuple[str, ...]


def read(request: HttpRequest) -> Typed:
    """What was sent; 0 for a score that is none, and reasons that there are."""
    text = request.POST.get("nilai", "")
    known = [one for one in request.POST.getlist("unsur") if one in voice.ELEMENTS]
    score = int(text) if text.isascii() and text.isdigit() and len(text) == 1 else 0
    return Typed(score, tuple(known[: len(voice.ELEMENTS)]))


def page(
    request: HttpRequest,
    typed: Typed,
    *,
    heading: str,
    about: str,
    agency_id: Any,
    back: tuple[str, str],
    note: str = "",
    error: str = "",
    **more: Any,
) -> HttpResponse:
    """heading: the question; about: the service, or "" for an agency."""
    chart = directory.chart()
    return show(
        request,
        "rating/rate",
        status=422 if error else 200,
        heading=heading,
        about=about,
        agency=chart.name_of(agency_id),
        back=back,
        note=note,
        error=error,
        errors=(Error("nilai", error),) if error else (),
        score=str(typed.score or ""),
        reasons=list(typed.reasons),
        scores=_scores(),
        elements=[{"value": code, "text": str(text)} for code, text in ELEMENTS.items()],
        **more,
    )


def _scores() -> list[dict[str, str]]:
    return [
        {"value": "1", "text": _("1, buruk")},
        {"value": "2", "text": "2"},
        {"value": "3", "text": "3"},
        {"value": "4", "text": "4"},
        {"value": "5", "text": _("5, baik sekali")},
    ]
