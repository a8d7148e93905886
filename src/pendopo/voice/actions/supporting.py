"""Someone else is affected too: a ticket of their own, with its notices and its rating."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.core import references
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.voice.facts import ReportSupported
from pendopo.voice.models import Report, Support
from pendopo.voice.recording import record
from pendopo.voice.refusals import NotFound, Refused
from pendopo.voice.standing import CLOSED
from pendopo.voice.tickets import code_hash
from pendopo.voice.values import Receipt, Reporter


@ledger.within_region
def support(
    *,
    number: str,
    who: directory.Actor,
    reporter: Reporter,
    language: str,
    now: dt.datetime,
    command: ledger.Command,
) -> Receipt:
    """ "Saya juga": counted with the report, with a number and code of one's own.

    A secret report cannot be found, so it cannot be supported. Raises `NotFound`, `Refused` when it
    is closed or already this account's.
    """
    made: list[Receipt] = []

    def act() -> dict[str, object]:
        rows = Report.objects.select_for_update().exclude(visibility="secret")
        row = rows.filter(number=references.normalise(number) or number[:40]).first()
        if row is None:
            raise NotFound("report_unknown")
        if row.status in CLOSED:
            raise Refused("closed")
        receipt = _insert(row, who, reporter, language, now)
        made.append(receipt)
        return {"support": receipt.number, "case": str(row.pk), "at": now.isoformat()}

    told = ledger.once(command, act)
    if made:
        return made[0]
    # The code was shown once; what is kept cannot be turned back into it.
    return Receipt(
        case_id=UUID(str(told["case"])),
        number=str(told["support"]),
        code="",
        reported_at=dt.datetime.fromisoformat(str(told["at"])),
        repeated=True,
    )


def _insert(
    row: Report, who: directory.Actor, reporter: Reporter, language: str, now: dt.datetime
) -> Receipt:
    account = who.account_id
    if account is not None and Support.objects.filter(report=row, account_id=account).exists():
        raise Refused("own_report")
    known = {"name": reporter.name, "phone": reporter.phone, "email": reporter.email}
    person = who.person_id
    if person is None and any(known.values()):
        person = directory.admit_applicant(known=known, now=now).person_id
    code = references.new_reference()
    made = Support.objects.create(
        id=uuid7(now),
        report=row,
        number=references.new_reference(),
        code_hash=code_hash(code),
        person_id=person,
        account_id=account,
        language=language,
        at=now,
    )
    record(row, ReportSupported(support=made.id, number=made.number), now=now)
    return Receipt(case_id=row.pk, number=made.number, code=code, reported_at=now)
