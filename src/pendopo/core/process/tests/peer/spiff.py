"""SpiffWorkflow, driven the same way. Its clock is turned by setting a timer's time to the past."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.specs.defaults import EventBasedGateway
from SpiffWorkflow.bpmn.specs.event_definitions.item_aware_event import SignalEventDefinition
from SpiffWorkflow.bpmn.specs.event_definitions.simple import NoneEventDefinition
from SpiffWorkflow.bpmn.specs.event_definitions.timer import TimerEventDefinition
from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import MultiInstanceTask
from SpiffWorkflow.bpmn.util import BpmnEvent
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from pendopo.core.process.tests.peer.driven import Place

PAST = "2000-01-01T00:00:00+00:00"


def parsed(text: bytes, process: str) -> tuple[Any, Any]:
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.parse(io.BytesIO(text)))
    spec = parser.get_spec(process)
    return spec, parser.get_subprocess_specs(process)


class Theirs:
    def __init__(
        self, text: bytes, facts: Mapping[str, object] | None = None, main: str = "main"
    ) -> None:
        self.workflow = BpmnWorkflow(*parsed(text, main))
        self.workflow.get_next_task().data.update(facts or {})
        self.workflow.do_engine_steps()
        self.addressed = False

    @property
    def ended(self) -> bool:
        return bool(self.workflow.completed)

    def tasks(self) -> Counter[Place]:
        return Counter(self._place(one) for one in self._ready())

    def events(self) -> Counter[Place]:
        return Counter(place for place, _, _ in self._waiting())

    def complete(self, place: Place, result: Mapping[str, object]) -> None:
        task = next(one for one in self._ready() if self._place(one) == place)
        task.data[place[0]] = dict(result)
        task.run()
        self.workflow.do_engine_steps()

    def happen(self, place: Place) -> None:
        task, definition = next(
            (task, definition) for at, task, definition in self._waiting() if at == place
        )
        gateway = isinstance(task.task_spec, EventBasedGateway)
        if isinstance(definition, TimerEventDefinition) and not gateway:
            task._set_internal_data(event_value=PAST)
            self.workflow.refresh_timers()
        elif isinstance(definition, SignalEventDefinition):
            self.workflow.send_event(BpmnEvent(definition, payload=None))
        elif isinstance(definition, TimerEventDefinition) or self._several(definition):
            event = BpmnEvent(definition, payload={})
            task.task_spec.catch(task, event)
            task.task_spec._update(task)
        else:
            self.workflow.send_event(BpmnEvent(definition, payload={}))
        self.workflow.do_engine_steps()

    def _several(self, definition: Any) -> bool:
        """Whether a message would be given to more than one receiver."""
        found = [one for _, _, one in self._waiting() if one == definition]
        self.addressed = self.addressed or len(found) > 1
        return len(found) > 1

    def visible(self) -> dict[Place, dict[str, Any]]:
        """What each open task can see."""
        return {self._place(one): dict(one.data) for one in self._ready()}

    def data(self) -> dict[str, Any]:
        return dict(self.workflow.data)

    def _ready(self) -> list[Any]:
        found = self.workflow.get_tasks(state=TaskState.READY)
        return [one for one in found if one.task_spec.manual]

    def _waiting(self) -> Iterator[tuple[Place, Any, Any]]:
        """The place, the task and the definition of everything that is waited for."""
        for task in self.workflow.get_tasks(state=TaskState.WAITING):
            definition = getattr(task.task_spec, "event_definition", None)
            if definition is None or isinstance(definition, NoneEventDefinition):
                continue
            if isinstance(task.task_spec, EventBasedGateway):
                for child, one in zip(
                    task.task_spec.outputs, definition.event_definitions, strict=True
                ):
                    yield (child.bpmn_id, self._path(task)), task, one
            elif type(definition).__name__ not in (
                "ErrorEventDefinition",
                "EscalationEventDefinition",
            ):
                yield self._place(task), task, definition

    def _place(self, task: Any) -> Place:
        name = task.task_spec.bpmn_id or task.task_spec.name
        return name.removesuffix(" [child]"), self._path(task)

    def _path(self, task: Any) -> tuple[int, ...]:
        path: list[int] = []
        current = task
        while current is not None:
            parent = current.parent
            spec = parent.task_spec if parent is not None else None
            if isinstance(spec, MultiInstanceTask) and current.task_spec.name == spec.task_spec:
                place = current.internal_data.get("key_or_index")
                path.append(current.internal_data["item"] if place is None else place)
            if parent is None:
                holder = getattr(current.workflow, "parent_task_id", None)
                parent = self.workflow.get_task_from_id(holder) if holder else None
            current = parent
        return tuple(reversed(path))
