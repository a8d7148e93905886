"""Rows of the two lists of dispositions, made ready so that the template only prints them."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pendopo.casework import api as casework
from pendopo.faces.components.wording import words
from pendopo.faces.desk.clocks import ago, tag_left
from pendopo.faces.desk.rows import Row
from pendopo.faces.desk.slips import WANTED, title_of


def rows(
    found: casework.Dispositions, *, cursor: str, now: dt.datetime, here: UUID | None
) -> list[Row]:
    """`here`: the case that is open beside the list."""
    asked = {"tampilan": found.view, "setelah": cursor}
    query = urlencode({name: value for name, value in asked.items() if value})
    today = timezone.localtime(now)
    return [
        Row(
            id=str(one.id),
            href=f"{reverse('desk:case', args=[one.number])}?{query}#disposisi-{one.id}",
            title=f"{one.number} · {one.applicant_masked}",
            summary=f"{_other(one, found.view)} · {words(one.service_title)}",
            number=one.number,
            time=ago(one.given_at, today),
            clock=tag_left(one.clock),
            pick="",
            picked=False,
            here=one.case_id == here,
            held=False,
        )
        for one in found.cards
    ]


def _other(one: casework.DispositionCard, view: str) -> str:
    """ "Tindak lanjuti, dari Kepala Dinas, DPMPTSP": what is wanted, and the other side of it."""
    wanted = str(WANTED.get(one.wanted, one.wanted))
    if view == "received":
        who = title_of(one.from_position_id)
        return _("%(wanted)s, dari %(who)s") % {"wanted": wanted, "who": who}
    who = title_of(one.to_position_id)
    return _("%(wanted)s, kepada %(who)s") % {"wanted": wanted, "who": who}
