"""One position: who held and holds it, and what an administrator can change about that."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import language, words
from pendopo.faces.desk.page import show
from pendopo.faces.desk.people import kinds
from pendopo.faces.desk.sent import day_of, uuid_of
from pendopo.faces.desk.told import status, told
from pendopo.services import api as services


@for_role("administrator")
@told
@require_http_methods(["GET", "HEAD", "POST"])
def position(request: HttpRequest, position_id: UUID) -> HttpResponse:
    """The position's page; its forms name what to do in `aksi`."""
    found = directory.chart().positions.get(position_id)
    if found is None or not directory.administers(actor(request), found.organisation_id):
        raise directory.Refused("position_unknown")
    if request.method != "POST":
        return _page(request, found)
    try:
        said = _ACTS.get(request.POST.get("aksi", ""), _give)(request, position_id)
    except _Missing as missing:
        return _page(request, found, errors=missing.errors, code=422)
    except directory.Refused as refused:
        errors = (Error(_FIELDS.get(refused.code, ""), words(refused.text)),)
        return _page(request, found, errors=errors, code=status(refused))
    messages.success(request, said)
    return redirect("desk:position", position_id=position_id)


_FIELDS = {"basis_missing": "dasar", "ends_before_start": "sampai", "plh_needs_end": "sampai"}


class _Missing(Exception):
    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.errors = (Error(field, text),)


def _give(request: HttpRequest, position_id: UUID) -> str:
    sent = request.POST
    first = day_of(sent, "mulai")
    if first is None:
        raise _Missing("mulai", _("Isi tanggal mulai, misalnya 24 11 2026."))
    kind = sent.get("jenis", "")
    if kind not in kinds():
        raise _Missing("jenis", _("Pilih jenis penugasan."))
    directory.give_mandate(
        person_id=uuid_of(sent.get("pegawai", "")),
        position_id=position_id,
        kind=cast(directory.MandateKind, kind),
        valid_from=first,
        valid_to=day_of(sent, "sampai"),
        basis=sent.get("dasar", ""),
        powers=[sent["wewenang"]] if sent.get("wewenang") else [],
        actor=actor(request),
        now=clock(),
    )
    return _("Penugasan tersimpan.")


def _away(request: HttpRequest, position_id: UUID) -> str:
    sent = request.POST
    first, last = day_of(sent, "pergi"), day_of(sent, "pulang")
    if first is None or last is None:
        field = "pergi" if first is None else "pulang"
        raise _Missing(field, _("Isi tanggal, misalnya 24 11 2026."))
    directory.record_absence(
        mandate_id=uuid_of(sent.get("penugasan", "")),
        valid_from=first,
        valid_to=last,
        reason=sent.get("alasan", ""),
        basis=sent.get("dasar_berhalangan", ""),
        actor=actor(request),
        now=clock(),
    )
    return _("Masa berhalangan tercatat. Sekarang Anda dapat menunjuk Plh.")


def _end(request: HttpRequest, position_id: UUID) -> str:
    last = day_of(request.POST, "hari_terakhir")
    if last is None:
        raise _Missing("hari_terakhir", _("Isi hari terakhir, misalnya 24 11 2026."))
    directory.end_mandate(
        mandate_id=uuid_of(request.POST.get("penugasan", "")),
        last_day=last,
        basis=request.POST.get("dasar_akhir", ""),
        actor=actor(request),
        now=clock(),
    )
    return _("Penugasan diakhiri.")


_ACTS = {"tugaskan": _give, "berhalangan": _away, "akhiri": _end}


def _page(
    request: HttpRequest,
    found: directory.Position,
    *,
    errors: tuple[Error, ...] = (),
    code: int = 200,
) -> HttpResponse:
    now = clock()
    mandates = directory.mandates_of_position(found.id)[::-1]
    known = {one.person_id: one.name for one in directory.officers(now=now)}
    missing = [one.person_id for one in mandates if one.person_id not in known]
    today = directory.today(now)
    return show(
        request,
        "position",
        here="people",
        position=found,
        mandates=mandates,
        open_mandates=[one for one in mandates if one.valid_to is None or one.valid_to >= today],
        names={**directory.masked(missing), **known},
        officers=[{"value": str(key), "text": name} for key, name in
                  sorted(known.items(), key=lambda one: one[1])],
        holder=directory.holder_of(found.id, now),
        kinds=kinds(),
        reasons=reasons(),
        powers=[{"value": one.slug, "text": one.title} for one in
                services.catalogue(language=language(), at=now)],
        sent=request.POST,
        errors=errors,
        said={error.field: error.text for error in errors},
        status=code,
    )  # fmt: skip


def reasons() -> list[dict[str, str]]:
    """Why a holder is away, for `ui.select`."""
    words_of = {
        "leave": _("Cuti"),
        "illness": _("Sakit"),
        "official_travel": _("Perjalanan dinas"),
        "study": _("Pendidikan atau pelatihan"),
    }
    return [{"value": key, "text": text} for key, text in words_of.items()]
