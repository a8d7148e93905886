"""The demo regency in a test database: officers to act, a service to apply for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from pendopo.casework import api as casework
from pendopo.config.seeding import applying
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.services import api as services
from pendopo.watch import api as watch

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

    @classmethod
    def load(cls) -> Regency:
        directory.load_region(
            ROOT / "packages/regions/bondowoso", now=LONG_AGO, demo_password=PASSWORD
        )
        found = cls()
        found.publish(SERVICE)
        with ledger.use_region(CODE):
            watch.load_rules(ROOT / "packages/regions/bondowoso/watch", now=LONG_AGO)
            head = found.actor("kadis.ptsp")
            assert head.person_id is not None
            documents.enrol_demo_signer(
                person_id=head.person_id, name=head.name, passphrase=PASSPHRASE, now=MONDAY
            )
        return found

    def actor(self, username: str, now: dt.datetime = MONDAY) -> directory.Actor:
        """An officer or citizen of the demo by user name, with the mandates of `now`."""
        with ledger.use_region(CODE):
            return applying.actor(username, now)

    def publish(self, service: str) -> None:
        """One of the packages we ship; a second time changes nothing."""
        with ledger.use_region(CODE):
            if services.version_at(slug=service, at=MONDAY) is None:
                package = services.load(ROOT / "packages/services" / service)
                services.publish(package=package, valid_from=LONG_AGO, now=LONG_AGO)

    def answers(
        self, service: str = SERVICE, /, *, story: str = "lurus", **changes: Any
    ) -> dict[str, Any]:
        """Answers of a story, without files."""
        path = ROOT / "packages/services" / service / f"stories/{story}.yaml"
        told = yaml.safe_load(path.read_text())
        given = {**told["given"]["answers"], **changes}
        return {
            name: value.isoformat() if isinstance(value, dt.date) else value
            for name, value in given.items()
        }

    def submit(
        self, service: str = SERVICE, /, *, now: dt.datetime = MONDAY, **changes: Any
    ) -> Applied:
        """An application sent by someone without an account."""
        with ledger.use_region(CODE):
            sent = applying.apply(service, self.answers(service, **changes), now=now)
            return Applied(self, sent.case_id, sent.number, sent.code)


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
        with ledger.use_region(CODE):
            return applying.decide(self.case_id, username, outcome, now=now, **answers)

    def apply_again(self, outcome: str, now: dt.datetime = MONDAY, **answers: Any) -> casework.Done:
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
        with ledger.use_region(CODE):
            return applying.sign(self.case_id, "kadis.ptsp", passphrase, now=now)
