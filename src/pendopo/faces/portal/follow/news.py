"""How the applicant wants to hear of the case: e-mail, SMS, WhatsApp or not at all."""

from __future__ import annotations

from django.contrib import messages as said
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from pendopo.casework import api as casework
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words
from pendopo.faces.portal.follow.own import own_case
from pendopo.faces.portal.page import citizen, show
from pendopo.messages import api as messages

NAMES: dict[str, str | Promise] = {
    "email": later("Surel"),
    "sms": pgettext_lazy("saluran kabar", "SMS"),
    "whatsapp": pgettext_lazy("saluran kabar", "WhatsApp"),
    "none": later("Tidak perlu, saya lacak sendiri"),
}


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
@own_case
def news(request: HttpRequest, case: casework.CaseView) -> HttpResponse:
    chosen, error = request.POST.get("saluran", "")[:20], ""
    if request.method == "POST":
        try:
            messages.choose_channel(
                person_id=case.person_id, channel=chosen, now=clock(),
                actor=citizen(request).account_id,
            )  # fmt: skip
        except messages.Refused as refused:
            error = words(refused.text)
        else:
            said.success(request, _("Pilihan kabar Anda tersimpan."))
            return redirect("portal-case", number=case.number)
    found = messages.channels(person_id=case.person_id)
    return show(
        request,
        "follow/news",
        status=422 if error else 200,
        case=case,
        choices=[{"value": one, "text": str(NAMES[one])} for one in (*found.offered, "none")],
        chosen=chosen or found.chosen or found.used or "none",
        reachable=bool(found.offered),
        error=error,
        errors=(Error("saluran", error),) if error else (),
    )
