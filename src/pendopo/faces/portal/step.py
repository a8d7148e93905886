"""One page of the form: ask, keep, go on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pendopo.casework import api as casework
from pendopo.core.forms import Step
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.asked import Error, asked, errors_of
from pendopo.faces.components.reading import raw_answers
from pendopo.faces.components.wording import words
from pendopo.faces.portal import files, keys
from pendopo.faces.portal.page import citizen, show, version
from pendopo.faces.portal.sheet import Sheet, open_sheet
from pendopo.faces.portal.told import told

FOR_WHOM, SELF, OTHER = "untuk_siapa", "sendiri", "lain"


@open_to_all
@told
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, draft_id: UUID, step_id: str) -> HttpResponse:
    sheet = open_sheet(request, draft_id)
    at = sheet.position(step_id)
    if at is None or sheet.draft.case_id:
        return redirect("portal-draft", draft_id=draft_id)
    if request.method != "POST":
        return _page(request, sheet, sheet.steps[at])
    return _save(request, sheet, sheet.steps[at])


def _save(request: HttpRequest, sheet: Sheet, page: Step) -> HttpResponse:
    """Keep what was typed; show the page again when something does not hold."""
    questions = [sheet.compiled.form.questions[name] for name in page.questions]
    typed = raw_answers(questions, request.POST)
    wrong = files.take(request, files.of_draft(sheet.draft), questions, typed)
    if wrong or _stays(request, page):
        return _page(request, sheet.under(typed), page, wrong)
    try:
        saved = casework.save_draft(
            draft_id=sheet.draft.id,
            who=citizen(request),
            key=keys.code_of(request, sheet.draft.id),
            answers=typed,
            step=page.id,
            version=version(request),
            now=clock(),
            for_other=_for_other(request, sheet, page),
        )
    except casework.Invalid as invalid:
        return _page(
            request, sheet.under(typed), page, errors_of(invalid.errors, sheet.compiled.form)
        )
    return redirect(_next(request, sheet.under(draft=saved), page))


def _for_other(request: HttpRequest, sheet: Sheet, page: Step) -> bool | None:
    """What was said on the page that asks for whom; None on any other."""
    said = request.POST.get(FOR_WHOM, "")
    return said == OTHER if said and sheet.asks_for_whom(page) else None


def _for_whom(request: HttpRequest, sheet: Sheet) -> dict[str, Any]:
    """The question as the page shows it, with what was said before or just now."""
    chosen = request.POST.get(FOR_WHOM) or (OTHER if sheet.draft.for_other else SELF)
    return {"name": FOR_WHOM, "value": chosen, "items": for_whom_items()}


def for_whom_items() -> list[dict[str, str]]:
    return [
        {"value": SELF, "text": _("Untuk diri saya sendiri")},
        {
            "value": OTHER,
            "text": _("Untuk orang lain, dengan surat kuasa"),
            "hint": _(
                "Isi data orang itu, bukan data Anda. Izinnya menjadi miliknya; Anda dapat"
                " mengikuti berkasnya dari akun Anda. Petugas boleh meminta surat kuasanya."
            ),
        },
    ]


def _next(request: HttpRequest, sheet: Sheet, page: Step) -> str:
    """The check page when the applicant came from there, else the page after this one."""
    draft_id = sheet.draft.id
    if "nanti" in request.POST:
        return reverse("portal-draft", args=[draft_id])
    at = sheet.position(page.id)
    if request.POST.get("kembali") == "periksa" or at is None or at + 1 >= len(sheet.steps):
        return reverse("portal-check", args=[draft_id])
    return reverse("portal-step", args=[draft_id, sheet.steps[at + 1].id])


def _page(
    request: HttpRequest, sheet: Sheet, page: Step, errors: tuple[Error, ...] = ()
) -> HttpResponse:
    draft, at = sheet.draft, sheet.position(page.id) or 0
    said = {error.field: error.text for error in errors}
    received = files.known(draft.id, sheet.answers, sheet.questions(page))
    questions = [
        asked(
            question,
            sheet.answers.get(question.name),
            required=sheet.required(question),
            errors=said,
            files=received.get(question.name, ()),
        )
        for question in sheet.questions(page)
    ]
    single = len(questions) == 1 and questions[0].widget != "consent"
    returns = (request.POST or request.GET).get("kembali") == "periksa"
    return show(
        request,
        "step",
        status=422 if errors else 200,
        draft=draft,
        questions=questions,
        single=single,
        heading=questions[0].label if single else words(page.title),
        hint=words(page.hint),
        errors=errors,
        returns=returns,
        for_whom=_for_whom(request, sheet) if sheet.asks_for_whom(page) else None,
        current=at + 1,
        total=len(sheet.steps),
        back_url=_back(sheet, at, returns),
    )


def _back(sheet: Sheet, at: int, returns: bool) -> str:
    if returns:
        return reverse("portal-check", args=[sheet.draft.id])
    if at == 0:
        return reverse("portal-draft", args=[sheet.draft.id])
    return reverse("portal-step", args=[sheet.draft.id, sheet.steps[at - 1].id])


def _stays(request: HttpRequest, page: Step) -> bool:
    """A button that only takes a file off the list, or adds one, was pressed."""
    return any(f"remove_{name}" in request.POST for name in page.questions)
