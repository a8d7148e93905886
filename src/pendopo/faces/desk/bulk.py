"""One action on many tasks: counted before it is done, told row by row, undone for ten seconds.
More than fifty are done by a job (`batches.py`)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.commands import command
from pendopo.faces.components.wording import words
from pendopo.faces.desk.handling import ASSIGN, RELEASE, SNOOZE, TAKE, WAKE, carry_out, tomorrow
from pendopo.faces.desk.inbox import HEARD, view_of
from pendopo.faces.desk.page import OFFICERS, inbox_url, show
from pendopo.faces.desk.rows import Pick, picks
from pendopo.faces.desk.sent import uuid_of
from pendopo.faces.desk.told import told

MOST = casework.MOST_TASKS
UNDO_SECONDS = 10
_GRACE = 5  # for the way there and back
_SALT = "pendopo.desk.undo"
_ACTS: dict[str, casework.Act] = {
    TAKE: "take", RELEASE: "release", SNOOZE: "snooze", WAKE: "wake", ASSIGN: "assign",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became, or would become, of one task; `refusal` is why not."""

    pick: Pick
    version: int
    refusal: str


@for_role(*OFFICERS)
@told
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """First the dry run with its count; with `jalan` in the form, the thing itself."""
    act = request.POST.get("aksi", "")
    wanted = _wanted(request)
    if act not in (TAKE, RELEASE, SNOOZE, ASSIGN) or not wanted:
        return redirect(inbox_url(view_of(request)))
    to = uuid_of(request.POST.get("pejabat", "")) if act == ASSIGN else None
    if act == ASSIGN and "pejabat" not in request.POST:
        return _page(request, act, wanted, [], sure=False)  # first to whom
    sure = "jalan" in request.POST
    if not sure:
        found = tried(act, wanted, actor(request), clock(), to)
    elif len(wanted) > casework.TASKS_AT_ONCE:
        return _by_job(request, act, wanted, to)
    else:
        found = _each(act, wanted, actor(request), clock(), to)
    return _page(request, act, wanted, found, sure=sure)


@for_role(*OFFICERS)
@told
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back what was just done, as long as nobody touched it since."""
    who = actor(request)
    try:
        act, account, done = signing.loads(
            request.POST.get("urung", ""), salt=_SALT, max_age=UNDO_SECONDS + _GRACE
        )
    except signing.BadSignature:
        sentence = _("Waktu untuk mengurungkan sudah lewat. Ubah tugasnya satu per satu.")
        return show(request, "refused", status=409, sentence=sentence)
    back = picks(done) if account == str(who.account_id) else []
    opposite = {TAKE: RELEASE, RELEASE: TAKE, SNOOZE: WAKE, ASSIGN: RELEASE}
    found = _each(opposite[act], back, who, clock())
    return _page(request, act, back, found, sure=True, undone=True)


def tried(
    act: str, wanted: list[Pick], who: directory.Actor, now: dt.datetime, to: UUID | None = None
) -> list[Outcome]:
    """What each task would say, by the checks of the act itself."""
    found = casework.try_tasks(act=_ACTS[act], tasks=_ticked(wanted), who=who, to=to, now=now)
    return [
        Outcome(pick, pick.version, words(one.refusal) if one.refusal else "")
        for pick, one in zip(wanted, found, strict=True)
    ]


def _by_job(request: HttpRequest, act: str, wanted: list[Pick], to: UUID | None) -> HttpResponse:
    """The same form sent twice leads to the same batch."""
    batch_id = casework.begin_batch(
        act=_ACTS[act],
        tasks=_ticked(wanted),
        who=actor(request),
        to=to,
        until=tomorrow(clock()) if act == SNOOZE else None,
        now=clock(),
        command=command(request),
    )
    query = f"?tampilan={view_of(request)}"
    return redirect(reverse("desk:batch", args=[batch_id]) + query)


def _ticked(wanted: list[Pick]) -> list[casework.Ticked]:
    return [casework.Ticked(one.task, one.version, one.number) for one in wanted]


def _each(
    act: str,
    wanted: list[Pick],
    who: directory.Actor,
    now: dt.datetime,
    to: UUID | None = None,
) -> list[Outcome]:
    return [_one(act, pick, who, now, to) for pick in wanted]


def _one(act: str, pick: Pick, who: directory.Actor, now: dt.datetime, to: UUID | None) -> Outcome:
    try:
        with transaction.atomic():
            after = carry_out(act, pick.task, pick.version, who, now, to)
    except casework.Refused as refused:
        return Outcome(pick, pick.version, words(refused.text))
    return Outcome(pick, after, "")


def _team(request: HttpRequest) -> list[dict[str, str]]:
    """Officers of the organisations that the supervisor hands tasks out in, for `ui.select`."""
    who = actor(request)
    mine = [one for one, role in sorted(who.roles, key=str) if role == "supervisor"]
    found = {
        str(officer.account_id): officer.name
        for organisation in mine
        for officer in directory.officers(now=clock(), organisation_id=organisation)
        if officer.account_id and any(role != "administrator" for _, role in officer.roles)
    }
    return [{"value": key, "text": name} for key, name in found.items()]


def _wanted(request: HttpRequest) -> list[Pick]:
    """The ticked tasks, or all of the view."""
    if "semua" not in request.POST:
        return picks(request.POST.getlist("pick"))[:MOST]
    view = view_of(request)
    if view in HEARD:  # dispositions are answered one by one
        return []
    found = casework.inbox(who=actor(request), view=view, limit=MOST, now=clock())
    return [Pick(card.id, card.version, card.number) for card in found.cards]


def _page(
    request: HttpRequest,
    act: str,
    wanted: list[Pick],
    found: list[Outcome],
    *,
    sure: bool,
    undone: bool = False,
) -> HttpResponse:
    done = [str(replace(one.pick, version=one.version)) for one in found if not one.refusal]
    token = [act, str(actor(request).account_id), done]
    return show(
        request,
        "bulk",
        act=act,
        view=view_of(request),
        picks=[str(pick) for pick in wanted],
        good=len(done),
        changed=[one for one in found if not one.refusal],
        refused=[one for one in found if one.refusal],
        team=_team(request) if act == ASSIGN and not sure else (),
        chosen=request.POST.get("pejabat", ""),
        sure=sure,
        undone=undone,
        seconds=UNDO_SECONDS,
        undo_token=signing.dumps(token, salt=_SALT, compress=True) if sure and done else "",
        most=MOST,
        back_url=inbox_url(view_of(request)),
    )
