"""From facts of casework: automatic work is started, and the applicant is told."""

from __future__ import annotations

from pendopo.casework import jobs, notices
from pendopo.ledger import api as ledger


@ledger.reader("casework", "case.service_called")
def start_work(fact: ledger.Read) -> None:
    jobs.call_service.defer(
        region=fact.region_code,
        case_id=str(fact.about),
        token=fact.data["token"],
        topic=fact.data["topic"],
    )


@ledger.reader(
    "casework",
    "case.submitted",
    "case.returned",
    "appointment.set",
    "case.closed",
    "case.escalated",
)
def tell_applicant(fact: ledger.Read) -> None:
    notices.tell(fact)
