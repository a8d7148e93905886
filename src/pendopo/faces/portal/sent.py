"""After sending: the number, what happens next and by when, and the receipt."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pendopo.casework import api as casework
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.filters import long_date
from pendopo.faces.components.wording import words
from pendopo.faces.portal import keys
from pendopo.faces.portal.page import citizen, show
from pendopo.faces.portal.standard import Glance, glance
from pendopo.faces.portal.told import told
from pendopo.services import api as services

AGAIN = "lagi"


@open_to_all
@told
@require_safe
def sent(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The confirmation; with `AGAIN` for whoever comes back later by the code."""
    who, key = citizen(request), keys.code_of(request, draft_id)
    draft = casework.draft(draft_id=draft_id, who=who, key=key, now=clock())
    if not draft.case_id:
        return redirect("portal-draft", draft_id=draft_id)
    case = casework.track(number=draft.number, now=clock())
    service = glance(services.version(hash=draft.version_hash), clock())
    response = show(
        request,
        "sent",
        case=case,
        draft=draft,
        again=AGAIN in request.GET,
        unlinked=bool(who.account_id) and who.person_id is None and not draft.for_other,
        for_other=draft.for_other,
        title=words(case.service_title),
        free=service.free,
        steps=next_steps(case, service),
    )
    if key and not keys.number_of(request, draft_id):  # it was sent from another device
        keys.remember(request, response, draft_id, key, draft.number)
    return response


def next_steps(case: casework.Tracking, service: Glance) -> list[str]:
    """What happens now, the legal deadline among it."""
    now = next((stage for stage in case.stages if stage.state == "now"), None)
    standing = words(now.title) if now else words(case.status_words)
    if now and now.due_at:
        until = _("Langkah ini selesai paling lambat %(date)s.") % {"date": long_date(now.due_at)}
        standing = f"{standing} {until}"
    return [
        standing,
        _deadline(case.due_at, service),
        _(
            "Kalau ada yang kurang, petugas memberi tahu Anda butir demi butir,"
            " dan waktu berhenti sampai Anda menjawab."
        ),
        _("Hasilnya dapat diunduh di sini. Anda tidak perlu datang ke kantor."),
    ]


def _deadline(due_at: datetime | None, service: Glance) -> str:
    """The legal deadline in words; as a date once its clock runs."""
    if due_at is not None:
        return _("Paling lambat selesai %(date)s.") % {"date": long_date(due_at)}
    return _("Diproses paling lama %(time)s, %(starts)s.") % {
        "time": service.time,
        "starts": service.starts,
    }
