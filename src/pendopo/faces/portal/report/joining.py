""" "Saya juga": a ticket of one's own on somebody else's report."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pendopo.directory import api as directory
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.asked import Error
from pendopo.faces.components.commands import command
from pendopo.faces.components.wording import language
from pendopo.faces.portal import keys, patience
from pendopo.faces.portal.follow.numbers import with_number
from pendopo.faces.portal.page import citizen, show
from pendopo.faces.portal.report.flood import address_limit
from pendopo.faces.portal.reports import vocabulary
from pendopo.faces.portal.told import told
from pendopo.voice import api as voice


@open_to_all
@told
@require_http_methods(["GET", "HEAD", "POST"])
@with_number
def join(request: HttpRequest, number: str) -> HttpResponse:
    card = voice.report_card(number=number)
    if request.method != "POST":
        return _page(request, card)
    phone = request.POST.get("telepon", "").strip()[:30]
    if phone:
        try:
            directory.normal_phone(phone)
        except directory.Refused:
            text = _("Tulis nomor seperti 0812 3456 7890, atau kosongkan.")
            return _page(request, card, phone, (Error("telepon", text),))
    patience.take(request, address_limit())
    receipt = voice.support(
        number=number,
        who=citizen(request),
        reporter=voice.Reporter(phone=phone),
        language=language(),
        now=clock(),
        command=command(request, stands_for=keys.browser(request)),
    )
    response = redirect("portal-report-sent", number=receipt.number)
    if receipt.code:  # the same form sent again gets no code: this browser knows it already
        keys.remember(request, response, receipt.number, receipt.code, receipt.number)
    return response


def _page(
    request: HttpRequest,
    card: voice.ReportCard,
    phone: str = "",
    errors: tuple[Error, ...] = (),
) -> HttpResponse:
    text, colour = vocabulary.status(card.status)
    return show(
        request,
        "report/join",
        status=422 if errors else 200,
        card=card,
        title=vocabulary.title(card),
        where=vocabulary.where(card, vocabulary.districts()),
        status_text=text,
        colour=colour,
        phone=phone,
        errors=errors,
        said={one.field: one.text for one in errors},
    )
