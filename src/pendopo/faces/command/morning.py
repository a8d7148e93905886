"""The morning page: one PDF with what the regent needs before the first meeting."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from pendopo.casework import api as casework
from pendopo.core.clock import words as clock_words
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.faces.command import figures
from pendopo.faces.command.alarms import lines
from pendopo.faces.command.orders import state_of
from pendopo.faces.command.page import ROLES
from pendopo.faces.command.told import told
from pendopo.faces.components.access import actor, clock, for_role, region_of
from pendopo.faces.components.filters import moment, number, short_date, time
from pendopo.watch import api as watch

FORM = Path(__file__).parent / "morning.typ"
MOST = 5
"""Rows of each list: the page stays one page."""
_PRIORITY = {"critical": "Genting", "high": "Penting", "watch": "Perhatian"}


@for_role(*ROLES)
@told
@require_safe
def morning(request: HttpRequest) -> HttpResponse:
    """Figures, alarms, orders, incidents and duty of this moment; in Indonesian, as letters are."""
    now, region = clock(), region_of(request)
    today = directory.calendar().local_date(now)
    title = f"Lembar pagi, {clock_words.plain_date(today, 'id')}"
    content = documents.LetterContent(
        letterhead=documents.Letterhead(
            government=f"Pemerintah {region.name}", agency="Pusat kendali", address=region.name
        ),
        place=region.name.split(" ", 1)[-1],
        subject=title,
        content=_content(request, title, now),
        page="a4",
    )
    template = documents.Template(entry=FORM.name, files={FORM.name: FORM.read_bytes()})
    data = documents.report_pdf(template=template, title=title, content=content, now=now)
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="lembar-pagi-{today.isoformat()}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _content(request: HttpRequest, title: str, now: dt.datetime) -> dict[str, Any]:
    pulse = casework.pulse(now=now)
    found = watch.alarms(limit=MOST)
    orders = watch.orders(who=actor(request), view="all", now=now, limit=MOST)
    totals = watch.order_totals(at=now)
    tiles = [[one.title, f"{one.figure}{one.unit}", one.note] for one in figures.tiles(pulse)]
    tiles.append(["Arahan berjalan", number(totals["open"]), f"{totals['late']} lewat batas"])
    return {
        "heading": title,
        "moment": f"Keadaan {moment(now)}",
        "figures": tiles,
        "parts": [
            {
                "title": f"Alarm menyala: {found.total}, belum diterima {found.unacknowledged}",
                "heads": [["Alarm", True], ["Pemilik", True], ["Tingkat", False]],
                "rows": [
                    [f"{one.title} ({one.text})", one.owner or "–", _PRIORITY[one.priority]]
                    for one in lines(found, now=now)
                ],
                "empty": "Tidak ada alarm yang menyala.",
            },
            {
                "title": "Kejadian yang berjalan",
                "heads": [["Kejadian", True], ["Nomor", False], ["Dibuka", False]],
                "rows": [
                    [one.title.id if one.title else one.service, one.number, moment(one.opened_at)]
                    for one in watch.incidents(now=now)[:MOST]
                ],
                "empty": "Tidak ada kejadian.",
            },
            {
                "title": "Arahan",
                "heads": [["Kepada", True], ["Paling lambat", False], ["Keadaan", False]],
                "rows": [
                    [watch.position_words(one.to_id), short_date(one.due_on), state_of(one)[0]]
                    for one in orders
                ],
                "empty": "Tidak ada arahan yang berjalan.",
            },
            {
                "title": "Piket hari ini",
                "heads": [["Jam", False], ["Petugas", True]],
                "rows": [
                    [f"{time(one.starts_at)}–{time(one.ends_at)}",
                     watch.position_words(one.standing_id)]
                    for one in watch.roster(since=now, until=now + dt.timedelta(hours=24))[:MOST]
                ],
                "empty": "Belum ada jadwal piket.",
            },
        ],
    }  # fmt: skip
