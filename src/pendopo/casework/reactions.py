"""From facts of casework and the calendar: automatic work is started, people are told."""

from __future__ import annotations

from pendopo.casework import disposition_notices, jobs, name_words, notices, subscriptions
from pendopo.ledger import api as ledger


@ledger.reader("casework", "case.service_called")
def start_work(fact: ledger.Read) -> None:
    jobs.call_service.defer(
        region=fact.region_code,
        case_id=str(fact.about),
        token=fact.data["token"],
        topic=fact.data["topic"],
    )


@ledger.reader("casework", "day.ruled")
def follow_calendar(fact: ledger.Read) -> None:
    jobs.follow_calendar.defer(region=fact.region_code)


@ledger.reader("casework", *notices.TOLD)
def tell_applicant(fact: ledger.Read) -> None:
    notices.tell(fact)


@ledger.reader("casework", *disposition_notices.TOLD)
def tell_of_disposition(fact: ledger.Read) -> None:
    disposition_notices.tell(fact)


@ledger.reader("casework", "version_move.begun")
def move_cases(fact: ledger.Read) -> None:
    jobs.move_cases.defer(region=fact.region_code, move_id=str(fact.about))


@ledger.reader("casework", "case.message_sent")
def send_message(fact: ledger.Read) -> None:
    jobs.send_message.defer(
        region=fact.region_code, case_id=str(fact.about), token=fact.data["token"]
    )


@ledger.reader("casework", "case.submitted", "case.started")
def note_subscriptions(fact: ledger.Read) -> None:
    subscriptions.note(case_id=fact.about, version=fact.data["version"], now=fact.recorded_at)


@ledger.reader("casework", "case.escalated", "case.failed")
def alarm_supervisors(fact: ledger.Read) -> None:
    notices.alarm(fact)


@ledger.reader("casework", "register.import_begun")
def copy_old_register(fact: ledger.Read) -> None:
    jobs.import_register.defer(region=fact.region_code, import_id=str(fact.about))


@ledger.reader("casework", "register.import_received")
def judge_old_register(fact: ledger.Read) -> None:
    jobs.judge_register.defer(region=fact.region_code, import_id=str(fact.about))


@ledger.reader("casework", "case_import.received")
def judge_open_cases(fact: ledger.Read) -> None:
    jobs.judge_open_cases.defer(region=fact.region_code, import_id=str(fact.about))


@ledger.reader("casework", "task_batch.begun")
def run_batch(fact: ledger.Read) -> None:
    jobs.run_batch.defer(region=fact.region_code, batch_id=str(fact.about))


@ledger.reader("casework", "register.book_ordered")
def prepare_book(fact: ledger.Read) -> None:
    jobs.prepare_book.defer(region=fact.region_code, order_id=str(fact.about))


@ledger.reader("casework", "case_import.begun")
def bring_in_cases(fact: ledger.Read) -> None:
    jobs.import_cases.defer(region=fact.region_code, import_id=str(fact.about))


@ledger.reader("casework", "case.submitted", "case.imported", "case.corrected")
def remember_name(fact: ledger.Read) -> None:
    name_words.remember(fact)


@ledger.reader("casework", "person.erased")
def forget_name(fact: ledger.Read) -> None:
    name_words.forget(fact.about)
