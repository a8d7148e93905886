"""A case waits for a message, and the officer sends it."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pendopo.casework import api as casework
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import errors_of
from pendopo.faces.components.commands import command
from pendopo.faces.components.wording import words
from pendopo.faces.desk import awaiting
from pendopo.faces.desk.case import case_page
from pendopo.faces.desk.page import OFFICERS
from pendopo.faces.desk.told import told


@for_role(*OFFICERS)
@told
@require_POST
def tell(request: HttpRequest, number: str) -> HttpResponse:
    """What must be mended stands beside its field, on the page of the case."""
    view = casework.case_of_number(number=number, who=actor(request), now=clock())
    found = casework.awaited_messages(case_id=view.id, who=actor(request))
    name = request.POST.get(awaiting.NAME, "")[:128]
    place, one = next(((n, x) for n, x in enumerate(found) if x.name == name), (0, None))
    try:
        casework.deliver(
            message=name,
            case_id=view.id,
            who=actor(request),
            data=awaiting.typed(one, place, request.POST),
            now=clock(),
            command=command(request),
        )
    except casework.Invalid as invalid:
        wrong = errors_of(invalid.errors, one.form if one else None)
        start = awaiting.prefix(place)
        told_why = tuple(replace(error, field=start + error.field) for error in wrong)
        return case_page(request, view, untold=told_why, status=422)
    title = words(one.title) if one else name
    messages.success(request, _("%(message)s: tersimpan, berkas berlanjut.") % {"message": title})
    return redirect("desk:case", number=view.number)
