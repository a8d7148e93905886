"""Making a report: one page, then similar reports if there are any, then the number."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.asked import Error, errors_of
from pendopo.faces.components.commands import command
from pendopo.faces.components.wording import language, words
from pendopo.faces.portal import keys
from pendopo.faces.portal.page import citizen, show
from pendopo.faces.portal.report import flood, keeping, places, promising
from pendopo.faces.portal.report.form import STORY, Typed, checked, read, sorts
from pendopo.faces.portal.reports import vocabulary
from pendopo.faces.portal.told import told
from pendopo.ledger import api as ledger
from pendopo.voice import api as voice

ANYWAY = "lanjut"
FIELDS = {"hears": "kabar", "hears_phone": "telepon"}
"""Where a refusal stands that is not about the words."""
POINT_WRONG = ("point_swapped", "point_outside", "place_swapped", "place_outside")


@open_to_all
@told
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, Typed(jenis=request.GET.get("jenis", "complaint")))
    typed, errors = checked(read(request))
    if errors:
        return _page(request, typed, errors)
    if ANYWAY not in request.POST:
        found = voice.find_nearby(
            sort=typed.sort, text=typed.isi, point=typed.place.point, now=clock()
        )
        if found and not _came_before(request):
            return _similar(request, typed, found)
    return _send(request, typed)


def _came_before(request: HttpRequest) -> bool:
    """The same report again, because its answer was lost on the way: the only one like it is its
    own, and it gets its number."""
    with ledger.region_transaction():
        return ledger.recall(_command(request)) is not None


def _command(request: HttpRequest) -> ledger.Command:
    return command(request, stands_for=keys.browser(request), apart=(ANYWAY, keeping.FIELD))


def _send(request: HttpRequest, typed: Typed) -> HttpResponse:
    device = flood.beyond_pace(request)
    try:
        photos = (*keeping.kept(request), *keeping.sent(request))
        receipt = _report(request, typed, photos, device)
    except (casework.Invalid, voice.Refused, documents.Refused, directory.Refused) as refused:
        return _page(request, typed, _errors(refused))
    response = redirect("portal-report-sent", number=receipt.number)
    keys.remember(request, response, receipt.number, receipt.code, receipt.number)
    return response


def _report(
    request: HttpRequest, typed: Typed, photos: tuple[voice.Photo, ...], device: str
) -> voice.Receipt:
    """device: "" within the pace; beyond it the report is taken all the same, and held."""
    told: dict[str, Any] = {
        "sort": typed.sort,
        "text": typed.isi,
        "visibility": typed.visibility,
        "who": citizen(request),
        "reporter": voice.Reporter(name=typed.nama, phone=typed.telepon, hears=typed.hears),
        "place": typed.place,
        "photos": photos,
        "officers": typed.melibatkan_petugas,
        "channel": "web",
        "language": language(),
        "now": clock(),
        "command": _command(request),
    }
    return voice.hold_report(**told, device=device) if device else voice.report(**told)


def _errors(
    refused: casework.Invalid | voice.Refused | documents.Refused | directory.Refused,
) -> tuple[Error, ...]:
    """A refusal as an error beside the field that it is about."""
    if isinstance(refused, casework.Invalid):
        found = errors_of(refused.errors)
        return tuple(replace(one, field=STORY) if one.field == "isi" else one for one in found)
    if isinstance(refused, documents.Refused) or refused.code == "photos_many":
        field = "foto"
    else:
        field = "titik" if refused.code in POINT_WRONG else FIELDS.get(refused.code, STORY)
    return (Error(field, words(refused.text)),)


def _similar(request: HttpRequest, typed: Typed, found: tuple[voice.Nearby, ...]) -> HttpResponse:
    """What may be the same trouble, before another one is sent; photos wait meanwhile."""
    try:
        kept = keeping.keep(request, keeping.sent(request))
    except documents.Refused as refused:
        return _page(request, typed, _errors(refused))
    names = vocabulary.districts()
    return show(
        request,
        "report/similar",
        typed=typed,
        found=[_candidate(one, names) for one in found],
        kept=kept,
        form_key=request.POST.get("kunci", ""),
    )


def _candidate(one: voice.Nearby, names: dict[str, str]) -> dict[str, Any]:
    text, colour = vocabulary.status(one.card.status)
    days = (
        ngettext("%(num)s hari lalu", "%(num)s hari lalu", one.days) % {"num": one.days}
        if one.days
        else _("hari ini")
    )
    apart = "" if one.metres is None else _apart(one.metres)
    return {
        "card": one.card,
        "title": vocabulary.title(one.card),
        "where": ", ".join(part for part in (vocabulary.where(one.card, names), apart) if part),
        "days": days,
        "status": text,
        "colour": colour,
    }


def _apart(metres: int) -> str:
    """Between public cells, so about."""
    if metres < 250:
        return _("sangat dekat")
    return _("sekitar %(metres)s meter") % {"metres": round(metres, -2)}


def _page(request: HttpRequest, typed: Typed, errors: tuple[Error, ...] = ()) -> HttpResponse:
    known = sorts()
    sort = typed.sort if typed.jenis in known else "complaint"
    return show(
        request,
        "report/form",
        status=422 if errors else 200,
        typed=typed,
        errors=errors,
        said={one.field: one.text for one in errors},
        sorts=known,
        after=promising.after(sort),
        areas=places.areas(),
        most_photos=voice.PHOTOS,
        lost_photo=bool(errors) and bool(request.FILES or keeping.FIELD in request.POST),
    )
