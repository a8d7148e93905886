"""Lists that take a while: how far each is, and the file once it is ready."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.wording import language
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.papers import sent
from pendopo.faces.desk.register import statuses
from pendopo.faces.desk.told import told
from pendopo.services import api as services


@for_role(*OFFICERS)
@told
@require_safe
def order(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """One list: progress while it is prepared, then the way to its file."""
    one = casework.book_order(order_id=order_id, who=actor(request), now=clock())
    known = services.service_at(slug=one.service, at=clock()) if one.service else None
    return show(
        request,
        "order",
        here="register",
        one=one,
        state=states()[one.state],
        percent=100 * one.done // one.lines if one.lines else 100,
        agency=directory.chart().name_of(one.organisation_id),
        service=known.service.title.within(language()) if known else one.service,
        status_words=statuses()[one.status][0] if one.status in statuses() else "",
        book_href=f"{reverse('desk:book')}?{urlencode(_asked(one))}",
    )


@for_role(*OFFICERS)
@told
@require_safe
def fetch(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The file, for whoever ordered it."""
    name, media_type, data = casework.book_order_file(
        order_id=order_id, who=actor(request), now=clock()
    )
    return sent(name, media_type, data)


def states() -> dict[str, tuple[str, str]]:
    """State of an order -> words and state of its tag."""
    return {
        "waiting": (_("Sedang disiapkan"), "soon"),
        "ready": (_("Siap diambil"), "ok"),
        "failed": (_("Tidak berhasil"), "late"),
        "removed": (_("Sudah dihapus"), "idle"),
    }


def _asked(one: casework.BookOrder) -> dict[str, Any]:
    """The filters of the book, as its page takes them."""
    asked = {
        "organisasi": one.organisation_id, "layanan": one.service, "status": one.status,
        "dari": one.first, "sampai": one.last,
    }  # fmt: skip
    return {name: value for name, value in asked.items() if value}
