"""Powers of attorney at the counter and in the village: recorded, worked by, ended."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.faces.components import pace
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.commands import command
from pendopo.faces.components.wording import language, words
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.papers import sent as document
from pendopo.faces.desk.told import told
from pendopo.services import api as services

HELPERS = directory.ACTS
TERMS = (7, 30, 90, 180, 365)
"""Days a power may be recorded for."""
MOST_BYTES = 11 * 1024 * 1024
GUESSES = pace.Limit("power-case", most=15, seconds=900)
"""Wrong codes of cases that one account may try."""
FIELDS = {
    "name_missing": "nama",
    "nik_malformed": "nik",
    "phone_malformed": "telepon",
    "service_unknown": "layanan",
    "service_not_ours": "layanan",
    "case_unknown": "nomor",
    "case_ended": "nomor",
    "power_days": "lama",
    "power_paper": "nomor_surat",
    "power_own": "nik",
}
"""Where a refusal is shown; a document's own are shown at the paper."""


@for_role(*HELPERS)
@told
@require_safe
def powers(request: HttpRequest) -> HttpResponse:
    """Those that this account got, in force first; and the form that ends one for its giver."""
    return _list(request)


def _list(request: HttpRequest, errors: tuple[Error, ...] = ()) -> HttpResponse:
    who, today = actor(request), directory.today(clock())
    account = who.account_id
    held = directory.powers_held(account_id=account) if account else ()
    titles = {one.slug: one.title for one in _offered()}
    return show(
        request,
        "powers",
        here="powers",
        running=[one for one in held if one.covers(today)],
        ended=[one for one in held if not one.covers(today)],
        titles=titles,
        ends=ends(),
        counter=who.may("front_office"),
        typed=request.POST.get("nomor", "")[:40],
        errors=errors,
        error=errors[0].text if errors else "",
        status=422 if errors else 200,
    )


@for_role(*HELPERS)
@told
@require_safe
def find_service(request: HttpRequest) -> HttpResponse:
    """The service that somebody at the counter means, found in their own words."""
    asked = request.GET.get("q", "").strip()[:120]
    found = services.search(text=asked, language=language(), at=clock()) if asked else _offered()
    found = tuple(one for one in found if one.mode != "track")
    return show(request, "find_service", here="find_service", asked=asked, found=found)


@for_role(*HELPERS)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Who gives it, for what, how long, and the signed paper."""
    if request.method != "POST":
        return _form(request)
    wrong = _unsaid(request)
    if wrong:
        return _form(request, wrong)
    account = str(actor(request).account_id)
    if pace.wait(GUESSES, account):
        raise casework.Refused("too_many", minutes=-(-pace.wait(GUESSES, account) // 60))
    try:
        made = casework.give_power(**_asked(request))
    except (casework.Refused, directory.Refused, documents.Refused) as refused:
        if refused.code == "case_unknown":
            pace.count(GUESSES, account)
        field = FIELDS.get(refused.code, "surat" if isinstance(refused, documents.Refused) else "")
        return _form(request, (Error(field, words(refused.text)),))
    messages.success(request, _("Surat kuasa nomor %(number)s tercatat.") % {"number": made.number})
    return redirect("desk:power", power_id=made.id)


def _unsaid(request: HttpRequest) -> tuple[Error, ...]:
    """What the verb cannot see: a paper that was not shown, a number that leads nowhere."""
    given, paper = request.POST, request.FILES.get("surat")
    if paper is not None and (paper.size or 0) > MOST_BYTES:
        return (Error("surat", _("Berkas terlalu besar. Paling besar 10 MB.")),)
    if paper is None and given.get("nomor_surat", "").strip() and not given.get("dilihat"):
        said = _("Centang bahwa surat kuasa aslinya sudah Anda lihat dan simpan.")
        return (Error("dilihat", said),)
    if given.get("untuk") == "berkas" and not given.get("nomor", "").strip():
        return (Error("nomor", _("Tulis nomor berkasnya.")),)
    return ()


def _asked(request: HttpRequest) -> dict[str, Any]:
    given, file = request.POST, request.FILES.get("surat")
    term = given.get("lama", "")
    asked: dict[str, Any] = {
        "who": actor(request),
        "days": int(term) if term in map(str, TERMS) else -1,
        "paper": casework.Paper(str(file.name or "")[:200], file.read()) if file else None,
        "paper_number": given.get("nomor_surat", "")[:80],
        "now": clock(),
        "command": command(request),
    }
    if given.get("untuk") == "berkas":
        return asked | {"number": given.get("nomor", "")[:40], "key": given.get("kode", "")[:40]}
    return asked | {
        "name": given.get("nama", "")[:120],
        "nik": given.get("nik", "")[:40],
        "phone": given.get("telepon", "")[:40],
        "service": given.get("layanan", "")[:64],
    }


def _form(request: HttpRequest, errors: tuple[Error, ...] = ()) -> HttpResponse:
    given = request.POST
    return show(
        request,
        "power_new",
        here="powers",
        given=given,
        untuk=given.get("untuk", "layanan"),
        service=given.get("layanan", "") or request.GET.get("layanan", "")[:64],
        services=[
            {"value": one.slug, "text": one.title} for one in _offered() if one.mode != "track"
        ],
        terms=[{"value": str(days), "text": _("%(days)s hari") % {"days": days}} for days in TERMS],
        errors=errors,
        said={one.field: one.text for one in errors},
        status=422 if errors else 200,
    )


def _offered() -> tuple[services.ServiceCard, ...]:
    return services.catalogue(language=language(), at=clock())


@for_role(*HELPERS)
@told
@require_safe
def power(request: HttpRequest, power_id: UUID) -> HttpResponse:
    """One power that holds: what its paper says, and the work done by it."""
    view = casework.power_view(power_id=power_id, who=actor(request), now=clock())
    titles = {one.slug: one.title for one in _offered()}
    return show(request, "power", here="powers", work=view, one=view.power, titles=titles)


@for_role(*HELPERS)
@told
@require_POST
def apply(request: HttpRequest, power_id: UUID) -> HttpResponse:
    """Begin the application that the power is for; it is filled in like any other."""
    who = actor(request)
    view = casework.power_view(power_id=power_id, who=who, now=clock())
    draft = casework.begin_draft(
        service=view.power.service,
        who=who,
        channel="counter" if who.may("front_office") else "village",
        language=language(),
        power_id=power_id,
        now=clock(),
        command=command(request),
    )
    return redirect("portal-draft", draft_id=draft.id)


@for_role(*HELPERS)
@told
@require_POST
def release(request: HttpRequest, power_id: UUID) -> HttpResponse:
    """Whoever acts lays it down."""
    view = casework.power_view(power_id=power_id, who=actor(request), now=clock())
    return _ended(request, view.power.number)


@for_role(*HELPERS)
@told
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """At the counter, for the giver who stands there; also by whoever acts."""
    try:
        return _ended(request, request.POST.get("nomor", "").strip()[:40])
    except directory.Refused as refused:
        return _list(request, (Error("nomor", words(refused.text)),))


def _ended(request: HttpRequest, number: str) -> HttpResponse:
    ended = directory.revoke_power(number=number, actor=actor(request), now=clock())
    messages.success(
        request, _("Surat kuasa nomor %(number)s berakhir.") % {"number": ended.number}
    )
    return redirect("desk:powers")


@for_role(*OFFICERS, "helper")
@told
@require_safe
def paper(request: HttpRequest, power_id: UUID) -> HttpResponse:
    file, data = casework.power_paper(power_id=power_id, who=actor(request))
    return document(file.name, file.media_type, data)


def ends() -> dict[str, str]:
    """Who ended a power, in words."""
    return {
        "principal": _("dicabut pemberi kuasa"),
        "agent": _("dilepas penerima kuasa"),
        "counter": _("dicabut di loket"),
        "": _("masa berlakunya habis"),
    }
