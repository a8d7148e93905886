"""Taking an application back: asked twice, then done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from pendopo.casework import api as casework
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.portal.follow.own import command, key_of, own_case
from pendopo.faces.portal.page import citizen, show


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
@own_case
def withdraw(request: HttpRequest, case: casework.CaseView) -> HttpResponse:
    if request.method != "POST":
        if not case.may_withdraw:
            return redirect("portal-case", number=case.number)
        return show(request, "follow/withdraw", case=case)
    casework.withdraw(
        case_id=case.id,
        who=citizen(request),
        key=key_of(request, case),
        now=clock(),
        command=command(request, case),
    )
    return redirect("portal-case", number=case.number)
