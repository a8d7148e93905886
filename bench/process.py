"""`./pendopo bench process [--json]`: one step of a case, against SpiffWorkflow on the same file.

A step is what a verb does between two statements: read the state back, complete one task with its
result, go on to what waits next, write the state again. A case of bench/process.bpmn is played
from its first task to its end by both engines, turn by turn, with the same variables and results;
reading and compiling the file is not counted. Measured is CPU time, so that a busy machine says
the same; the figure is the median over all steps. The bar: SpiffWorkflow's step takes at least 100
times as long.

SpiffWorkflow is used as its documentation says: BpmnWorkflow, `task.run()`, `do_engine_steps()`,
BpmnWorkflowSerializer to and from JSON. What flatters whom:

- for us: its serializer writes the compiled process into every state and reads it back;
  `ratio_lean` is against a serializer of its own kind that leaves the process out, as an
  application with a cache of processes would write it. It also keeps every finished task, which
  is a history that our ledger has elsewhere.
- for it: our step checks each result to be plain, and finds the task by its number; its step
  includes no look at timers that are due. Both conditions of the file are comparisons that Python
  compiles itself, while ours run through FEEL.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from lxml import etree

from pendopo.core import process
from pendopo.core.process import Completed, OpenTask, State

FILE = Path(__file__).with_name("process.bpmn")
FACTS = {"kekurangan": 0, "nilai": 82, "luas": 1200, "kecamatan": "35.11.01"}
BAR = 100
ROUNDS = 4
"""How often the engines take turns, each with all its cases."""


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="./pendopo bench process")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--cases", type=int, default=25)
    given = parser.parse_args(list(argv))
    found = measure(given.cases)
    holds = found["ratio"] >= BAR
    print(json.dumps({"bench": "process", **found, "bars": {"ratio": BAR}, "holds": holds}))
    return 0 if holds else 1


def measure(cases: int) -> dict[str, Any]:
    """Microseconds of a step, the median over all steps of all cases, and bytes of a state."""
    ours, theirs, lean = ours_player(), theirs_player(whole=True), theirs_player(whole=False)
    players = {"ours": ours, "theirs": theirs, "theirs_lean": lean}
    times: dict[str, list[float]] = {name: [] for name in players}
    sizes: dict[str, list[int]] = {name: [] for name in players}
    steps = {}
    for turn in range(ROUNDS + 1):
        for name, play in players.items():
            gc.collect()
            for case in range(cases):
                spent, written = play()
                steps[name] = len(spent)
                if turn and case:  # the first round and case warm up
                    times[name] += spent
                    sizes[name] += written
    if len(set(steps.values())) != 1:
        raise RuntimeError(f"the engines did not take the same steps: {steps}")
    micro = {name: round(statistics.median(spent) * 1e6, 1) for name, spent in times.items()}
    mean = {name: round(statistics.fmean(spent) * 1e6, 1) for name, spent in times.items()}
    return {
        "ratio": round(micro["theirs"] / micro["ours"], 1),
        "ratio_lean": round(micro["theirs_lean"] / micro["ours"], 1),
        "microseconds": micro,
        "microseconds_mean": mean,
        "state_bytes": {name: round(statistics.fmean(size)) for name, size in sizes.items()},
        "steps": steps["ours"],
    }


def result(number: int) -> dict[str, object]:
    """What a task gives: the same for both."""
    return {"hasil": "lengkap", "skor": 80 + number, "catatan": "Sesuai persyaratan."}


Played = tuple[list[float], list[int]]


def ours_player() -> Callable[[], Played]:
    graph = process.load(FILE.read_bytes(), source=FILE.name)
    clock = time.process_time

    def play() -> Played:
        step = process.start(graph, FACTS)
        todo = [one.token for one in step.effects if isinstance(one, OpenTask)]
        data, spent, sizes = step.state.encode(), [], []
        while todo:
            token, given = todo.pop(0), result(len(spent))
            begin = clock()
            step = process.advance(graph, State.decode(data), Completed(token, given), FACTS)
            data = step.state.encode()
            spent.append(clock() - begin)
            sizes.append(len(data))
            todo += [one.token for one in step.effects if isinstance(one, OpenTask)]
        if step.state.end != "terbit":
            raise RuntimeError(f"our case ended at {step.state.end!r}")
        return spent, sizes

    return play


def theirs_player(*, whole: bool) -> Callable[[], Played]:
    """`whole`: with the serializer as it comes, which writes the process into the state."""
    from SpiffWorkflow.bpmn.parser import BpmnParser
    from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
    from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
    from SpiffWorkflow.util.task import TaskState

    parser = BpmnParser()
    parser.add_bpmn_xml(etree.parse(io.BytesIO(FILE.read_bytes())))
    specs = parser.get_spec("izin"), parser.get_subprocess_specs("izin")
    registry = BpmnWorkflowSerializer.configure(None if whole else _lean_config(specs))
    serializer = BpmnWorkflowSerializer(registry)
    clock = time.process_time

    def play() -> Played:
        workflow = BpmnWorkflow(*specs)
        workflow.get_next_task().data.update(FACTS)
        workflow.do_engine_steps()
        data, spent, sizes = serializer.serialize_json(workflow), [], []
        todo = [one.id for one in workflow.get_tasks(state=TaskState.READY, manual=True)]
        seen = set(todo)
        while todo:
            number, given = todo.pop(0), result(len(spent))
            begin = clock()
            workflow = serializer.deserialize_json(data)
            task = workflow.get_task_from_id(number)
            task.data[task.task_spec.bpmn_id] = given
            task.run()
            workflow.do_engine_steps()
            data = serializer.serialize_json(workflow)
            spent.append(clock() - begin)
            sizes.append(len(data))
            ready = workflow.get_tasks(state=TaskState.READY, manual=True)
            todo += [one.id for one in ready if one.id not in seen]
            seen.update(todo)
        ends = workflow.get_tasks(spec_name="terbit", state=TaskState.COMPLETED)
        if not workflow.completed or not ends:
            raise RuntimeError("the case of SpiffWorkflow did not end where it should")
        return spent, sizes

    return play


def _lean_config(specs: tuple[Any, Any]) -> dict[Any, Any]:
    """SpiffWorkflow's configuration, with a converter that keeps the process out of the state."""
    from SpiffWorkflow.bpmn.serializer.config import DEFAULT_CONFIG
    from SpiffWorkflow.bpmn.serializer.default.workflow import (
        BpmnWorkflowConverter,
        WorkflowConverter,
    )
    from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

    class Lean(BpmnWorkflowConverter):
        def to_dict(self, workflow: Any) -> Any:
            found = WorkflowConverter.to_dict(self, workflow)
            found["subprocesses"] = self.mapping_to_dict(workflow.subprocesses)
            found["bpmn_events"] = self.registry.convert(workflow.bpmn_events)
            return found

        def from_dict(self, found: Any) -> Any:
            workflow = self.target_class(*specs, deserializing=True)
            workflow.tasks = self.mapping_from_dict(found["tasks"], UUID, workflow=workflow)
            workflow.task_tree = workflow.tasks.get(UUID(found["root"]))
            self.set_default_attributes(workflow, found)
            self.subprocesses_from_dict(found["subprocesses"], workflow)
            workflow.bpmn_events = self.registry.restore(found.pop("bpmn_events", []))
            return workflow

    return {**DEFAULT_CONFIG, BpmnWorkflow: Lean}
