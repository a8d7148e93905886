"""Incidents: which are open, and opening one by its package."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.casework import api as casework
from pendopo.core.forms import Question
from pendopo.directory import api as directory
from pendopo.faces.command.page import ROLES, show
from pendopo.faces.command.told import told
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Asked, Error, asked, errors_of
from pendopo.faces.components.commands import command
from pendopo.faces.components.reading import raw_answers
from pendopo.faces.components.wording import language
from pendopo.services import api as services
from pendopo.watch import api as watch


@for_role(*ROLES)
@told
@require_safe
def incidents(request: HttpRequest) -> HttpResponse:
    """Open incidents, and the kinds that can be opened."""
    now = clock()
    return show(
        request,
        "incidents",
        scene="incidents",
        found=watch.incidents(now=now),
        kinds=services.incident_services(at=now),
        may_open=watch.on_watch(actor(request), now) is not None,
        mine=actor(request).organisation_ids,
    )


@for_role(*ROLES)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """The package's own form; sending it gives every agency its task at once."""
    now = clock()
    package = next((one for one in services.incident_services(at=now) if one.slug == slug), None)
    if package is None:
        raise Http404
    if watch.on_watch(actor(request), now) is None:
        raise PermissionDenied
    if request.method != "POST":
        return _form(request, package, {}, ())
    typed = raw_answers(package.form.questions.values(), request.POST)
    try:
        number = watch.open_incident(
            service=slug,
            answers={name: value for name, value in typed.items() if value not in ("", [], None)},
            who=actor(request),
            language=language(),
            now=now,
            command=command(request),
        )
    except casework.Invalid as invalid:
        return _form(request, package, typed, errors_of(invalid.errors, package.form))
    messages.success(
        request, _("Kejadian %(number)s dibuka. Tugasnya sudah ada di setiap meja.") %
        {"number": number},
    )  # fmt: skip
    return redirect("command:incidents")


def _form(
    request: HttpRequest,
    package: services.Compiled,
    typed: dict[str, object],
    errors: tuple[Error, ...],
) -> HttpResponse:
    said = {one.field: one.text for one in errors}
    return show(
        request,
        "incident_new",
        status=422 if errors else 200,
        scene="incidents",
        package=package,
        errors=errors,
        questions=[
            _placed(one, asked(one, typed.get(one.name, ""), required=one.required, errors=said))
            for one in package.form.questions.values()
        ],
    )


def _placed(question: Question, one: Asked) -> Asked:
    """A question that asks for a code of a place offers the districts."""
    if question.kind != "code":
        return one
    items = tuple(
        {"value": place.code, "text": place.name}
        for place in sorted(directory.places(), key=lambda place: place.name)
        if place.kind == "kecamatan"
    )
    return replace(one, widget="select", items=items)
