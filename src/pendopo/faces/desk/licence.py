"""One licence of the register: what it is worth today, its history, and what may be decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pendopo.casework import api as casework
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.commands import command
from pendopo.faces.components.wording import words
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.register import statuses
from pendopo.faces.desk.sent import day_of
from pendopo.faces.desk.sheet import PURPOSES
from pendopo.faces.desk.told import status, told

VERBS: dict[str, Callable[..., str]] = {
    "suspend": casework.suspend,
    "lift": casework.lift,
    "revoke": casework.revoke,
    "change": casework.change,
}
ACTS = {"bekukan": "suspend", "berlakukan": "lift", "cabut": "revoke", "ubah": "change"}
"""The word in the address -> what casework calls it."""


def act_words() -> dict[str, dict[str, str]]:
    """Per act: its name, the heading of its page, what it does, the usual ground, what is said
    once it is done."""
    return {
        "suspend": {
            "slug": "bekukan", "name": _("Bekukan"), "heading": _("Bekukan izin ini?"),
            "lead": _("Izin tidak dapat dipakai selama dibekukan. Masa berlakunya tetap berjalan."),
            "done": _("Izin dibekukan. Pemegangnya diberi tahu."),
        },
        "lift": {
            "slug": "berlakukan", "name": _("Akhiri pembekuan"),
            "heading": _("Akhiri pembekuan izin ini?"),
            "lead": _("Izin langsung berlaku lagi sampai masa berlakunya habis."),
            "done": _("Pembekuan diakhiri. Pemegangnya diberi tahu."),
        },
        "revoke": {
            "slug": "cabut", "name": _("Cabut"), "heading": _("Cabut izin ini?"),
            "lead": _("Pencabutan tidak dapat dibatalkan di sini. Suratnya langsung tidak"
                      " berlaku."),
            "done": _("Izin dicabut. Pemegangnya diberi tahu."),
        },
        "change": {
            "slug": "ubah", "name": _("Ubah data"), "heading": _("Ubah data izin ini"),
            "lead": _("Data lama dan baru tersimpan tertutup. Surat yang sudah ditandatangani tidak"
                      " berubah; yang berlaku adalah data di register."),
            "done": _("Data izin diubah. Pemegangnya diberi tahu."),
        },
    }  # fmt: skip


@for_role(*OFFICERS)
@told
@require_safe
def licence(request: HttpRequest, licence_id: UUID) -> HttpResponse:
    return _page(request, casework.licence(licence_id=licence_id, who=actor(request), now=clock()))


@for_role(*OFFICERS)
@told
@require_POST
def unseal(request: HttpRequest, licence_id: UUID) -> HttpResponse:
    """Personal data in clear, for a purpose, recorded before it is shown."""
    asked = request.POST.get("tujuan", "")
    purpose = asked if asked in PURPOSES else "check"
    return _page(
        request,
        casework.unseal_licence(
            licence_id=licence_id, who=actor(request), purpose=purpose, now=clock()
        ),
    )


def _page(request: HttpRequest, found: casework.LicenceFile) -> HttpResponse:
    names = act_words()
    return show(
        request,
        "licence",
        here="register",
        file=found,
        one=found.view,
        state=statuses()[found.view.status],
        acts=[names[act] for act in found.acts],
        events=[_event(one) for one in found.history],
        purposes=PURPOSES,
    )


def _event(one: casework.LicenceEvent) -> dict[str, Any]:
    titles = {
        "granted": _("Diterbitkan"), "import": _("Tercatat di register lama"),
        "suspend": _("Dibekukan"), "lift": _("Pembekuan berakhir"), "revoke": _("Dicabut"),
        "change": _("Data diubah"), "expire": _("Masa berlaku habis"),
    }  # fmt: skip
    return {"title": titles[one.kind], "one": one}


@for_role("signer")
@told
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, licence_id: UUID, act: str) -> HttpResponse:
    """The page that asks for reason and ground before anything happens, and the deed."""
    who, verb = actor(request), ACTS[act]
    found = casework.licence(licence_id=licence_id, who=who, now=clock())
    if request.method != "POST":
        return _ask(request, found, verb)
    try:
        VERBS[verb](
            licence_id=licence_id,
            who=who,
            now=clock(),
            command=command(request),
            **_given(request.POST, verb),
        )
    except casework.NotFound:
        raise
    except casework.Refused as refused:
        field = _FIELDS.get(refused.code, "")
        return _ask(request, found, verb, (Error(field, words(refused.text)),), status(refused))
    messages.success(request, act_words()[verb]["done"])
    return redirect("desk:licence", licence_id=licence_id)


_FIELDS = {
    "reason_missing": "alasan",
    "ground_missing": "dasar",
    "decision_missing": "keputusan",
    "until_past": "sampai",
    "change_none": "data",
    "change_length": "data",
    "note_long": "penjelasan",
}


def _given(sent: QueryDict, verb: str) -> dict[str, Any]:
    version = sent.get("versi", "")
    decision = casework.Decision(
        version=int(version) if version.isascii() and version.isdigit() else 0,
        reason=sent.get("alasan", ""),
        ground=sent.get("dasar", ""),
        number=sent.get("keputusan", ""),
        explanation=sent.get("penjelasan", ""),
    )
    given: dict[str, Any] = {"decision": decision}
    if verb == "suspend":
        given["until"] = _last_day(sent)
    if verb == "change":
        field = sent.get("data", "")
        given["changes"] = {field: sent.get("baru", "")} if field else {}
    return given


def _last_day(sent: QueryDict) -> dt.date | None:
    """The last day of a suspension: none when the boxes are empty, a day long past when they
    hold no day, so that it is refused."""
    boxes = [sent.get(f"sampai-{part}", "").strip() for part in ("day", "month", "year")]
    return day_of(sent, "sampai") or (dt.date.min if any(boxes) else None)


def _ask(
    request: HttpRequest,
    found: casework.LicenceFile,
    verb: str,
    errors: tuple[Error, ...] = (),
    code: int = 200,
) -> HttpResponse:
    reasons = casework.REASONS[verb]
    return show(
        request,
        "licence_act",
        here="register",
        file=found,
        one=found.view,
        verb=verb,
        act=act_words()[verb],
        reasons=[{"value": key, "text": words(text)} for key, text in reasons.items()],
        fields=[{"value": name, "text": words(label)} for name, label in found.fields],
        possible=verb in found.acts,
        sent=request.POST,
        errors=errors,
        said={error.field: error.text for error in errors},
        status=code,
    )
