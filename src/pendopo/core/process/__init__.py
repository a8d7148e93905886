"""Processes of BPMN 2.0: files drawn in any modeller, run by a pure token interpreter.

`load` checks a file and gives a Graph; `start` and `advance` take a state and an event and give the
next state and the effects to carry out. `drawing` keeps a whole file without loss, also what does
not run; `migration` moves running states to another version. Nothing here reads a clock, a database
or a network. docs/reference/bpmn.md says what runs.
"""

from pendopo.core.process.calls import MARK, linked, within
from pendopo.core.process.effects import (
    Broadcast,
    CallService,
    CancelService,
    CancelTask,
    CancelTimer,
    Effect,
    End,
    OpenTask,
    Raised,
    Send,
    SetTimer,
    Subscribe,
    Unsubscribe,
)
from pendopo.core.process.engine import Step, advance, start, waiting
from pendopo.core.process.events import (
    CaseEnded,
    Completed,
    Escalated,
    Event,
    Failed,
    Fired,
    NobodyWaits,
    NoSuchToken,
    ProcessStuck,
    Received,
    Signalled,
    Withdrawn,
)
from pendopo.core.process.graph import Graph, ProcessRefused
from pendopo.core.process.model import (
    Cycle,
    Flow,
    Kind,
    Lane,
    Loop,
    Many,
    Node,
    Timer,
    Trigger,
    When,
)
from pendopo.core.process.moves.spaces import Called, visible
from pendopo.core.process.read import called_elsewhere, load
from pendopo.core.process.state import State, Token

__all__ = [
    "MARK", "Broadcast", "CallService", "Called", "CancelService", "CancelTask", "CancelTimer",
    "CaseEnded", "Completed", "Cycle", "Effect", "End", "Escalated", "Event", "Failed", "Fired",
    "Flow", "Graph", "Kind", "Lane", "Loop", "Many", "NoSuchToken", "NobodyWaits", "Node",
    "OpenTask", "ProcessRefused", "ProcessStuck", "Raised", "Received", "Send", "SetTimer",
    "Signalled", "State", "Step", "Subscribe", "Timer", "Token", "Trigger", "Unsubscribe", "When",
    "Withdrawn", "advance", "called_elsewhere", "linked", "load", "start", "visible", "waiting",
    "within",
]  # fmt: skip
