"""Powers of attorney as the person who gave them sees them: who acts, for what, and how to stop."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pendopo.directory import api as directory
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import language, words
from pendopo.faces.portal.follow import guessing
from pendopo.faces.portal.page import citizen, show
from pendopo.faces.portal.told import told
from pendopo.services import api as services

WHAT = "power-code"


@open_to_all
@told
@require_http_methods(["GET", "HEAD", "POST"])
def powers(request: HttpRequest) -> HttpResponse:
    """Those of the person who is signed in; and one, by its number and the code that was sent."""
    if request.method != "POST":
        return _page(request)
    number, code = _typed(request)
    guessing.check(request, WHAT, number)
    try:
        found = directory.power_by_code(number=number, code=code)
    except directory.Refused as refused:
        return _wrong(request, refused)
    return _page(request, found=found, code=code)


@open_to_all
@told
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """End one now: as the person who is signed in, or by number and code."""
    number, code = _typed(request)
    guessing.check(request, WHAT, number)
    try:
        ended = directory.revoke_power(
            number=number, code=code, actor=citizen(request), now=clock()
        )
    except directory.Refused as refused:
        return _wrong(request, refused)
    return _page(request, ended=ended)


def given(request: HttpRequest) -> tuple[directory.Power, ...]:
    """Powers that the person of this account gave."""
    person_id = citizen(request).person_id
    return directory.powers_given(person_id=person_id) if person_id else ()


def _typed(request: HttpRequest) -> tuple[str, str]:
    return request.POST.get("nomor", "").strip()[:40], request.POST.get("kode", "").strip()[:40]


def _wrong(request: HttpRequest, refused: directory.Refused) -> HttpResponse:
    number, _code = _typed(request)
    if refused.code == "power_unknown":
        guessing.note(request, WHAT, number)
    return _page(request, errors=(Error("nomor", words(refused.text)),), number=number)


def _page(
    request: HttpRequest,
    *,
    found: directory.Power | None = None,
    code: str = "",
    ended: directory.Power | None = None,
    errors: tuple[Error, ...] = (),
    number: str = "",
) -> HttpResponse:
    mine, today = given(request), directory.today(clock())
    shown = [*mine, *([found] if found else [])]
    return show(
        request,
        "follow/powers",
        status=422 if errors else 200,
        mine=mine,
        found=found,
        code=code,
        ended=ended,
        number=number,
        today=today,
        agents=directory.agent_names(account_ids={one.account_id for one in shown}),
        titles={one.slug: one.title for one in services.catalogue(language=language(), at=clock())},
        ends=ends(),
        errors=errors,
        error=errors[0].text if errors else "",
    )


def ends() -> dict[str, str]:
    """How a power came to its end, as its giver reads it."""
    return {
        "principal": _("Anda cabut"),
        "agent": _("dilepas penerima kuasa"),
        "counter": _("dicabut di loket"),
        "": _("masa berlakunya habis"),
    }
