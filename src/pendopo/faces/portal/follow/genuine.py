"""Is this letter real, and is it in force today? By the number in its QR, or by the PDF."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pendopo.casework import api as casework
from pendopo.core import references
from pendopo.documents import api as documents
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words
from pendopo.faces.portal.follow import guessing
from pendopo.faces.portal.page import show
from pendopo.faces.portal.told import told

WHAT = "verify"
MOST_BYTES = 25 * 1024 * 1024
STANDINGS = {
    "valid": ("ok", "check"),
    "expired": ("soon", "clock"),
    "suspended": ("soon", "pause"),
    "revoked": ("late", "close"),
    "void": ("late", "close"),
}
VERDICTS = {
    "genuine": "ok",
    "signed_elsewhere": "idle",
    "changed": "late",
    "unsigned": "soon",
    "unreadable": "idle",
    "not_valid": "late",
}
"""Colours of `notice`; the words say the same."""


@open_to_all
@told
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The form for a number, and the check of a PDF (POST changes nothing)."""
    if request.method == "POST":
        return _check(request)
    typed = request.GET.get("kode", "").strip()[:80]
    reference = references.normalise(typed)
    if reference:
        return redirect("portal-verified", verify_id=reference)
    if "kode" not in request.GET:
        return _start(request)
    text = _("Ada huruf atau angka yang keliru. Kode surat terdiri atas 9 tanda.")
    return _start(request, Error("kode", text), typed=typed, status=422)


@open_to_all
@told
@require_http_methods(["GET", "HEAD"])
def letter(request: HttpRequest, verify_id: str) -> HttpResponse:
    """Today's standing of a letter, for whoever holds it."""
    guessing.check(request, WHAT)
    try:
        found = documents.verify(verify_id=verify_id, now=clock())
    except documents.Refused:
        return _from_old_register(request, verify_id)
    standing = casework.standing_of_letter(letter_id=found.letter_id, now=clock())
    return show(
        request,
        "follow/verify",
        nav_current="verify",
        today=clock(),
        standing=standing,
        **shown(found),
    )


def _from_old_register(request: HttpRequest, verify_id: str) -> HttpResponse:
    """A licence without a letter of ours: what was copied from an older register."""
    try:
        found = casework.proof(verify_id=verify_id, now=clock())
    except casework.NotFound:
        guessing.note(request, WHAT)
        return show(request, "follow/verify_unknown", status=404, nav_current="verify")
    state, icon = STANDINGS[found.standing.status]
    return show(
        request,
        "follow/verify_register",
        nav_current="verify",
        today=clock(),
        found=found,
        standing=found.standing,
        state=state,
        icon_name=icon,
    )


def shown(found: documents.Verification) -> dict[str, Any]:
    """A verification as its page shows it."""
    state, icon = STANDINGS[found.standing]
    signer = " ".join(part for part in (found.signer.prefix, found.signer.position) if part)
    return {
        "found": found,
        "state": state,
        "icon_name": icon,
        "signer": signer,
        "ink": found.method == "wet",
    }


def _check(request: HttpRequest) -> HttpResponse:
    sent = request.FILES.get("pdf")
    if sent is None or not sent.size:
        return _start(request, Error("pdf", _("Pilih berkas PDF dulu.")), status=422)
    if sent.size > MOST_BYTES:
        text = _("Berkas terlalu besar. Paling besar 25 MB.")
        return _start(request, Error("pdf", text), status=422)
    guessing.check(request, "check-pdf")
    check = documents.check_pdf(pdf=sent.read(), now=clock())
    if check.verdict == "unreadable":
        guessing.note(request, "check-pdf")
    return show(
        request,
        "follow/verify_pdf",
        nav_current="verify",
        check=check,
        file_name=str(sent.name or "")[:120],
        state=VERDICTS.get(check.verdict, "idle"),
        lines=[(words(one.text), one.good) for one in check.lines],
        letter=shown(check.letter) if check.letter else None,
    )


def _start(
    request: HttpRequest, error: Error | None = None, *, typed: str = "", status: int = 200
) -> HttpResponse:
    return show(
        request,
        "follow/verify_start",
        status=status,
        nav_current="verify",
        typed=typed,
        errors=(error,) if error else (),
        said={error.field: error.text} if error else {},
    )
