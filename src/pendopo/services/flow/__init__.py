"""The flow of a case, pure: binds form, process, decisions and clock of a compiled package."""

from pendopo.services.flow.due import dues
from pendopo.services.flow.move import (
    Answers,
    Call,
    Due,
    Dues,
    Ended,
    Item,
    Move,
    OpenedTask,
    SetTimer,
)
from pendopo.services.flow.moving import status
from pendopo.services.flow.readings import case_reading, task_reading
from pendopo.services.flow.state import Calling, CaseState, Standing, Status, Waiting
from pendopo.services.flow.steps import (
    answered,
    begin,
    complete,
    fee,
    fire,
    may_withdraw,
    withdraw,
)

__all__ = [
    "Answers",
    "Call",
    "Calling",
    "CaseState",
    "Due",
    "Dues",
    "Ended",
    "Item",
    "Move",
    "OpenedTask",
    "SetTimer",
    "Standing",
    "Status",
    "Waiting",
    "answered",
    "begin",
    "case_reading",
    "complete",
    "dues",
    "fee",
    "fire",
    "may_withdraw",
    "status",
    "task_reading",
    "withdraw",
]
