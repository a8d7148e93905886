"""From facts of casework: where a report stands follows, exactly once; nothing is typed again."""

from __future__ import annotations

from uuid import UUID

from pendopo.casework import api as casework
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.services import api as services
from pendopo.voice import climbing, jobs, judging, notices, squares
from pendopo.voice.actions import rating_services
from pendopo.voice.facts import ProofTaken, ReportLate, ReportMoved
from pendopo.voice.lapor.reliving import clock_of
from pendopo.voice.models import Proof, Report
from pendopo.voice.recording import record


@ledger.reader("voice", "report.received")
def read_words(fact: ledger.Read) -> None:
    if fact.data.get("list_id"):
        return  # came in a list, whose end has all that wait read at once
    jobs.read_report.defer(region=fact.region_code, case_id=str(fact.about))


@ledger.reader("voice", "report.received", "report.moved", "report.late")
def count_on_map(fact: ledger.Read) -> None:
    squares.count(fact.about)


@ledger.reader("voice", "task.done")
def follow_step(fact: ledger.Read) -> None:
    """An officer or the reporter finished a step."""
    row, package = _report(fact)
    if row is None or package is None or package.service.report is None:
        return
    element, outcome = str(fact.data["element"]), str(fact.data["outcome"])
    status = package.service.report.moves.get(f"{element}.{outcome}")
    late = clock_of(package, element) if fact.data["late"] else None
    if status is None:
        if late is not None:
            record(row, ReportLate(clock=late), now=fact.occurred_at)
        return
    step = casework.step(task_id=UUID(str(fact.data["task"])))
    spec = package.service.report
    moved = ReportMoved(
        status=status,
        agency=_agency(step, spec.agency, status),
        topic=_word(step.answers.get(spec.topic)),
        late=late,
        proof=_word(step.answers.get(spec.proof)) if status == "checking" else None,
    )
    record(row, moved, now=fact.occurred_at, organisation=fact.organisation)
    if status == "checking":
        _keep_proofs(row, step, fact)


def _keep_proofs(row: Report, step: casework.Step, fact: ledger.Read) -> None:
    """Photos that came without a check-in are compared all the same."""
    known = set(Proof.objects.filter(report=row).values_list("file_id", flat=True))
    task_id = UUID(str(fact.data["task"]))
    for file_id in step.files:
        if file_id not in known and documents.pictures(file_ids=[file_id]):
            made = Proof.objects.create(
                id=uuid7(fact.occurred_at),
                report=row,
                task_id=task_id,
                account_id=step.completed_by,
                file_id=file_id,
                taken_at=fact.occurred_at,
            )
            told = ProofTaken(proof=made.id, file=file_id)
            entry = ledger.Entry(fact=told, about=row.pk, occurred_at=fact.occurred_at)
            ledger.append([entry], now=fact.occurred_at)
        judging.judge_all(file_id, fact.occurred_at)


@ledger.reader("voice", "report.moved")
def tell_people(fact: ledger.Read) -> None:
    if fact.data.get("elsewhere"):
        return  # they heard of it there
    notices.tell(fact)


@ledger.reader("voice", "report.reclassified")
def tell_of_class(fact: ledger.Read) -> None:
    squares.count(fact.about)
    notices.tell_of_class(fact)


@ledger.reader("voice", "report.answer_brought")
def tell_of_answer(fact: ledger.Read) -> None:
    notices.tell_of_answer(fact)


@ledger.reader("voice", "case.note_added")
def tell_of_message(fact: ledger.Read) -> None:
    notices.tell_of_message(fact)


@ledger.reader("voice", "picture.prepared", "picture.unreadable")
def compare_photo(fact: ledger.Read) -> None:
    judging.judge_all(fact.about, fact.occurred_at)


@ledger.reader("voice", "report_list.received")
def judge_list(fact: ledger.Read) -> None:
    jobs.judge_list.defer(region=fact.region_code, list_id=str(fact.about))


@ledger.reader("voice", "report_list.begun")
def bring_list(fact: ledger.Read) -> None:
    jobs.bring_list.defer(region=fact.region_code, list_id=str(fact.about))


@ledger.reader("voice", "case.closed")
def follow_end(fact: ledger.Read) -> None:
    row, package = _report(fact)
    if row is None or package is None or package.service.report is None:
        return
    ending = str(fact.data["outcome"])
    status = package.service.report.moves.get(ending, "withdrawn")
    moved = ReportMoved(status=status, on_time=bool(fact.data["on_time"]))
    record(row, moved, now=fact.occurred_at, organisation=fact.organisation)


@ledger.reader("voice", "case.message_received")
def follow_message(fact: ledger.Read) -> None:
    """Someone affected reopened it."""
    row, package = _report(fact)
    if row is None or package is None or package.service.report is None:
        return
    status = package.service.report.moves.get(str(fact.data["name"]))
    if status is not None:
        record(row, ReportMoved(status=status), now=fact.occurred_at)


@ledger.reader("voice", "case.escalated")
def follow_delay(fact: ledger.Read) -> None:
    """A limit passed while the step waits: late from this moment, whenever it is answered; and the
    delay stands on the first rung of its ladder."""
    if fact.data["reason"] != "task_late" or not fact.data.get("element"):
        return
    row, package = _report(fact)
    if row is None or package is None:
        return
    host = package.graph.nodes[str(fact.data["element"])].host
    if host in package.tasks:
        record(row, ReportLate(clock=clock_of(package, host)), now=fact.occurred_at)
        climbing.climb(row, package, element=host, days=0, now=fact.occurred_at)


@ledger.reader("voice", "case.late_again")
def follow_lasting_delay(fact: ledger.Read) -> None:
    """It still waits, so many working days after its limit."""
    row, package = _report(fact)
    if row is not None and package is not None:
        element, days = str(fact.data["element"]), int(fact.data["days"])
        climbing.climb(row, package, element=element, days=days, now=fact.occurred_at)


@ledger.reader("voice", "case.closed")
def ask_for_rating(fact: ledger.Read) -> None:
    """Of a service that was used; a report is rated as a report."""
    ended = casework.ended(case_id=fact.about)
    if ended is not None and not Report.objects.filter(pk=fact.about).exists():
        link = rating_services.ask(ended, now=fact.recorded_at)
        if link:
            notices.ask_for_rating(ended, link, now=fact.recorded_at)


@ledger.reader(
    "voice", "report.moved", "report.late", "report.rated", "report.proof_judged", "service.rated",
    "agency.rated",
)  # fmt: skip
def count_again(fact: ledger.Read) -> None:
    """What changes the published table."""
    jobs.order_reputation()


def _report(fact: ledger.Read) -> tuple[Report | None, services.Compiled | None]:
    """The report of a case, locked; none for cases of another kind."""
    row = Report.objects.select_for_update().filter(pk=fact.about).first()
    return row, services.version(hash=row.version_hash) if row else None


def _agency(step: casework.Step, question: str, status: services.ReportStatus) -> UUID | None:
    """Where it went: the agency that the officer named, or the one of the lane it came to."""
    if status not in ("forwarded", "audited"):
        return None
    named = directory.chart().by_code.get(str(step.answers.get(question, "")))
    if named is not None:
        return named.id
    return step.then_at[0] if step.then_at else None


def _word(answer: object) -> str | None:
    return str(answer) if answer else None
