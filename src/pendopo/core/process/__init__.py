"""Processes of BPMN 2.0: files drawn in any modeller, run by a pure token interpreter.

`load` checks a file and gives a Graph; `start` and `advance` take a state and an event and give the
next state and the effects to carry out. Nothing here reads a clock, a database or a network.
"""

from pendopo.core.process.effects import (
    CallService,
    CancelTask,
    CancelTimer,
    Effect,
    End,
    OpenTask,
    Send,
    SetTimer,
)
from pendopo.core.process.engine import Step, advance, start
from pendopo.core.process.events import (
    CaseEnded,
    Completed,
    Event,
    Fired,
    NoSuchToken,
    ProcessStuck,
    Withdrawn,
)
from pendopo.core.process.graph import Graph, ProcessRefused
from pendopo.core.process.model import (
    Flow,
    Kind,
    Lane,
    Many,
    Node,
    Timer,
    When,
)
from pendopo.core.process.read import load
from pendopo.core.process.state import State, Token

__all__ = [
    "CallService", "CancelTask", "CancelTimer", "CaseEnded", "Completed", "Effect", "End", "Event",
    "Fired", "Flow", "Graph", "Kind", "Lane", "Many", "NoSuchToken", "Node", "OpenTask",
    "ProcessRefused", "ProcessStuck", "Send", "SetTimer", "State", "Step", "Timer", "Token", "When",
    "Withdrawn", "advance", "load", "start",
]  # fmt: skip
