"""The past of a row: its steps, told again by the drawing of its package."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services
from pendopo.voice.facts import Late, ReportLate, ReportMoved
from pendopo.voice.lapor.ways import APPLICANT, Leg, way, words_for
from pendopo.voice.lapor.words import target

if TYPE_CHECKING:
    from pendopo.voice.lapor.judging import Bounds, LaporRow

flow = services.flow


def relived(one: LaporRow, bounds: Bounds) -> tuple[flow.Past, tuple[Leg, ...]]:
    """Where the report stands, by the engine's own moves. Raises `services.Refused`."""
    compiled = bounds.packages[one.sort]
    statuses = target(one.state, oversight=one.oversight, answered=bool(one.answer))
    legs = way(compiled, statuses, bounds.now)
    if legs is None:
        raise services.Refused(
            "state-unreachable",
            "Jenis laporan ini tidak dapat mencapai status itu.",
            "This class of report cannot come to that state.",
        )
    received = dt.datetime.fromisoformat(one.reported)
    past = flow.relive(
        compiled,
        answers=_told(one, compiled),
        applicant=APPLICANT,
        received=received,
        steps=[_did(leg, one, received) for leg in legs],
        now=bounds.now,
        calendar=bounds.calendar,
    )
    return past, legs


def _did(leg: Leg, one: LaporRow, received: dt.datetime) -> flow.Did:
    given = {
        name: words_for(what, agency=one.agency or "0", topic=one.topic or one.category,
                        answer=one.answer, reason=one.reason)
        for name, what in leg.asks.items()
    }  # fmt: skip
    return flow.Did(leg.element, leg.outcome, _when(leg, one, received), {**leg.fixed, **given})


def _when(leg: Leg, one: LaporRow, received: dt.datetime) -> dt.datetime | None:
    """The day that the list gives for it; a step it does not know of came with the one before."""
    if leg.status in ("forwarded", "audited"):
        return one.at("disposed") or received
    if leg.status in ("checking", "answered"):
        return one.at("answered") or received
    closed = one.at("closed")
    if leg.outcome == flow.SILENCE:
        return closed
    return closed or one.at("answered") or one.at("disposed") or received


def _told(one: LaporRow, compiled: services.Compiled) -> dict[str, object]:
    """What the form of the package asks; what the list does not tell is left out."""
    told: dict[str, object] = {
        "isi": one.text,
        "visibilitas": one.visibility,
        "titik": f"{one.lat:.6f},{one.lon:.6f}" if one.lat is not None else "",
        "patokan": one.landmark,
    }
    if one.visibility != "anonymous":
        told |= {"nama": one.name, "telepon": one.phone, "surel": one.email}
    return {
        name: value
        for name, value in told.items()
        if value != "" and name in compiled.form.questions
    }


def moves(
    past: flow.Past, legs: tuple[Leg, ...], one: LaporRow, bounds: Bounds
) -> Iterator[tuple[ledger.Fact, dt.datetime]]:
    """What the public follows of it, each at its own moment. A step that the public is not told of
    hands on its proof and its delay to the next."""
    compiled = bounds.packages[one.sort]
    report = compiled.service.report
    assert report is not None  # only packages that answer reports come here
    proof: str | None = None
    late: Late | None = None
    for at, (leg, step) in enumerate(zip(legs, past.steps, strict=True)):
        proof = str(leg.fixed.get(report.proof) or "") or proof
        if step.late and not compiled.tasks[leg.element].by_applicant:
            late = clock_of(compiled, leg.element)
        status = report.moves.get(f"{leg.element}.{leg.outcome}")
        if status is None or status == "checking":
            continue
        taken = status in ("forwarded", "audited")
        yield (
            ReportMoved(
                status=status,
                agency=_agency(past, at, one) if taken else None,
                topic=one.topic or None if taken else None,
                late=late,
                proof=proof if status == "answered" else None,
                elsewhere=True,
            ),
            step.at,
        )
        late = None
    if past.ended_at is not None:
        ended = report.moves.get(past.move.case.ended, "withdrawn")
        yield (
            ReportMoved(status=ended, late=late, on_time=past.on_time, elsewhere=True),
            past.ended_at,
        )
    for task, _since in past.opened:
        due = past.move.dues.tasks[task.token].at
        if due is not None and due <= bounds.now and not compiled.tasks[task.element].by_applicant:
            yield ReportLate(clock=clock_of(compiled, task.element)), due


def _agency(past: flow.Past, at: int, one: LaporRow) -> UUID | None:
    """Where it went: the agency that the list names, or the one whose step came next."""
    known = directory.chart().by_code
    rest = [step.task for step in past.steps[at + 1 :]] + [task for task, _since in past.opened]
    code = rest[0].organisation if one.oversight and rest else one.agency
    found = known.get(code)
    return found.id if found else None


def clock_of(package: services.Compiled, element: str) -> Late:
    """Whose delay it is: the coordinator's, who belongs to the agency of the package, or that of
    the agency that has to answer."""
    return "verify" if package.tasks[element].organisation == "owner" else "answer"
