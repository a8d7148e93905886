"""Duty (piket): who has it, the log, the hand-over, the roster of a fortnight."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pendopo.directory import api as directory
from pendopo.faces.command.alarm import version
from pendopo.faces.command.page import ROLES, show
from pendopo.faces.command.told import told
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.commands import command
from pendopo.watch import api as watch

AHEAD = dt.timedelta(days=14)


@for_role(*ROLES)
@told
@require_safe
def duty(request: HttpRequest) -> HttpResponse:
    """The page of the duty."""
    now, who = clock(), actor(request)
    view = watch.duty(who=who, now=now)
    shifts = watch.roster(since=now - dt.timedelta(hours=8), until=now + AHEAD)
    return show(
        request,
        "duty",
        scene="duty",
        view=view,
        shifts=shifts,
        standers=[
            {"value": str(one.id), "text": watch.position_words(one.id)} for one in watch.standers()
        ],
        today=directory.calendar().local_date(now),
    )


@for_role(*ROLES)
@told
@require_POST
def step(request: HttpRequest, shift_id: UUID, step: str) -> HttpResponse:
    """Begin, log, hand over, name a substitute, cancel."""
    said = _STEPS[step](request, shift_id)
    messages.success(request, said)
    return redirect("command:duty")


@for_role(*watch.LEADERS)
@told
@require_POST
def plan(request: HttpRequest) -> HttpResponse:
    """Put a position on duty for some hours of a day."""
    sent = request.POST
    starts = _moment(sent.get("tanggal", ""), sent.get("mulai", ""))
    watch.plan_shift(
        position_id=_id(sent.get("jabatan", "")),
        substitute_id=_id(sent["pengganti"]) if sent.get("pengganti") else None,
        starts_at=starts,
        ends_at=starts + dt.timedelta(hours=_hours(sent.get("jam", ""))),
        who=actor(request),
        now=clock(),
        command=command(request),
    )
    messages.success(request, _("Piket dijadwalkan."))
    return redirect("command:duty")


def _begin(request: HttpRequest, shift_id: UUID) -> str:
    watch.begin_shift(shift_id=shift_id, who=actor(request), version=version(request), now=clock())
    return _("Piket dimulai. Selamat bertugas.")


def _log(request: HttpRequest, shift_id: UUID) -> str:
    watch.write_log(
        shift_id=shift_id,
        who=actor(request),
        text=request.POST.get("isi", ""),
        now=clock(),
        command=command(request),
    )
    return _("Catatan disimpan.")


def _hand_over(request: HttpRequest, shift_id: UUID) -> str:
    watch.hand_over(
        shift_id=shift_id,
        who=actor(request),
        version=version(request),
        text=request.POST.get("isi", ""),
        now=clock(),
    )
    return _("Piket diserahkan.")


def _substitute(request: HttpRequest, shift_id: UUID) -> str:
    chosen = request.POST.get("pengganti", "")
    watch.substitute_shift(
        shift_id=shift_id,
        substitute_id=_id(chosen) if chosen else None,
        who=actor(request),
        version=version(request),
        now=clock(),
    )
    return _("Pengganti dicatat.")


def _cancel(request: HttpRequest, shift_id: UUID) -> str:
    watch.cancel_shift(shift_id=shift_id, who=actor(request), version=version(request), now=clock())
    return _("Piket dibatalkan.")


_STEPS = {
    "mulai": _begin,
    "catat": _log,
    "serah": _hand_over,
    "ganti": _substitute,
    "batal": _cancel,
}
STEPS = tuple(_STEPS)
"""Last part of the address."""


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _hours(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0


def _moment(day: str, hour: str) -> dt.datetime:
    """A day and an hour in the region's zone. Raises `Refused` for what is none."""
    try:
        at = dt.datetime.combine(dt.date.fromisoformat(day), dt.time.fromisoformat(hour))
    except ValueError:
        raise watch.Refused("shift_times") from None
    return at.replace(tzinfo=directory.calendar().local(clock()).tzinfo)
