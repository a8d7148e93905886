"""Reads timer event definitions (BPMN 2.0.2 §10.5.5, ISO 8601)."""

from datetime import date, timedelta
from typing import Any

from pendopo.core.feel.literal import read_date, read_duration, read_moment
from pendopo.core.feel.values import YearsMonths
from pendopo.core.markup import Findings, local, space
from pendopo.core.process.cycles import read_cycle
from pendopo.core.process.formulas import formula, short
from pendopo.core.process.model import Timer
from pendopo.core.process.names import BPMN


def timer(findings: Findings, definition: Any, known: frozenset[str]) -> Timer | None:
    """A timer: "=" and FEEL, or an ISO 8601 duration or date. None after noting what is wrong."""
    parts = [one for one in definition if space(one) == BPMN and local(one).startswith("time")]
    if len(parts) != 1:
        findings.problem(
            definition,
            "timer",
            "Pengatur waktu harus berisi tepat satu tanggal atau durasi.",
            "A timer must hold exactly one date or duration.",
        )
        return None
    part = parts[0]
    text = (part.text or "").strip()
    repeats = local(part) == "timeCycle"
    if text.startswith(("=", "${", "#{")):
        made = formula(findings, part, text, known)
        return None if made is None else Timer(text, expression=made, repeats=repeats)
    if repeats:
        return _cycle(findings, part, text)
    duration = local(part) == "timeDuration"
    fixed = read_duration(text) if duration else read_date(text) or read_moment(text)
    # Nanoseconds and years beyond 9999 are good FEEL, but no clock of ours.
    if not isinstance(fixed, timedelta | date | YearsMonths):
        findings.problem(
            part,
            "timer",
            f'{short(text)!r} bukan durasi atau tanggal ISO 8601; awali rumus dengan "=".',
            f'{short(text)!r} is no ISO 8601 duration or date; begin an expression with "=".',
        )
        return None
    return Timer(text, fixed=fixed)


def _cycle(findings: Findings, part: Any, text: str) -> Timer | None:
    cycle = read_cycle(text)
    if cycle is None:
        findings.problem(
            part,
            "timer",
            f"{short(text)!r} bukan pengulangan ISO 8601, misalnya R3/P1D.",
            f"{short(text)!r} is no ISO 8601 repetition, such as R3/P1D.",
        )
        return None
    return Timer(text, cycle=cycle)
