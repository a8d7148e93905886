"""What the clocks of a case show at a moment: of the case, and of each open task."""

from __future__ import annotations

from datetime import datetime

from pendopo.core.clock import Calendar, Reading, reading
from pendopo.services.compiled import Compiled
from pendopo.services.flow.due import task_marks
from pendopo.services.flow.known import task_limit, total_limit
from pendopo.services.flow.state import CaseState


def case_reading(compiled: Compiled, case: CaseState, calendar: Calendar, now: datetime) -> Reading:
    """The clock of the whole service."""
    rule = total_limit(compiled, case, calendar)
    return reading(rule.value, case.marks, calendar, now)


def task_reading(
    compiled: Compiled, case: CaseState, token: int, calendar: Calendar, now: datetime
) -> Reading | None:
    """The clock of an open task; None when it has no limit, or is not open."""
    task = next((one for one in case.tasks if one.token == token), None)
    if task is None:
        return None
    rule = task_limit(compiled, case, task.element, calendar)
    if rule is None:
        return None
    marks = task_marks(compiled, case, task.element, task.opened_at)
    return reading(rule.value, marks, calendar, now)
