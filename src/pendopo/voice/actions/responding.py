"""The reporter's word after the answer: done, not yet, or only a message.

Each is an ordinary step of the case, so deadlines, inbox and facts follow by themselves.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, Literal

from pendopo.casework import api as casework
from pendopo.core import references
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services
from pendopo.voice import policy
from pendopo.voice.models import Report
from pendopo.voice.refusals import NotFound, Refused
from pendopo.voice.standing import CLOSED
from pendopo.voice.tickets import open_ticket

CONTEXT = "voice"
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
    """Not done: back to the agency, with what is still wrong. Lateness so far stays counted.

    The reporter, or whoever holds a ticket of their own; also for some days after the reporter
    confirmed it. Raises `Refused` when it is not answered, or closed for good.
    """
    ticket = open_ticket(number, code, who)
    if ticket.support is not None or ticket.report.status == "confirmed":
        _send_back(ticket.report, who, now, command)
        return
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


@ledger.within_region
def write(
    *,
    number: str,
    who: directory.Actor,
    message: str,
    now: dt.datetime,
    command: ledger.Command | None = None,
) -> None:
    """An officer of the report writes to the reporter; after the answer that restarts the closing
    clock. Raises `NotFound`, `Refused`, and what `casework.add_note` raises."""
    wanted = references.normalise(number) or number[:40]
    row = Report.objects.filter(number=wanted).first()
    if row is None or who.kind != "officer":
        raise NotFound("report_unknown")
    if not (policy.answers_for(row, who) or policy.coordinates(row, who)):
        raise Refused("not_for_you")
    casework.add_note(case_id=row.pk, who=who, body=message, now=now, command=command)
    spec = services.version(hash=row.version_hash).service.report
    if row.status == "answered" and spec is not None and spec.replied_by:
        again = None if command is None else replace(command, key=f"{command.key}:b")
        casework.deliver(
            message=spec.replied_by,
            case_id=row.pk,
            who=who,
            context=CONTEXT,
            now=now,
            command=again,
        )


def _said(command: ledger.Command | None) -> bool:
    """The same command came before: since then the report may stand elsewhere, and nothing is
    missing."""
    return command is not None and ledger.recall(command) is not None


def _send_back(
    row: Report, who: directory.Actor, now: dt.datetime, command: ledger.Command | None
) -> None:
    """Reopen by a message: the sender's right stands in their ticket."""
    if _said(command):
        return
    spec = services.version(hash=row.version_hash).service.report
    if spec is None or not spec.reopened_by or row.status not in ("answered", "confirmed"):
        raise Refused("closed" if row.status in CLOSED else "not_answered")
    try:
        casework.deliver(
            message=spec.reopened_by, case_id=row.pk, who=who, context=CONTEXT, now=now,
            command=command,
        )  # fmt: skip
    except casework.Refused as refused:
        raise Refused("closed") from refused


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
    if _said(command):
        return
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
