"""Writing to the officers of a case."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from pendopo.casework import api as casework
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words
from pendopo.faces.portal.follow.case import page
from pendopo.faces.portal.follow.own import command, key_of, own_case
from pendopo.faces.portal.page import citizen


@open_to_all
@require_POST
@own_case
def send(request: HttpRequest, case: casework.CaseView) -> HttpResponse:
    body = request.POST.get("pesan", "")
    try:
        casework.add_note(
            case_id=case.id,
            who=citizen(request),
            key=key_of(request, case),
            body=body,
            now=clock(),
            command=command(request, case),
        )
    except casework.Refused as refused:
        if not refused.code.startswith("note_"):
            raise
        return page(request, case, errors=(Error("pesan", words(refused.text)),), typed=body[:8000])
    return redirect(f"{reverse('portal-case', args=[case.number])}#pesan-terakhir")
