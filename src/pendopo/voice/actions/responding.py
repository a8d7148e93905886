"""The reporter's word after the answer: done, not yet, or only a message.

Each is an ordinary step of the case, so deadlines, inbox and facts follow by themselves.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services
from pendopo.voice.models import Report
from pendopo.voice.refusals import Refused
from pendopo.voice.standing import CLOSED
from pendopo.voice.tickets import open_ticket

Word = Literal["confirm", "reopen", "reply", "complete"]


@ledger.within_region
def confirm(
    *,
    number: str,
    code: str = "",
    who: directory.Actor,
    now: dt.datetime,
    command: ledger.Command | None = None,
) -> None:
    """The reporter says that it is done; the report ends as confirmed. Raises `NotFound`,
    `Refused` when it has not been answered."""
    _respond("confirm", number, code, who, "", now, command)


@ledger.within_region
def reopen(
    *,
    number: str,
    code: str = "",
    who: directory.Actor,
    message: str,
    now: dt.datetime,
    command: ledger.Command | None = None,
) -> None:
    """Not done: back to the agency, with what is still wrong. Lateness so far stays counted."""
    _respond("reopen", number, code, who, message, now, command)


@ledger.within_region
def reply(
    *,
    number: str,
    code: str = "",
    who: directory.Actor,
    message: str,
    now: dt.datetime,
    command: ledger.Command | None = None,
) -> None:
    """A message of the reporter: what the coordinator asked for while the report waits for it;
    after the answer it restarts the closing clock and no other."""
    _respond("reply", number, code, who, message, now, command)


def _respond(
    word: Word,
    number: str,
    code: str,
    who: directory.Actor,
    message: str,
    now: dt.datetime,
    command: ledger.Command | None,
) -> None:
    ticket = open_ticket(number, code, who)
    row = ticket.report
    if row.status in CLOSED:
        raise Refused("closed")
    if word == "reply" and row.status == "asked":
        word = "complete"
    package = services.version(hash=row.version_hash)
    spec = package.service.report
    step = spec.reporter.get(word, "") if spec else ""
    element, _dot, outcome = step.partition(".")
    if ticket.support is not None or not step:
        raise Refused("not_for_you")
    _complete(row, package, element, outcome, code, who, message, now, command)


def _complete(
    row: Report,
    package: services.Compiled,
    element: str,
    outcome: str,
    code: str,
    who: directory.Actor,
    message: str,
    now: dt.datetime,
    command: ledger.Command | None,
) -> None:
    task = casework.open_step(case_id=row.pk, element=element)
    if task is None:
        raise Refused("not_answered")
    asked = package.tasks[element].outcomes[outcome].requires
    answers: dict[str, Any] = dict.fromkeys(asked[:1], message)
    casework.complete_task(
        task_id=task.task_id,
        who=who,
        key=code,
        version=task.version,
        outcome=outcome,
        answers=answers,
        now=now,
        command=command,
    )
