"""The demo regency in a test database: officers to act, a service to apply for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import yaml

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.services import api as services

ROOT = Path(__file__).parents[1]
CODE = "35.11"
SERVICE = "sip-dokter"
LONG_AGO = dt.datetime(2025, 1, 2, 2, 0, tzinfo=dt.UTC)
MONDAY = dt.datetime(2026, 11, 16, 2, 0, tzinfo=dt.UTC)
PASSWORD = "rahasia-untuk-uji"
PASSPHRASE = "frasa sandi uji"


@dataclass
class Regency:
    """Bondowoso, loaded once per test run."""

    accounts: dict[str, UUID] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Regency:
        directory.load_region(
            ROOT / "packages/regions/bondowoso", now=LONG_AGO, demo_password=PASSWORD
        )
        found = cls()
        with ledger.use_region(CODE):
            package = services.load(ROOT / "packages/services" / SERVICE)
            services.publish(package=package, valid_from=LONG_AGO, now=LONG_AGO)
            head = found.actor("kadis.ptsp")
            assert head.person_id is not None
            documents.enrol_demo_signer(
                person_id=head.person_id, name=head.name, passphrase=PASSPHRASE, now=MONDAY
            )
        return found

    def actor(self, username: str, now: dt.datetime = MONDAY) -> directory.Actor:
        """An officer or citizen of the demo by user name, with the mandates of `now`."""
        from django.contrib.auth import get_user_model

        account = get_user_model().objects.get(username=username)
        with ledger.use_region(CODE):
            return directory.actor_of(account.pk, now)

    def answers(self, **changes: Any) -> dict[str, Any]:
        """Answers of the straight story, without files."""
        story = yaml.safe_load(
            (ROOT / "packages/services" / SERVICE / "stories/lurus.yaml").read_text()
        )
        given = {**story["given"]["answers"], **changes}
        return {
            name: value.isoformat() if isinstance(value, dt.date) else value
            for name, value in given.items()
        }

    def draft(self, *, now: dt.datetime = MONDAY, **changes: Any) -> casework.Draft:
        """A complete draft of someone without an account, its documents uploaded."""
        made = casework.begin_draft(
            service=SERVICE, who=directory.ANONYMOUS, channel="web", language="id", now=now
        )
        version = services.service_at(slug=SERVICE, at=now)
        assert version is not None
        answers: dict[str, Any] = self.answers(**changes)
        current = made
        for _ in range(60):
            names = version.form_names(
                {**current.answers, **answers}, {"kind": "guest"}, directory.today(now)
            )
            steps = version.form.visible_steps({**current.answers, **answers}, names)
            pending = [step for step in steps if step.id not in self._saved]
            if not pending:
                break
            step = pending[0]
            self._saved.add(step.id)
            given = {}
            for name in step.questions:
                question = version.form.questions[name]
                if question.kind == "file":
                    given[name] = [str(self._file(made, now))]
                elif name in answers:
                    given[name] = answers[name]
            current = casework.save_draft(
                draft_id=made.id,
                who=directory.ANONYMOUS,
                key=made.code,
                answers=given,
                step=step.id,
                version=current.version,
                now=now,
            )
        self._saved.clear()
        return casework.Draft(
            **{name: getattr(current, name) for name in current.__slots__} | {"code": made.code}
        )

    _saved: set[str] = field(default_factory=set)

    def _file(self, made: casework.Draft, now: dt.datetime) -> UUID:
        return documents.store(
            name="dokumen.pdf",
            data=PDF,
            purpose="attachment",
            key=directory.load_key(made.key_id),
            owner_id=made.id,
            now=now,
        ).id

    def submit(self, *, now: dt.datetime = MONDAY, **changes: Any) -> Applied:
        """An application sent by someone without an account."""
        with ledger.use_region(CODE):
            draft = self.draft(now=now, **changes)
            sent = casework.submit(
                draft_id=draft.id,
                who=directory.ANONYMOUS,
                key=draft.code,
                version=draft.version,
                now=now,
                command=ledger.Command(draft.id, str(uuid4()), b"submit"),
            )
            return Applied(self, sent.case_id, sent.number, draft.code)


@dataclass
class Applied:
    """A case with the applicant's access code; officers are called by user name."""

    regency: Regency
    case_id: UUID
    number: str
    code: str

    def view(self, username: str = "admin", now: dt.datetime = MONDAY) -> casework.CaseView:
        with ledger.use_region(CODE):
            return casework.case(
                case_id=self.case_id, who=self.regency.actor(username, now), now=now
            )

    def mine(self, now: dt.datetime = MONDAY) -> casework.CaseView:
        with ledger.use_region(CODE):
            return casework.applicant_case(
                number=self.number, who=directory.ANONYMOUS, key=self.code, now=now
            )

    def do(
        self, username: str, outcome: str, now: dt.datetime = MONDAY, **answers: Any
    ) -> casework.Done:
        """Complete the one open task this officer may do."""
        who = self.regency.actor(username, now)
        with ledger.use_region(CODE):
            view = casework.case(case_id=self.case_id, who=who, now=now)
            (task,) = [one for one in view.tasks if one.outcomes]
            return casework.complete_task(
                task_id=task.id,
                who=who,
                version=task.version,
                outcome=outcome,
                answers=answers,
                now=now,
            )

    def apply_again(
        self, outcome: str, now: dt.datetime = MONDAY, **answers: Any
    ) -> casework.Done:
        """Complete the applicant's open task."""
        with ledger.use_region(CODE):
            (task,) = self.mine(now).tasks
            return casework.complete_task(
                task_id=task.id,
                who=directory.ANONYMOUS,
                key=self.code,
                version=task.version,
                outcome=outcome,
                answers=answers,
                now=now,
            )

    def sign(self, now: dt.datetime = MONDAY, passphrase: str = PASSPHRASE) -> casework.Signed:
        who = self.regency.actor("kadis.ptsp", now)
        with ledger.use_region(CODE):
            view = casework.case(case_id=self.case_id, who=who, now=now)
            (task,) = [one for one in view.tasks if one.work == "sign"]
            (result,) = casework.sign(
                task_ids=[task.id],
                who=who,
                passphrase=passphrase,
                origin="http://localhost",
                now=now,
            )
            return result


PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n"
    b"0000000105 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n170\n%%EOF\n"
)
