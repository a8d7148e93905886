"""Apply for a service the way a visitor without an account does, step by step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth import get_user_model

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.services import api as services

VISITOR = directory.ANONYMOUS
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n"
    b"0000000105 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n170\n%%EOF\n"
)
"""An empty page: what a sample applicant uploads for every document."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A sample application on its way; `code` opens it for its applicant."""

    case_id: UUID
    number: str
    code: str


def account_of(username: str) -> UUID:
    """Account id of a demo user name."""
    return UUID(str(get_user_model().objects.get(username=username).pk))


def actor(username: str, now: dt.datetime) -> directory.Actor:
    """A demo account with the mandates of `now`, in the current region."""
    return directory.actor_of(account_of(username), now)


def fill(
    service: str,
    answers: Mapping[str, Any],
    *,
    who: directory.Actor = VISITOR,
    power_id: UUID | None = None,
    now: dt.datetime,
) -> tuple[UUID, str, int]:
    """A complete draft, every document uploaded: its id, way-back code and version."""
    draft = casework.begin_draft(
        service=service, who=who, channel="web", language="id", power_id=power_id, now=now
    )
    code, saved = draft.code, set[str]()
    package = services.version(hash=draft.version_hash)
    while True:
        given = {**draft.answers, **answers}
        names = package.form_names(given, casework.rule_names(who), directory.today(now))
        waiting = [
            step for step in package.form.visible_steps(given, names) if step.id not in saved
        ]
        if not waiting:
            return draft.id, code, draft.version
        page: dict[str, Any] = {}
        for name in waiting[0].questions:
            if package.form.questions[name].kind == "file":
                page[name] = [str(_upload(draft, now))]
            elif name in given:
                page[name] = given[name]
        draft = casework.save_draft(
            draft_id=draft.id,
            who=who,
            key=code,
            answers=page,
            step=waiting[0].id,
            version=draft.version,
            now=now,
        )
        saved.add(waiting[0].id)


def apply(
    service: str,
    answers: Mapping[str, Any],
    *,
    who: directory.Actor = VISITOR,
    power_id: UUID | None = None,
    now: dt.datetime,
) -> Sent:
    """Fill a draft and send it."""
    draft_id, code, version = fill(service, answers, who=who, power_id=power_id, now=now)
    sent = casework.submit(
        draft_id=draft_id,
        who=who,
        key=code,
        version=version,
        now=now,
        command=ledger.Command(who.account_id or draft_id, str(uuid4()), draft_id.bytes),
    )
    return Sent(sent.case_id, sent.number, code)


def decide(
    case_id: UUID, username: str, outcome: str, *, now: dt.datetime, **answers: Any
) -> casework.Done:
    """An officer completes the one open task of the case that is theirs."""
    who = actor(username, now)
    view = casework.case(case_id=case_id, who=who, now=now)
    (task,) = (one for one in view.tasks if one.outcomes)
    return casework.complete_task(
        task_id=task.id,
        who=who,
        version=task.version,
        outcome=outcome,
        answers=answers,
        now=now,
    )


def sign(case_id: UUID, username: str, passphrase: str, *, now: dt.datetime) -> casework.Signed:
    """The head signs the letter of the case."""
    who = actor(username, now)
    view = casework.case(case_id=case_id, who=who, now=now)
    tasks = [one.id for one in view.tasks if one.work == "sign"]
    (signed,) = casework.sign(
        task_ids=tasks, who=who, passphrase=passphrase, origin="http://localhost:8000", now=now
    )
    return signed


def _upload(draft: casework.Draft, now: dt.datetime) -> UUID:
    return documents.store(
        name="dokumen-contoh.pdf",
        data=PDF,
        purpose="attachment",
        key=directory.load_key(draft.key_id),
        owner_id=draft.id,
        now=now,
    ).id
