"""A case that another system began: where it stands here, as if it had come its way with us.

What is known of such a case is its application and the step at which it waits, not how it came
there. So the drawing itself is walked, with the engine's own moves, by the fewest steps from the
start to a state in which that step is the one thing open; on the way every task ends by one of its
outcomes and nothing else is claimed. Where no such way exists, the step is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import msgspec

from pendopo.core import process
from pendopo.core.clock import Calendar, Limit, Mark
from pendopo.services.compiled import Compiled
from pendopo.services.flow.answers import refused
from pendopo.services.flow.move import Answers, Move
from pendopo.services.flow.moving import Moving
from pendopo.services.flow.reach import alone
from pendopo.services.flow.state import CaseState
from pendopo.services.flow.steps import fee
from pendopo.services.flow.ways import (
    MADE_HERE,
    allowed_steps,
    before_letters,
    steps_behind_letters,
)
from pendopo.services.problems import Refused


def stand_at(
    compiled: Compiled,
    *,
    answers: Mapping[str, object],
    applicant: Mapping[str, object],
    element: str,
    received: datetime,
    at: datetime,
    calendar: Calendar,
    due: date | None = None,
    letter: bool = False,
) -> Move:
    """The state of a case begun elsewhere, with exactly the user task `element` open.

    answers: raw, of the application; its documents are waived, for they lie elsewhere. received:
    when the application came in there; dated rules and the clock of the case go by it. at: now;
    from here on count the step's own limit and the timers beside it, as nobody knows when it was
    reached, and a clock that stands still has stood still since then. due: the last day promised
    there, in place of the service's limit. letter: its letter was issued there, so that it can
    stand at a step behind it; what our registers would note of it comes with the old register.

    Raises `Refused`: "answers", "fee", "step-unknown", "step-not-alone", "step-has-letter",
    "letter-issued", "letter-early", "due-order", "due-over".
    """
    task = compiled.tasks.get(element)
    if task is None:
        raise _refused_step("step-unknown", compiled, allowed_steps(compiled))
    _check_letter(compiled, element, letter=letter)
    given = _application(compiled, answers, applicant, calendar.local_date(received))
    begun = _begun(compiled, given, applicant, received, calendar)
    found = next(alone(compiled, begun, received, calendar, element, letter=letter), None)
    if found is None:
        reached = {name for name, _ in alone(compiled, begun, received, calendar, letter=letter)}
        near = [name for name in compiled.tasks if name in reached]
        needs_letter = not letter and (
            task.work in MADE_HERE or element not in before_letters(compiled)
        )
        code = "step-has-letter" if needs_letter else "step-not-alone"
        raise _refused_step(code, compiled, near)
    return _here(compiled, found[1], given, at, calendar, due)


def _check_letter(compiled: Compiled, element: str, *, letter: bool) -> None:
    """A letter that was issued goes with a step behind it, and with no other."""
    if not letter:
        return
    if element in before_letters(compiled):
        raise Refused(
            "letter-early",
            "Langkah ini mendahului surat; kosongkan nomor dan tanggal suratnya.",
            "This step comes before the letter; leave its number and date empty.",
        )
    if element not in steps_behind_letters(compiled):
        raise _refused_step("letter-issued", compiled, steps_behind_letters(compiled))


def _application(
    compiled: Compiled, answers: Mapping[str, object], applicant: Mapping[str, object], today: date
) -> Answers:
    """The application without its documents. Raises `Refused("answers")`."""
    documents = {name for name, one in compiled.form.questions.items() if one.file is not None}
    kept = {name: value for name, value in answers.items() if name not in documents}
    names = compiled.form_names(kept, applicant, today)
    checked = compiled.form.check(kept, names=names)
    if errors := [one for one in checked.errors if one.field not in documents]:
        raise refused(errors)
    clear, personal = compiled.form.split(checked.clean)
    return Answers(clear, personal)


def _begun(
    compiled: Compiled,
    given: Answers,
    applicant: Mapping[str, object],
    received: datetime,
    calendar: Calendar,
) -> CaseState:
    today = calendar.local_date(received)
    case = CaseState(
        process=process.State(),
        submitted_at=received,
        answers=given.clear,
        applicant=dict(applicant),
        fee=fee(compiled, given.clear, applicant, today),
    )
    moving = Moving(compiled, case, received, calendar)
    moving.start()
    return moving.finish(given).case


def _here(
    compiled: Compiled,
    case: CaseState,
    given: Answers,
    at: datetime,
    calendar: Calendar,
    due: date | None,
) -> Move:
    """The move that makes a case of the state found, all at once."""
    marks = _marks(case, at, counted=due is not None)
    if due is not None:
        limit = _promised(case, marks, due, calendar)
        case = msgspec.structs.replace(case, promised=limit)
    nothing_yet = msgspec.structs.replace(
        case, marks=(), stages={}, tasks=(), timers=(), calls=(), sends=()
    )
    moving = Moving(compiled, nothing_yet, at, calendar)
    moving.new_marks = list(marks)
    for task in case.tasks:
        moving.tasks[task.token] = msgspec.structs.replace(task, opened_at=at)
    for timer in case.timers:
        moving.timers[timer.token] = msgspec.structs.replace(timer, set_at=at)
    return moving.finish(given)


def _marks(case: CaseState, at: datetime, *, counted: bool) -> tuple[Mark, ...]:
    """The clock as it is: running since it began, until now when it stands still or has stopped.
    How long it stood still before nobody knows, so nothing is taken off. A deadline given
    elsewhere was `counted`, from the receipt on, also where our own clock begins later."""
    kinds = [one.kind for one in case.marks]
    if "start" not in kinds and not counted:
        return ()
    started = Mark("start", case.submitted_at)
    if kinds and kinds[-1] in ("pause", "stop"):
        return (started, Mark(kinds[-1], at))
    return (started,)


def _promised(case: CaseState, marks: Sequence[Mark], due: date, calendar: Calendar) -> Limit:
    received = calendar.local_date(case.submitted_at)
    if due <= received:
        raise Refused(
            "due-order",
            "Tenggat harus setelah tanggal diterima.",
            "The deadline must come after the day of receipt.",
        )
    if marks[-1].kind == "stop":
        raise Refused(
            "due-over",
            "Pada langkah ini jam layanan sudah berhenti; kosongkan tenggatnya.",
            "At this step the clock of the service has stopped; leave the deadline empty.",
        )
    return Limit((due - received).days, "days")


def _refused_step(code: str, compiled: Compiled, allowed: Sequence[str]) -> Refused:
    names = [compiled.tasks[one].title for one in allowed]
    indonesian = ", ".join(f"“{one.id}”" for one in names)
    english = ", ".join(f"“{one.within('en')}”" for one in names)
    why_id, why_en = _WHY[code]
    return Refused(
        code,
        f"{why_id} Yang dapat: {indonesian}.",
        f"{why_en} Possible steps: {english}.",
    )


_WHY = {
    "step-unknown": (
        "Langkah ini tidak ada pada layanan.",
        "The service has no such step.",
    ),
    "step-not-alone": (
        "Berkas ini tidak dapat berdiri pada langkah itu saja.",
        "This case cannot stand at that step alone.",
    ),
    "step-has-letter": (
        "Langkah itu memerlukan surat: sebutkan nomor dan tanggal surat yang sudah terbit di sana,"
        " atau masukkan pada langkah sebelumnya.",
        "That step needs a letter: name the number and date of the one issued there, or enter the"
        " case at a step before it.",
    ),
    "letter-issued": (
        "Sesudah langkah itu surat masih ditandatangani di sini, padahal suratnya sudah terbit;"
        " pilih langkah sesudah penandatanganan.",
        "After that step a letter is still signed here, but it was issued already; choose a step"
        " after the signature.",
    ),
}
