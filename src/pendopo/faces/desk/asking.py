"""One more agency is asked for its opinion while the opinions of a case are open."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.commands import command
from pendopo.faces.desk.page import OFFICERS
from pendopo.faces.desk.told import told
from pendopo.services import api as services


def agencies(view: casework.CaseView) -> list[dict[str, str]]:
    """Choices (id and name) of the agencies that could still be asked, by name; none when nobody
    may ask."""
    if not view.may_ask:
        return []
    element, chart = view.may_ask[0], directory.chart()
    role = services.version(hash=view.version_hash).tasks[element].role
    asked = {one.organisation_id for one in view.tasks if one.element == element}
    able = {one.organisation_id for one in chart.positions.values() if role in one.roles} - asked
    choices = [{"value": str(one), "text": chart.organisations[one].name} for one in able]
    return sorted(choices, key=lambda one: one["text"])


@for_role(*OFFICERS)
@told
@require_POST
def ask(request: HttpRequest, number: str) -> HttpResponse:
    view = casework.case_of_number(number=number, who=actor(request), now=clock())
    try:
        chosen = UUID(request.POST.get("instansi", ""))
    except ValueError:
        messages.error(request, _("Pilih instansinya dulu."))
        return redirect("desk:case", number=view.number)
    casework.ask_agency(
        case_id=view.id,
        element=request.POST.get("langkah", ""),
        organisation_id=chosen,
        who=actor(request),
        now=clock(),
        command=command(request),
    )
    name = directory.chart().name_of(chosen)
    messages.success(request, _("%(agency)s dimintai pendapat.") % {"agency": name})
    return redirect("desk:case", number=view.number)
