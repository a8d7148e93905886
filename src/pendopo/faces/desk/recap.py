"""Rekap bulanan: what came in and what became of it, per service, with a signed letter of it."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.filters import number, percent
from pendopo.faces.components.wording import words
from pendopo.faces.desk.book import FORMS
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.papers import sent
from pendopo.faces.desk.sent import uuid_of
from pendopo.faces.desk.told import status, told
from pendopo.ledger import api as ledger

CHOICES = 24
"""Months offered, this one and those before it."""


@for_role(*OFFICERS)
@told
@require_safe
def recap(request: HttpRequest) -> HttpResponse:
    return _page(request, request.GET)


@for_role(*OFFICERS)
@told
@require_safe
def recap_file(request: HttpRequest) -> HttpResponse:
    """The recapitulation unsigned; counts only."""
    month, agency = _month(request.GET), _agency(request.GET)
    form = "pdf" if request.GET.get("bentuk") == "pdf" else "xlsx"
    data = casework.recap_file(
        who=actor(request), month=month, organisation_id=agency, form=cast(Any, form), now=clock()
    )
    return sent(f"rekap-{month:%Y-%m}.{form}", FORMS[form], data)


@sensitive_post_parameters("frasa")
@for_role("signer")
@told
@require_POST
def recap_sign(request: HttpRequest) -> HttpResponse:
    """The passphrase lives in this call and nowhere else."""
    asked, passphrase = request.POST, request.POST.get("frasa", "")
    if not passphrase:
        said = _("Isi frasa sandi tanda tangan Anda.")
        return _page(request, asked, (Error("frasa", said),), 422)
    try:
        signed = casework.sign_recap(
            who=actor(request),
            organisation_id=_agency(asked) or UUID(int=0),
            month=_month(asked),
            passphrase=passphrase,
            origin=f"{request.scheme}://{request.get_host()}",
            now=clock(),
        )
    except casework.Refused as refused:
        return _page(request, asked, (Error("frasa", words(refused.text)),), status(refused))
    if not signed.ok:
        return _page(request, asked, (Error("frasa", words(signed.text)),), 422)
    messages.success(request, _("Rekap ditandatangani dengan nomor %(number)s.")
                     % {"number": signed.number})  # fmt: skip
    return redirect(f"{reverse('desk:recap')}?bulan={_month(asked):%Y-%m}")


@for_role(*OFFICERS)
@told
@require_safe
def recap_letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    name, data = casework.signed_recap_pdf(letter_id=letter_id, who=actor(request))
    return sent(name, "application/pdf", data)


def _page(
    request: HttpRequest, asked: Any, errors: tuple[Error, ...] = (), code: int = 200
) -> HttpResponse:
    who, month = actor(request), _month(asked)
    choices = _agencies(who)
    agency = _agency(asked) or (uuid_of(choices[0]["value"]) if len(choices) == 1 else None)
    found = casework.recap(who=who, month=month, organisation_id=agency, now=clock())
    signs = [one for one, role in who.roles if role == "signer" and agency in (None, one)]
    over = month < directory.today(clock()).replace(day=1)
    signed = [one for one in casework.signed_recaps(who=who, now=clock()) if one.month == month]
    region = directory.region(ledger.current_region())
    return show(
        request,
        "recap",
        here="register",
        recap=found,
        month=month,
        months=_months(),
        agency=str(agency or ""),
        agencies=choices,
        columns=_columns(),
        rows=[[_named(one, len(choices) > 1), *_cells(one)] for one in found.lines],
        total=[_("Jumlah"), *_cells(found.total)],
        figures=_figures(found),
        came=[(_short(first), came) for first, came, _decided in found.months],
        decided=[decided for _first, _came, decided in found.months],
        signs=str(signs[0]) if len(signs) == 1 and over and not signed else "",
        over=over,
        example=region.recap_classification if region and region.recap_example else "",
        signed=signed,
        errors=errors,
        said={error.field: error.text for error in errors},
        status=code,
    )


def _figures(found: casework.Recap) -> list[tuple[str, str]]:
    """Title and figure of what matters most in the month."""
    one = found.total
    average = number(one.average, 1) if one.average is not None else "–"
    return [
        (_("Masuk"), number(one.came)),
        (_("Diputuskan"), number(one.decided)),
        (_("Tepat waktu"), percent(one.share, 1) if one.share is not None else "–"),
        (_("Rata-rata hari kerja"), average),
        (_("Belum selesai"), number(one.open)),
    ]


def _columns() -> list[Any]:
    heads = (_("Masuk"), _("Dikembalikan"), _("Dikabulkan"), _("Ditolak"), _("Ditarik"),
             _("Gugur"), _("Belum selesai"), _("Tepat waktu"),
             _("Rata-rata hari kerja"))  # fmt: skip
    return [_("Layanan"), *({"text": one, "numeric": True} for one in heads)]


def _named(one: casework.RecapLine, several: bool) -> str:
    """The service, with its agency where the reader sees several."""
    agency = directory.chart().name_of(one.organisation_id)
    return f"{words(one.title)}, {agency}" if several and agency else words(one.title)


def _cells(one: casework.RecapLine) -> list[str]:
    counts = (one.came, one.returned, one.granted, one.refused, one.withdrawn, one.lapsed, one.open)
    share = percent(one.share, 1) if one.share is not None else "–"
    average = number(one.average, 1) if one.average is not None else "–"
    return [*(number(count) for count in counts), share, average]


def _month(given: Any) -> dt.date:
    """The first day of the month in the address; this month for nonsense."""
    text = str(given.get("bulan", ""))[:7]
    today = directory.today(clock()).replace(day=1)
    try:
        asked = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return today
    return asked if dt.date(2000, 1, 1) <= asked <= today else today


def _months() -> list[dict[str, str]]:
    first, found = directory.today(clock()).replace(day=1), []
    for _at in range(CHOICES):
        found.append({"value": f"{first:%Y-%m}", "text": _short(first)})
        first = (first - dt.timedelta(days=1)).replace(day=1)
    return found


def _short(first: dt.date) -> str:
    """ "November 2026" in the reader's language."""
    return date_format(first, "F Y")


def _agency(given: Any) -> UUID | None:
    text = str(given.get("organisasi", ""))
    return uuid_of(text) if text else None


def _agencies(who: directory.Actor) -> list[dict[str, str]]:
    chart = directory.chart()
    found = ((str(one), chart.name_of(one)) for one in casework.agencies_of(who))
    return [{"value": key, "text": text} for key, text in sorted(found, key=lambda one: one[1])]
