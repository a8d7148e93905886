"""The applicant's own case: what is asked of them, what was said, and what came of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pendopo.casework import api as casework
from pendopo.core import references
from pendopo.directory import api as directory
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.components.asked import Error
from pendopo.faces.components.filters import moment
from pendopo.faces.components.wording import words
from pendopo.faces.portal import elsewhere, keys
from pendopo.faces.portal.follow import guessing, objections, seen, tracking
from pendopo.faces.portal.follow.numbers import with_number
from pendopo.faces.portal.follow.own import own_case
from pendopo.faces.portal.page import citizen, show
from pendopo.faces.portal.told import told

WHAT = "case-code"
TASK_ROUTES = {"correct": "portal-mend"}
"""Where a task of the applicant is done, by its kind of work; others are answered."""


@open_to_all
@require_safe
@own_case
def case(request: HttpRequest, case: casework.CaseView) -> HttpResponse:
    return page(request, case)


def page(
    request: HttpRequest,
    case: casework.CaseView,
    *,
    errors: tuple[Error, ...] = (),
    typed: str = "",
) -> HttpResponse:
    """The whole page; with what was typed and what is wrong with it after a failed message."""
    return show(
        request,
        "follow/case",
        status=422 if errors else 200,
        case=case,
        told=[str(one) for one in messages.get_messages(request)],
        track=case.tracking,
        asked_of_me=[_asked(case, task) for task in case.tasks if task.outcomes],
        visits=[one for one in case.visits if one.status != "done"],
        letters=case.letters,
        notes=[_note(note) for note in case.notes],
        files={one.question: one for one in case.files},
        seen=seen.of_case(case.person_id, case.id),
        objection=objections.of(case),
        licence_objection=objections.of_licence(case),
        estimate=elsewhere.of_case(case),
        errors=errors,
        typed=typed,
        message_error=next((one.text for one in errors), ""),
        **tracking.about(case.tracking),
    )


@open_to_all
@require_POST
@told
@with_number
def code(request: HttpRequest, number: str) -> HttpResponse:
    typed = request.POST.get("kode", "").strip()[:80]
    given = references.normalise(typed)
    if given is None:
        return _ask_again(request, number, typed, _misspelt(typed))
    guessing.check(request, WHAT, number)
    try:
        casework.applicant_case(number=number, who=citizen(request), key=given, now=clock())
    except casework.NotFound:
        guessing.note(request, WHAT, number)
        wrong = _("Kode ini bukan kode berkas ini. Periksa kembali catatan Anda.")
        return _ask_again(request, number, typed, wrong)
    response = redirect("portal-case", number=number)
    keys.remember(request, response, number, given, number)
    return response


def _asked(case: casework.CaseView, task: casework.TaskView) -> dict[str, object]:
    route = TASK_ROUTES.get(task.work, "portal-reply")
    return {
        "title": words(task.title),
        "help": words(task.help),
        "href": reverse(route, args=[case.number, task.id]),
        "items": [(words(title), reason) for _name, title, reason in task.items],
        "button": _("Mulai memperbaiki") if route == "portal-mend" else _("Jawab sekarang"),
    }


def _note(note: casework.NoteView) -> dict[str, str]:
    place = directory.chart().name_of(note.organisation_id)
    return {
        "author": _("Anda") if note.by_applicant else place or _("Petugas"),
        "kind": "in" if note.by_applicant else "out",
        "text": note.body,
        "time": moment(note.at),
    }


def _misspelt(typed: str) -> str:
    if not typed:
        return _("Tulis kode berkas Anda.")
    return _("Ada huruf atau angka yang keliru. Kode terdiri atas 9 tanda, misalnya K7M-4QP-2XD.")


def _ask_again(request: HttpRequest, number: str, typed: str, text: str) -> HttpResponse:
    errors = (Error("kode", text),)
    return show(
        request,
        "follow/code",
        status=422,
        number=number,
        typed=typed,
        error=text,
        errors=errors,
    )
