"""The public twin of the command centre: counts of the region, none of them about a person."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.filters import number, percent
from pendopo.faces.portal import measured
from pendopo.faces.portal.measured import FEWEST
from pendopo.faces.portal.page import show
from pendopo.voice import api as voice
from pendopo.watch import api as watch


@dataclass(frozen=True, slots=True)
class Figure:
    title: str
    figure: str


@open_to_all
@require_safe
def monitor(request: HttpRequest) -> HttpResponse:
    """Figures of this moment, the public measures, reports by district and burden by agency, small
    counts hidden."""
    now = clock()
    pulse = casework.pulse(now=now)
    districts = {one.code: one.name for one in directory.places() if one.kind == "kecamatan"}
    counts = {one.district: one for one in voice.district_counts(filters=voice.Filters())}
    names = directory.chart().name_of
    return show(
        request,
        "monitor",
        now=now,
        figures=_figures(pulse),
        incidents=watch.incidents(now=now),
        districts=[
            (name, small(counts[code].count) if code in counts else "0",
             small(counts[code].waiting) if code in counts else "0")
            for code, name in sorted(districts.items(), key=lambda item: item[1])
        ],
        agencies=[
            (names(one.organisation_id), small(one.open), small(one.late))
            for one in pulse.burdens
            if names(one.organisation_id)
        ],
        measures=measured.public(now),
        fewest=FEWEST,
    )  # fmt: skip


def small(count: int) -> str:
    """The count, or that it is small."""
    return _("kurang dari %(n)s") % {"n": FEWEST} if 0 < count < FEWEST else number(count)


def short(count: int) -> str:
    """The same as a sign, where a word has no room."""
    return f"< {FEWEST}" if 0 < count < FEWEST else number(count)


def _figures(pulse: casework.Pulse) -> tuple[Figure, ...]:
    share = "–"
    closed = pulse.closed_in_30_days
    if closed >= FEWEST:
        share = percent(Decimal(100 * pulse.closed_on_time) / closed, 1)
    return (
        Figure(_("Berkas berjalan"), short(pulse.open)),
        Figure(_("Terlambat sekarang"), short(pulse.late)),
        Figure(_("Masuk hari ini"), short(pulse.submitted_today)),
        Figure(_("Selesai tepat waktu, 30 hari"), share),
    )
