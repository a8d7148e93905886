"""Beginning an application: what it takes, then a draft and the code that leads back to it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.casework import api as casework
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.commands import command
from pendopo.faces.components.wording import language
from pendopo.faces.portal import keys, patience
from pendopo.faces.portal.page import citizen, show
from pendopo.faces.portal.standard import at_a_glance
from pendopo.faces.portal.told import told


@open_to_all
@told
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    who = citizen(request)
    if request.method != "POST":
        glance = at_a_glance(slug, clock())
        if glance is None or glance.mode == "track":
            raise Http404
        return show(request, "begin", service=glance)
    patience.take(request, patience.DRAFTS)
    draft = casework.begin_draft(
        service=slug,
        who=who,
        channel="web",
        language=language(),
        now=clock(),
        command=command(request, stands_for=keys.browser(request)),
    )
    if who.account_id:
        return redirect("portal-draft", draft_id=draft.id)
    response = redirect("portal-code", draft_id=draft.id)
    keys.remember(request, response, draft.id, draft.code)
    return response


@open_to_all
@told
@require_safe
def code(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Shown until the first answer is saved, never again after that."""
    key = keys.code_of(request, draft_id)
    draft = casework.draft(draft_id=draft_id, who=citizen(request), key=key, now=clock())
    if not key or draft.version > 1:
        return redirect("portal-draft", draft_id=draft_id)
    return show(request, "code", draft=draft, code=key)
