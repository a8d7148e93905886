"""After sending: the number, the code to note down, and what happens next with dates."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pendopo.core.clock import limit_words
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.filters import long_date
from pendopo.faces.components.wording import language
from pendopo.faces.portal import keys
from pendopo.faces.portal.follow.numbers import with_number
from pendopo.faces.portal.page import citizen, show
from pendopo.faces.portal.told import told
from pendopo.services import api as services
from pendopo.voice import api as voice


@open_to_all
@told
@require_safe
@with_number
def sent(request: HttpRequest, number: str) -> HttpResponse:
    """Only in the browser that has just sent it, which knows the code for a day."""
    code = keys.code_of_case(request, number)
    if not code:
        return redirect("portal-report-own", number=number)
    held = voice.held_report(number=number, code=code)
    if held is not None and held.status != "released":
        return show(request, "report/held", held=held, code=code if held.mine else "")
    found = voice.follow(number=number, code=code, who=citizen(request), now=clock())
    return show(request, "report/sent", found=found, code=code, steps=_next(found))


@open_to_all
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Somebody else's phone: nothing of the reports stays in this browser."""
    response = redirect("portal-report")
    response.delete_cookie(keys.COOKIE, samesite="Lax")
    return response


def _next(found: voice.Followed) -> list[str]:
    """What happens now, each with its day where one is known."""
    if found.support:
        return [
            _("Laporan Anda dihitung bersama laporan pertama, dan petugas tahu Anda terdampak."),
            _("Anda dapat mengikuti, dan menilai setelah dijawab, dengan nomor dan kode sendiri."),
        ]
    now = next((one for one in found.tracking.stages if one.state == "now"), None)
    first = _("Koordinator pengaduan memeriksa laporan dan meneruskannya ke instansi yang tepat.")
    if now is not None and now.due_at is not None:
        until = _("Paling lambat %(date)s.") % {"date": long_date(now.due_at)}
        first = f"{first} {until}"
    return [first, *_limits(found), _("Setelah dijawab, Anda yang memutuskan: sudah tuntas, atau"
            " belum dan dibuka lagi. Kalau Anda diam, tertulis “tanpa konfirmasi”.")]  # fmt: skip


def _limits(found: voice.Followed) -> list[str]:
    package = services.report_service(kind=found.card.sort, at=found.card.reported_at)
    if package is None:
        return []
    day = found.card.reported_at.date()
    total = limit_words(package.total_limit(day).value, language())
    told: dict[str, Any] = {"time": total}
    return [
        _("Instansi mengerjakan dan menjawab, paling lama %(time)s sejak diteruskan.") % told,
        _("Orang kedua memeriksa bukti pekerjaannya sebelum jawaban sampai kepada Anda."),
    ]
