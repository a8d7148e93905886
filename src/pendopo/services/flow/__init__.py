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
from pendopo.services.flow.readings import case_reading, task_reading
from pendopo.services.flow.standing import stand_at
from pendopo.services.flow.starts import (
    Start,
    begin_at,
    is_applied_for,
    moments,
    started_by,
    starts,
)
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
from pendopo.services.flow.ways import allowed_steps, steps_behind_letters

__all__ = [
    "Answers",
    "Awaited",
    "Call",
    "Calling",
    "CaseState",
    "Due",
    "Dues",
    "Ended",
    "Item",
    "Move",
    "OpenedTask",
    "Opinion",
    "Plan",
    "Raised",
    "Sending",
    "SetTimer",
    "Standing",
    "Start",
    "Status",
    "Verdict",
    "Waiting",
    "allowed_steps",
    "answered",
    "ask",
    "awaited",
    "begin",
    "begin_at",
    "brought",
    "case_reading",
    "complete",
    "dues",
    "estimate",
    "fee",
    "fire",
    "is_applied_for",
    "is_passed_on",
    "listens",
    "may_ask_more",
    "may_withdraw",
    "migrated",
    "migration_plan",
    "migration_verdict",
    "moments",
    "receive",
    "sent",
    "signalled",
    "stand_at",
    "started_by",
    "starts",
    "status",
    "steps_behind_letters",
    "task_limit",
    "task_reading",
    "total_limit",
    "withdraw",
]
