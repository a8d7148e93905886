"""The applicant's own case: opened by account, or by a code asked once and remembered."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.faces.components import commands
from pendopo.faces.components.access import clock
from pendopo.faces.portal import keys
from pendopo.faces.portal.follow.numbers import with_number
from pendopo.faces.portal.page import citizen, show
from pendopo.faces.portal.told import told
from pendopo.ledger import api as ledger

Handler = Callable[..., HttpResponse]
SHORTEST_KEY = 8
"""What the ledger asks of the key of a command."""


def own_case(view: Handler) -> Callable[..., HttpResponseBase]:
    """The view gets the visitor's own case; anyone else is asked for its code.

    A number that does not exist asks for a code as well: the answer tells nothing apart.
    """

    @told
    @with_number
    @functools.wraps(view)
    def handle(request: HttpRequest, number: str, *args: object, **kwargs: object) -> HttpResponse:
        try:
            case = opened(request, number)
        except casework.NotFound:
            return ask(request, number)
        return view(request, case, *args, **kwargs)

    return handle


def opened(request: HttpRequest, number: str) -> casework.CaseView:
    """The case as its applicant sees it. Raises `casework.NotFound` when it is not theirs."""
    key = keys.code_of_case(request, number)
    return casework.applicant_case(number=number, who=citizen(request), key=key, now=clock())


def ask(request: HttpRequest, number: str) -> HttpResponse:
    """The page that asks for the code; after a POST the visitor begins again there."""
    if request.method not in ("GET", "HEAD"):
        return redirect("portal-case", number=number)
    return show(request, "follow/code", number=number, typed="", error="")


def key_of(request: HttpRequest, case: casework.CaseView) -> str:
    """The case's code as this browser knows it; "" for an account."""
    return keys.code_of_case(request, case.number)


def data_key(case: casework.CaseView) -> directory.DataKey:
    """The key that seals the case: its applicant's own."""
    return directory.key_of_person(person_id=case.person_id)


def command(request: HttpRequest, case: casework.CaseView) -> ledger.Command:
    """The form as a command of the applicant; a key nobody made is replaced by a fresh one."""
    made = commands.command(request, stands_for=case.id)
    fit = len(made.key) >= SHORTEST_KEY and made.key.isprintable()
    return made if fit else replace(made, key=commands.new_key())


def find_task(case: casework.CaseView, task_id: object, work: str = "") -> casework.TaskView:
    """An open task of the applicant. Raises `casework.NotFound`."""
    for task in case.tasks:
        if task.id == task_id and task.outcomes and (not work or task.work == work):
            return task
    raise casework.NotFound("task_unknown")
