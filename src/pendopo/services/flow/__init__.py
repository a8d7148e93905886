"""The flow of a case, pure: binds form, process, decisions and clock of a compiled package."""

from pendopo.services.flow.answers import brought
from pendopo.services.flow.due import dues, is_passed_on
from pendopo.services.flow.joining import may_ask_more
from pendopo.services.flow.known import awaited, listens, task_limit, total_limit
from pendopo.services.flow.migrating import (
    Plan,
    Verdict,
    migrated,
    migration_plan,
    migration_verdict,
)
from pendopo.services.flow.move import (
    Answers,
    Awaited,
    Call,
    Due,
    Dues,
    Ended,
    Item,
    Move,
    OpenedTask,
    Raised,
    SetTimer,
)
from pendopo.services.flow.moving import status
from pendopo.services.flow.past import SILENCE, Did, Past, PastStep, relive
from pendopo.services.flow.readings import case_reading, task_reading
from pendopo.services.flow.standing import stand_at
from pendopo.services.flow.state import (
    Calling,
    CaseState,
    Opinion,
    Sending,
    Standing,
    Status,
    Waiting,
)
from pendopo.services.flow.steps import (
    answered,
    ask,
    begin,
    complete,
    estimate,
    fee,
    fire,
    may_withdraw,
    receive,
    sent,
    signalled,
    withdraw,
)
from pendopo.services.flow.ways import allowed_steps

__all__ = [
    "SILENCE",
    "Answers",
    "Awaited",
    "Call",
    "Calling",
    "CaseState",
    "Did",
    "Due",
    "Dues",
    "Ended",
    "Item",
    "Move",
    "OpenedTask",
    "Opinion",
    "Past",
    "PastStep",
    "Plan",
    "Raised",
    "Sending",
    "SetTimer",
    "Standing",
    "Status",
    "Verdict",
    "Waiting",
    "allowed_steps",
    "answered",
    "ask",
    "awaited",
    "begin",
    "brought",
    "case_reading",
    "complete",
    "dues",
    "estimate",
    "fee",
    "fire",
    "is_passed_on",
    "listens",
    "may_ask_more",
    "may_withdraw",
    "migrated",
    "migration_plan",
    "migration_verdict",
    "receive",
    "relive",
    "sent",
    "signalled",
    "stand_at",
    "status",
    "task_limit",
    "task_reading",
    "total_limit",
    "withdraw",
]
