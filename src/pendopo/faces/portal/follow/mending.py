"""Mending what an officer named: the list of it, question by question, and sending it back."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pendopo.casework import api as casework
from pendopo.core.forms import Question
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.asked import Error, asked, errors_of
from pendopo.faces.components.reading import raw_answers
from pendopo.faces.components.wording import words
from pendopo.faces.portal import files
from pendopo.faces.portal.follow import papers
from pendopo.faces.portal.follow.own import command, data_key, find_task, key_of, own_case
from pendopo.faces.portal.page import citizen, show, version
from pendopo.faces.portal.sheet import Sheet
from pendopo.ledger import api as ledger
from pendopo.services import api as services

WORK = "correct"


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
@own_case
def overview(request: HttpRequest, case: casework.CaseView, task_id: UUID) -> HttpResponse:
    task = find_task(case, task_id, WORK)
    if request.method != "POST":
        return _overview(request, case, task)
    try:
        _send(request, case, task)
    except casework.Invalid as invalid:
        form = services.version(hash=case.version_hash).form
        return _overview(request, case, task, errors_of(invalid.errors, form))
    return redirect("portal-case", number=case.number)


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
@own_case
def one(
    request: HttpRequest, case: casework.CaseView, task_id: UUID, question: str
) -> HttpResponse:
    task = find_task(case, task_id, WORK)
    sheet = sheet_of(request, case, task)
    found = next((one for one in visible(sheet) if one.name == question), None)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _question(request, case, task, sheet, found)
    with ledger.region_transaction():  # no file stays of an answer that somebody overtook
        typed = raw_answers([found], request.POST)
        wrong = files.take(request, papers.owner_of(case), [found], typed)
        sheet = sheet.under(typed)
        own = [one for one in sheet.errors() if one.field.split(".")[0] == found.name]
        wrong = wrong or errors_of(own, sheet.compiled.form)
        if wrong or f"remove_{found.name}" in request.POST:
            return _question(request, case, task, sheet, found, wrong)
        _keep(request, case, task, sheet, found)
    return redirect("portal-mend", number=case.number, task_id=task.id)


def sheet_of(request: HttpRequest, case: casework.CaseView, task: casework.TaskView) -> Sheet:
    """The application as it stands, under what was mended so far; rules as of its first day."""
    sent = {one.name: one.value for one in case.answers if one.value is not None}
    draft = casework.Draft(
        id=task.id,
        service=case.service,
        version_hash=case.version_hash,
        answers={**sent, **task.draft},
        version=task.version,
        started_at=task.opened_at,
        updated_at=task.opened_at,
        account_id=None,
        key_id=data_key(case).id,
        language="",
    )
    compiled = services.version(hash=case.version_hash)
    return Sheet(draft, compiled, citizen(request), case.tracking.submitted_at)


def visible(sheet: Sheet) -> list[Question]:
    """The questions asked now, in order."""
    return [question for step in sheet.steps for question in sheet.questions(step)]


def _send(request: HttpRequest, case: casework.CaseView, task: casework.TaskView) -> None:
    casework.complete_task(
        task_id=task.id,
        who=citizen(request),
        key=key_of(request, case),
        version=version(request),
        outcome=task.outcomes[0].id,
        answers=dict(task.draft),
        now=clock(),
        command=command(request, case),
    )


def _keep(
    request: HttpRequest,
    case: casework.CaseView,
    task: casework.TaskView,
    sheet: Sheet,
    question: Question,
) -> None:
    """Keep one mended answer with the task; nothing is sent yet."""
    clean = sheet.compiled.form.check(sheet.answers, names=sheet.names).clean
    casework.save_task_draft(
        task_id=task.id,
        who=citizen(request),
        key=key_of(request, case),
        version=version(request),
        answers={**task.draft, question.name: clean.get(question.name)},
        now=clock(),
    )


def _overview(
    request: HttpRequest,
    case: casework.CaseView,
    task: casework.TaskView,
    errors: tuple[Error, ...] = (),
) -> HttpResponse:
    sheet = sheet_of(request, case, task)
    wrong = {error.field.split(".")[0]: words(error.message) for error in sheet.errors()}
    named = {name: reason for name, _title, reason in task.items}
    first = [one for one in visible(sheet) if one.name in {*named, *wrong, *task.draft}]
    rest = [one for one in visible(sheet) if one not in first]
    return show(
        request,
        "follow/mend",
        status=422 if errors else 200,
        case=case,
        task=task,
        whole=named.get("", ""),
        items=[_item(case, task, one, named, wrong) for one in first],
        rest=[_item(case, task, one, named, wrong) for one in rest],
        ready=not wrong,
        untouched=_untouched(len({*named} - {"", *task.draft})),
        send=words(task.outcomes[0].label),
        errors=errors,
    )


def _untouched(count: int) -> str:
    """A word of care before sending with named answers left as they were; "" when none is."""
    if not count:
        return ""
    text = ngettext(
        "Masih ada %(num)s butir yang belum diubah. Kirim hanya kalau isinya memang sudah benar.",
        "Masih ada %(num)s butir yang belum diubah. Kirim hanya kalau isinya memang sudah benar.",
        count,
    )
    return text % {"num": count}


def _item(
    case: casework.CaseView,
    task: casework.TaskView,
    question: Question,
    named: dict[str, str],
    wrong: dict[str, str],
) -> dict[str, object]:
    reason = wrong.get(question.name) or named.get(question.name, "")
    mended = question.name in task.draft and question.name not in wrong
    status = _("Sudah diperbaiki") if mended else _("Perlu diperbaiki") if reason else _("Terisi")
    return {
        "title": words(question.title),
        "href": reverse("portal-mend-question", args=[case.number, task.id, question.name]),
        "hint": reason,
        "status": status,
        "state": "ok" if mended or not reason else "soon",
    }


def _question(
    request: HttpRequest,
    case: casework.CaseView,
    task: casework.TaskView,
    sheet: Sheet,
    question: Question,
    errors: tuple[Error, ...] = (),
) -> HttpResponse:
    received = papers.known(case, sheet.answers, [question])
    shown = asked(
        question,
        sheet.answers.get(question.name),
        required=sheet.required(question),
        errors={error.field: error.text for error in errors},
        files=received.get(question.name, ()),
    )
    reason = next((why for name, _title, why in task.items if name == question.name), "")
    return show(
        request,
        "follow/mend_question",
        status=422 if errors else 200,
        case=case,
        task=task,
        q=shown,
        reason=reason,
        errors=errors,
    )
