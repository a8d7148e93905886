"""What I have here: drafts, applications, licences and their letters."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pendopo.casework import api as casework
from pendopo.faces.components.access import clock, signed_in
from pendopo.faces.components.wording import words
from pendopo.faces.portal.page import citizen, show
from pendopo.faces.portal.told import told
from pendopo.services import api as services

_STATES = {"granted": "ok", "returned": "soon", "checking": "go", "running": "go"}
_LICENCES = {
    "valid": "ok",
    "active": "ok",
    "expired": "idle",
    "revoked": "late",
    "suspended": "soon",
}


@signed_in
@told
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    who = citizen(request)
    cases = casework.my_cases(who=who)
    return show(
        request,
        "follow/mine",
        nav_current="mine",
        drafts=[(one, title(one.version_hash)) for one in casework.my_drafts(who=who)],
        waiting=[one for one in cases if one.waits_for_applicant],
        running=[one for one in cases if one.due_at and not one.waits_for_applicant],
        cases=cases,
        licences=casework.my_licences(who=who, now=clock()),
        state_of=lambda status: _STATES.get(status, "idle"),
        licence_state=lambda status: _LICENCES.get(status, "idle"),
        licence_words=licence_words,
    )


def title(version_hash: str) -> str:
    """The service's name in the version a draft was begun with."""
    return words(services.version(hash=version_hash).service.title)


def licence_words(status: str) -> str:
    """The standing of a licence in words."""
    known = {
        "valid": _("Berlaku"),
        "active": _("Berlaku"),
        "expired": _("Masa berlaku habis"),
        "revoked": _("Dicabut"),
        "suspended": _("Dibekukan sementara"),
        "void": _("Dinyatakan batal"),
    }
    return known.get(status, status)
