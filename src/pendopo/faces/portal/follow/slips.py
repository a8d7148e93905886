"""The receipt of an application: as a page in plain words, as PDF, and as it is for machines.

It names the case, its service and its place in the ledger, and nothing personal: anyone who
knows the number may read it.
"""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.filters import long_date, moment
from pendopo.faces.components.filters import number as digits
from pendopo.faces.components.wording import language, words
from pendopo.faces.portal.follow import guessing, papers
from pendopo.faces.portal.follow.numbers import with_number
from pendopo.faces.portal.page import region_name, show
from pendopo.faces.portal.told import told
from pendopo.services import api as services

Proof = dict[str, Any]
AGAIN_SECONDS = 5
"""A batch is sealed about ten times a second; when it is not, asking again soon will do."""


@open_to_all
@told
@require_safe
@with_number
def page(request: HttpRequest, number: str) -> HttpResponse:
    track, proof = _found(request, number)
    return show(request, "follow/slip", track=track, proof=_in_words(proof), sealed=bool(proof))


@open_to_all
@told
@require_safe
@with_number
def pdf(request: HttpRequest, number: str) -> HttpResponse:
    track, proof = _found(request, number)
    if proof is None:
        return _not_yet(show(request, "follow/slip_soon", status=202, track=track))
    data = documents.receipt_pdf(
        data=_paper(request, track, proof), attachment=_as_json(proof), now=clock()
    )
    return papers.as_download(f"tanda-terima-{number}.pdf", data, "application/pdf")


@open_to_all
@told
@require_safe
@with_number
def machine(request: HttpRequest, number: str) -> HttpResponse:
    _track, proof = _found(request, number)
    if proof is None:
        return _not_yet(JsonResponse({"detail": _("Bukti sedang dibuat.")}, status=202))
    return HttpResponse(_as_json(proof), content_type="application/json")


def _found(request: HttpRequest, number: str) -> tuple[casework.Tracking, Proof | None]:
    guessing.check(request, "track")
    try:
        track = casework.track(number=number, now=clock())
    except casework.NotFound:
        guessing.note(request, "track")
        raise
    return track, casework.receipt(number=number, now=clock())


def _not_yet(response: HttpResponse) -> HttpResponse:
    response.headers["Retry-After"] = str(AGAIN_SECONDS)
    return response


def _as_json(proof: Proof) -> bytes:
    return json.dumps(proof, indent=2, ensure_ascii=False).encode()


def _in_words(proof: Proof | None) -> list[tuple[str, str]]:
    """What a person needs to find the record again."""
    if proof is None:
        return []
    head = proof["head"]
    signed = parse_datetime(str(head["signed_at"]))
    return [
        (_("Nomor urut di buku besar"), digits(proof["seq"])),
        (_("Disegel pada"), moment(signed)),
        (_("Isi buku besar saat disegel"), _("%(num)s catatan") % {"num": digits(head["size"])}),
        (_("Sidik jari buku besar"), str(head["root"])),
        (_("Kunci penyegel"), str(head["key_id"])),
    ]


def _paper(request: HttpRequest, track: casework.Tracking, proof: Proof) -> documents.Receipt:
    service = services.service_at(slug=track.service, at=track.submitted_at)
    agency = directory.chart().by_code.get(service.service.agency) if service else None
    fee = services.fee_words(service, on=directory.today(track.submitted_at)) if service else None
    rows = [
        (_("Layanan"), words(track.service_title)),
        (_("Diterima"), moment(track.submitted_at)),
        (_("Biaya"), words(fee)),
        (_("Diputuskan di"), words(track.decided_by) if track.decided_by else ""),
        (_("Paling lambat selesai"), long_date(track.due_at) if track.due_at else ""),
    ]
    place = request.build_absolute_uri(reverse("portal-tracking", args=[track.number]))
    return documents.Receipt(
        letterhead=documents.Letterhead(
            government=_("Pemerintah %(region)s") % {"region": region_name(request)},
            agency=agency.name if agency else "",
            address="",
        ),
        title=_("Tanda terima permohonan"),
        reference=track.number,
        rows=tuple((label, value) for label, value in rows if value),
        promise=_("GRATIS, laporkan pungli.") if fee and fee.id == "GRATIS" else "",
        proof=tuple(_in_words(proof)),
        statement=_("Bukti bahwa berkas ini tercatat ada di dalam PDF ini, sebagai receipt.json."),
        url=place,
        language=language(),
    )
