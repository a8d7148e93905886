"""After sending: the number, what happens next and by when, and the receipt."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
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


@open_to_all
@told
@require_safe
def sent(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    case, service = sent_case(request, draft_id)
    return show(
        request,
        "sent",
        case=case,
        title=words(case.service_title),
        free=service.free,
        steps=next_steps(case, service),
    )


def sent_case(request: HttpRequest, draft_id: UUID) -> tuple[casework.Tracking, Glance]:
    """The case a draft became, and its service as it was when it was sent."""
    key = keys.code_of(request, draft_id)
    draft = casework.draft(draft_id=draft_id, who=citizen(request), key=key, now=clock())
    case = casework.track(number=_number(request, draft), now=clock())
    return case, glance(services.version(hash=draft.version_hash), clock())


def _number(request: HttpRequest, draft: casework.Draft) -> str:
    """The number of the case: this browser remembers it, or the account's list holds it.

    Raises `casework.Refused("draft_sent")` when neither does: whoever wrote it down tracks it.
    """
    number = keys.number_of(request, draft.id)
    mine = () if number else casework.my_cases(who=citizen(request))
    number = number or next((one.number for one in mine if one.id == draft.case_id), "")
    if not number:
        raise casework.Refused("draft_sent" if draft.case_id else "draft_unknown")
    return number


def next_steps(case: casework.Tracking, service: Glance) -> list[str]:
    """What happens now, the legal deadline among it."""
    standing = next((words(stage.title) for stage in case.stages if stage.state == "now"), "")
    return [
        standing or words(case.status_words),
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
