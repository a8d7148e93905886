"""Slow work of casework: automatic steps of a process, and following the calendar."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from uuid import UUID

from procrastinate import JobContext
from procrastinate.contrib.django import app

from pendopo.casework import notices
from pendopo.casework.actions import case_judging, imports, version_moves
from pendopo.casework.actions.case_imports import bring_in
from pendopo.casework.actions.deadlines import recompute_deadlines
from pendopo.casework.actions.imports import copy_rows
from pendopo.casework.actions.licences import grant_licence
from pendopo.casework.actions.sending import send_out
from pendopo.casework.actions.timers import answer_service
from pendopo.casework.orders import batches, books
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger

Work = Callable[[UUID, int], dict[str, object]]
PATIENCE = ledger.Patience(tries=5, base=3)
"""Tries of one job within some minutes; a call still unanswered then is made again by its watch
(`timing.CALL`)."""


def _issue_licence(case_id: UUID, token: int) -> dict[str, object]:
    licence = grant_licence(case_id=case_id, now=ledger.clock().now())
    return {"licence": str(licence) if licence else None}


def _escalate(case_id: UUID, token: int) -> dict[str, object]:
    """The fact of the fired timer has already told the supervisors; nothing more to do."""
    return {"case": str(case_id)}


def _notify(case_id: UUID, token: int) -> dict[str, object]:
    _tell(case_id, token, "notify")
    return {"told": True}


def _hand_over(case_id: UUID, token: int) -> dict[str, object]:
    """The applicant is told where the file goes on; a bridge to that system comes with the wall
    to the outside."""
    _tell(case_id, token, "hand_over")
    return {"handed_over": True}


@ledger.within_region
def _tell(case_id: UUID, token: int, what: str) -> None:
    notices.tell_once(case_id=case_id, what=what, token=token, now=ledger.clock().now())


WORK: dict[str, Work] = {
    "issue_licence": _issue_licence,
    "escalate": _escalate,
    "notify": _notify,
    "hand_over": _hand_over,
}
"""What a service task may ask for, by topic (`services.TOPICS`); each may run twice."""


@app.task(name="casework.call_service", retry=PATIENCE)
def call_service(region: str, case_id: str, token: int, topic: str) -> None:
    """Do what the service task of a case asks for, then let the process go on."""
    with ledger.use_region(region):
        result = WORK[topic](UUID(case_id), token)
        answer_service(case_id=UUID(case_id), token=token, result=result, now=ledger.clock().now())


@app.task(name="casework.send_message", retry=PATIENCE)
def send_message(region: str, case_id: str, token: int) -> None:
    """Deliver what a process sends."""
    with ledger.use_region(region):
        send_out(case_id=UUID(case_id), token=token, now=ledger.clock().now())


@app.task(name="casework.move_cases", retry=PATIENCE)
def move_cases(region: str, move_id: str) -> None:
    """Move running cases to another version; started again it goes on where it was."""
    with ledger.use_region(region):
        while version_moves.move_cases(move_id=UUID(move_id), now=ledger.clock().now()):
            pass


@app.task(name="casework.follow_calendar", retry=PATIENCE)
def follow_calendar(region: str) -> None:
    """A day was ruled off or on: the deadlines it touches move now, not at the next round."""
    with ledger.use_region(region):
        directory.forget_calendar()  # this process may have read it before the decree
        recompute_deadlines(now=ledger.clock().now())


@app.task(name="casework.import_cases", retry=PATIENCE)
def import_cases(region: str, import_id: str) -> None:
    """Cases in flight come in, some a transaction; started again it goes on where it was."""
    with ledger.use_region(region):
        while bring_in(import_id=UUID(import_id), now=ledger.clock().now()):
            pass


@app.task(name="casework.import_register", retry=PATIENCE)
def import_register(region: str, import_id: str) -> None:
    """Copy an old register, some rows a transaction; started again it goes on where it was."""
    with ledger.use_region(region):
        while copy_rows(import_id=UUID(import_id), now=ledger.clock().now()):
            pass


@app.task(name="casework.judge_register", retry=PATIENCE, pass_context=True)
def judge_register(context: JobContext, region: str, import_id: str) -> None:
    """Judge a long old register."""
    _judge(context, region, UUID(import_id), imports)


@app.task(name="casework.judge_open_cases", retry=PATIENCE, pass_context=True)
def judge_open_cases(context: JobContext, region: str, import_id: str) -> None:
    """Judge a long list of cases in flight."""
    _judge(context, region, UUID(import_id), case_judging)


def _judge(context: JobContext, region: str, import_id: UUID, room: ModuleType) -> None:
    """After the last try whoever waits is told that it came to nothing."""
    with ledger.use_region(region):
        try:
            room.judge_waiting(import_id=import_id, now=ledger.clock().now())
        except Exception as failure:
            if PATIENCE.get_retry_decision(exception=failure, job=context.job) is None:
                room.give_up(import_id=import_id, now=ledger.clock().now())
            raise


@app.task(name="casework.prepare_book", retry=PATIENCE, pass_context=True)
def prepare_book(context: JobContext, region: str, order_id: str) -> None:
    """Prepare a register book; after the last try whoever asked is told that it came to nothing."""
    with ledger.use_region(region):
        try:
            books.prepare_book(order_id=UUID(order_id), now=ledger.clock().now())
        except Exception as failure:
            if PATIENCE.get_retry_decision(exception=failure, job=context.job) is None:
                reason, now = "order_failed", ledger.clock().now()
                books.fail_book(order_id=UUID(order_id), reason=reason, now=now)
            raise


@app.task(name="casework.run_batch", retry=PATIENCE)
def run_batch(region: str, batch_id: str) -> None:
    """Do what an officer asked for many tasks; started again it goes on where it was."""
    with ledger.use_region(region):
        while batches.do_next(batch_id=UUID(batch_id), now=ledger.clock().now()):
            pass
