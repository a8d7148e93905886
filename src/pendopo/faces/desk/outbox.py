"""What the demo would have sent by SMS and WhatsApp: nothing leaves the machine."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pendopo.directory import api as directory
from pendopo.faces.components.access import for_role
from pendopo.faces.desk.page import show
from pendopo.faces.desk.register import page_number
from pendopo.messages import api as messages

PAGE = 25


@for_role("administrator")
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Of the demo alone: elsewhere nobody reads what others are sent."""
    if not settings.DEMO:
        raise Http404
    sent = messages.outbox()
    pages = max(1, -(-len(sent) // PAGE))
    page = min(pages, page_number(request))
    return show(
        request,
        "outbox",
        here="outbox",
        channels={"email": _("Surel"), "sms": "SMS", "whatsapp": "WhatsApp"},
        gateways={"mail": _("Surel"), "outbox": _("Kotak keluar demo")},
        problems=messages.problems(),
        sent=[
            {
                "at": one.at,
                "channel": one.channel,
                "to": directory.masked_phone(one.address),
                "body": one.body,
            }
            for one in sent[(page - 1) * PAGE : page * PAGE]
        ],
        page=page,
        pages=pages,
    )
