"""A case by its number, and the search that leads to it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.casework import api as casework
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import language, words
from pendopo.faces.desk import awaiting, slips
from pendopo.faces.desk.inbox import the_list
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.reports import panel
from pendopo.faces.desk.sheet import case_context
from pendopo.faces.desk.told import told
from pendopo.services import api as services


@for_role(*OFFICERS)
@told
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    view = casework.case_of_number(number=number, who=actor(request), now=clock())
    if view.number != number:
        return redirect("desk:case", number=view.number)
    return case_page(request, view)


def case_page(
    request: HttpRequest,
    view: casework.CaseView,
    *,
    errors: tuple[Error, ...] = (),
    untold: tuple[Error, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """The case without a task of one's own: everything to read, nothing to end. errors: of a
    disposition; untold: of a message that the case waits for."""
    context = case_context(view, now=clock()) | slips.context(request, view, errors)
    context |= {"task": None, "questions": [], "buttons": [], "errors": errors or untold}
    context["awaited"] = awaiting.cards(request, view, untold)
    context["report"] = panel.of(view, actor(request))
    found = the_list(request, of_case=view.id)
    return show(request, "task", screen="case", status=status, **context, **found)


@for_role(*OFFICERS)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """By number, however it was typed; one that is known whole opens its case. By an applicant's
    name with POST: a name stands in no address, and each such search is recorded."""
    who, service = actor(request), (request.POST or request.GET).get("layanan", "")[:64]
    asked, name = request.GET.get("q", "").strip()[:80], request.POST.get("nama", "").strip()[:80]
    if request.method == "POST":
        found = casework.find_by_name(who=who, name=name, service=service, now=clock())
    else:
        found = casework.find_cases(who=who, text=asked, service=service)
        if len(found) == 1:
            return redirect("desk:case", number=found[0].number)
    offered = services.catalogue(language=language(), at=clock())
    items = [{"value": one.slug, "text": one.title} for one in offered]
    return show(
        request,
        "search",
        here="search",
        asked=asked,
        typed_name=name,
        found=found,
        services=items,
        service=service,
        status=404 if asked and not found else 200,
    )


@for_role(*OFFICERS)
@told
@require_safe
def jump(request: HttpRequest) -> JsonResponse:
    """What Ctrl-K finds on the server: cases by number."""
    found = casework.find_cases(who=actor(request), text=request.GET.get("q", ""), limit=8)
    links = [
        {
            "text": one.number,
            "href": reverse("desk:case", args=[one.number]),
            "note": f"{one.applicant_masked}, {words(one.service_title)}",
        }
        for one in found
    ]
    return JsonResponse(links, safe=False, headers={"Cache-Control": "private, no-store"})
