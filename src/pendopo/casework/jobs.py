"""Automatic work of a process: a job does it and answers, so no request waits for it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from procrastinate.contrib.django import app

from pendopo.casework.actions.licences import grant_licence
from pendopo.casework.actions.timers import answer_service
from pendopo.ledger import api as ledger

Work = Callable[[UUID], dict[str, object]]


def _issue_licence(case_id: UUID) -> dict[str, object]:
    licence = grant_licence(case_id=case_id, now=ledger.clock().now())
    return {"licence": str(licence) if licence else None}


def _escalate(case_id: UUID) -> dict[str, object]:
    """The fact of the fired timer has already told the supervisors; nothing more to do."""
    return {"case": str(case_id)}


WORK: dict[str, Work] = {"issue_licence": _issue_licence, "escalate": _escalate}
"""What a service task may ask for, by topic; a package that names another is refused."""


@app.task(name="casework.call_service", retry=5)
def call_service(region: str, case_id: str, token: int, topic: str) -> None:
    """Do what the service task of a case asks for, then let the process go on."""
    with ledger.use_region(region):
        result = WORK[topic](UUID(case_id))
        answer_service(case_id=UUID(case_id), token=token, result=result, now=ledger.clock().now())
