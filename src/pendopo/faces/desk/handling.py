"""Single hands on a task or case: take it, give it back, put it off, write, set a visit."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.commands import command
from pendopo.faces.components.wording import words
from pendopo.faces.desk.finishing import version
from pendopo.faces.desk.page import OFFICERS
from pendopo.faces.desk.reports import panel
from pendopo.faces.desk.sent import day_of, uuid_of, way_back
from pendopo.faces.desk.task import task_page
from pendopo.faces.desk.told import status, told
from pendopo.voice import api as voice

TAKE, RELEASE, SNOOZE, WAKE = "ambil", "lepas", "tunda", "tampil"
ASSIGN = "serahkan"


@for_role(*OFFICERS)
@told
@require_POST
def hand(request: HttpRequest, task_id: UUID, act: str) -> HttpResponse:
    """Take, release or snooze one task."""
    carry_out(act, task_id, version(request), actor(request), clock())
    said = {
        TAKE: _("Tugas Anda pegang."),
        RELEASE: _("Tugas dikembalikan ke tim."),
        SNOOZE: _("Tugas muncul lagi pada hari kerja berikutnya; waktunya tetap dihitung."),
        WAKE: _("Tugas tampil lagi."),
    }
    messages.success(request, said[act])
    return redirect(way_back(request, "desk:inbox" if act == SNOOZE else "desk:task", task_id))


@for_role(*OFFICERS)
@told
@require_POST
def assign(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Give the task to an officer of one's team."""
    casework.assign(
        task_id=task_id,
        who=actor(request),
        to=uuid_of(request.POST.get("pejabat", "")),
        version=version(request),
        now=clock(),
    )
    messages.success(request, _("Tugas diserahkan."))
    return redirect(way_back(request, "desk:task", task_id))


def carry_out(
    act: str,
    task_id: UUID,
    version: int,
    who: directory.Actor,
    now: dt.datetime,
    to: UUID | None = None,
) -> int:
    """One of the verbs; answers the new version of the task. WAKE ends a snooze; ASSIGN gives it
    to the account `to`."""
    if act == ASSIGN and to is not None:
        return casework.assign(task_id=task_id, who=who, to=to, version=version, now=now)
    if act == TAKE:
        return casework.take(task_id=task_id, who=who, version=version, now=now)
    if act == RELEASE:
        return casework.release(task_id=task_id, who=who, version=version, now=now)
    until = tomorrow(now) if act == SNOOZE else None
    return casework.snooze(task_id=task_id, who=who, version=version, until=until, now=now)


def tomorrow(now: dt.datetime) -> dt.datetime:
    """The morning (07.00) of the next working day, in the region's time."""
    calendar = directory.calendar()
    day = calendar.add_working_days(calendar.local_date(now), 1)
    return dt.datetime.combine(day, dt.time(7), tzinfo=calendar.local(now).tzinfo)


@for_role(*OFFICERS)
@told
@require_POST
def note(request: HttpRequest, number: str) -> HttpResponse:
    """A message to the applicant, or a note among officers."""
    view = casework.case_of_number(number=number, who=actor(request), now=clock())
    internal = request.POST.get("jenis") != "pemohon"
    if not internal and panel.spec_of(view) is not None:
        return _answer_reporter(request, view)
    casework.add_note(
        case_id=view.id,
        who=actor(request),
        internal=internal,
        body=request.POST.get("pesan", ""),
        now=clock(),
        command=command(request),
    )
    said = _("Catatan internal tersimpan.") if internal else _("Pesan terkirim ke pemohon.")
    messages.success(request, said)
    return redirect(way_back(request, "desk:case", view.number))


def _answer_reporter(request: HttpRequest, view: casework.CaseView) -> HttpResponse:
    """A word to whoever reported it: it restarts the closing clock, and is told on the channel the
    report came by."""
    voice.write(
        number=view.number,
        who=actor(request),
        message=request.POST.get("pesan", ""),
        now=clock(),
        command=command(request),
    )
    messages.success(request, _("Pesan terkirim ke pelapor; ia mendapat kabarnya."))
    return redirect(way_back(request, "desk:case", view.number))


@for_role(*OFFICERS)
@told
@require_POST
def appointment(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Set or move the visit of a task."""
    at, place = _moment(request), request.POST.get("tempat", "").strip()
    errors = _missing(at, place)
    view = casework.case_of_task(task_id=task_id, who=actor(request), now=clock())
    if at is None or errors:
        return task_page(request, view, task_id, errors=errors, status=422)
    try:
        casework.set_appointment(
            task_id=task_id, who=actor(request), at=at, place=place, now=clock()
        )
    except casework.Refused as refused:
        errors = (Error("jadwal", words(refused.text)),)
        return task_page(request, view, task_id, errors=errors, status=status(refused))
    messages.success(request, _("Jadwal tinjauan dikirim ke pemohon."))
    return redirect("desk:task", task_id=task_id)


def _moment(request: HttpRequest) -> dt.datetime | None:
    """Day and time of the form in the region's zone; None when they are no moment."""
    day = day_of(request.POST, "jadwal")
    hour, _dot, minute = request.POST.get("jam", "").replace(":", ".").partition(".")
    try:
        time = dt.time(int(hour), int(minute or 0))
    except ValueError:
        return None
    zone = directory.calendar().local(clock()).tzinfo
    return dt.datetime.combine(day, time, tzinfo=zone) if day else None


def _missing(at: dt.datetime | None, place: str) -> tuple[Error, ...]:
    found = []
    if at is None:
        said = _("Isi tanggal dan jam tinjauan, misalnya 24 11 2026 pukul 09.30.")
        found.append(Error("jadwal", said))
    if not place:
        found.append(Error("tempat", _("Isi tempat tinjauan.")))
    return tuple(found)
