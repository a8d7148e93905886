"""Brings the packages whose processes a package calls into it: tasks, limits, messages, forms.

All that a called package names stands in the caller as `call:name`, where `call` is the id of the
call activity. What a case counts as a whole stays the caller's: its own clock, fee, letters, ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import msgspec

from pendopo.core import process
from pendopo.core.process import within
from pendopo.services.compiled import OWNER, Compiled, TaskDef
from pendopo.services.schema import Outcome, Service, Task

_OWN_CLOCK = ("start", "stop")
"""Marks of the clock of a whole service, of which a called process has none."""


def calls_of(graph: process.Graph) -> dict[str, str]:
    """The calls of other packages in a drawing: element -> slug."""
    return {one.id: one.package for one in graph.nodes.values() if one.package}


def with_processes(compiled: Compiled, packages: Mapping[str, Compiled]) -> Compiled:
    """The package with the processes that it calls. packages: by slug, each whole."""
    called = {call: packages[slug] for call, slug in calls_of(compiled.graph).items()}
    if not called:
        return compiled
    tasks, messages = dict(compiled.tasks), dict(compiled.message_forms)
    expressions, nested = dict(compiled.expressions), dict(called)
    service = compiled.service
    for call, one in called.items():
        tasks |= {within(call, name): _task(call, one, task) for name, task in one.tasks.items()}
        messages = {**one.message_forms, **messages}
        expressions |= one.expressions
        nested |= {within(call, name): inner for name, inner in one.called.items()}
        service = _service(service, call, one)
    return replace(
        compiled,
        service=service,
        graph=process.linked(compiled.graph, {call: one.graph for call, one in called.items()}),
        tasks=tasks,
        message_forms=messages,
        expressions=expressions,
        called=nested,
    )


def _task(call: str, package: Compiled, task: TaskDef) -> TaskDef:
    owned = task.organisation == OWNER
    return replace(
        task,
        element=within(call, task.element),
        spec=_spec(call, task.spec),
        organisation=package.service.agency if owned else task.organisation,
    )


def _spec(call: str, spec: Task) -> Task:
    return msgspec.structs.replace(
        spec,
        stage=within(call, spec.stage),
        apart_from=tuple(within(call, one) for one in spec.apart_from),
        outcomes={name: _outcome(one) for name, one in spec.outcomes.items()},
    )


def _outcome(outcome: Outcome) -> Outcome:
    own = outcome.clock in _OWN_CLOCK
    return msgspec.structs.replace(outcome, clock=None) if own else outcome


def _service(service: Service, call: str, package: Compiled) -> Service:
    inner = package.service
    stages = {within(call, name): stage for name, stage in inner.sla.stages.items()}
    closed = tuple(within(call, one) for one in inner.withdrawal.closed_by)
    replaced = msgspec.structs.replace
    return replaced(
        service,
        sla=replaced(service.sla, stages=service.sla.stages | stages),
        messages=inner.messages | service.messages,
        signals=inner.signals | service.signals,
        withdrawal=replaced(service.withdrawal, closed_by=service.withdrawal.closed_by + closed),
        public_status=service.public_status
        | {within(call, name): text for name, text in inner.public_status.items()},
    )
