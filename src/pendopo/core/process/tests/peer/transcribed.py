"""Turns a real file of Camunda 7 into what both engines read, and says what it had to change.

Left out: listeners, connectors and other code of that engine. Written out: ends that BPMN lets one
leave away, and the gateway behind a task whose ways out have conditions (§13.3.1). Service tasks
become tasks that the driver answers, schedules of cron a day, a collection a number, and
conditions in `${}` FEEL on one side, Python on the other.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from lxml import etree

from pendopo.core.process.tests.peer.grown import Grown

B = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
_FLOW_NODES = re.compile(r"(task|event|gateway|subprocess|callactivity)$", re.IGNORECASE)


def transcribed(path: Path, facts: dict[str, object], seed: int) -> Grown:
    """The main process of a file, with those beside it that it calls."""
    root = etree.parse(path).getroot()
    main = root.find(f"{B}process").get("id")
    _add_called(root, path)
    _drop_foreign(root)
    for scope in [*root.iter(f"{B}process"), *root.iter(f"{B}subProcess")]:
        _choose_behind_tasks(scope)
        _write_ends(scope)
    _events(root)
    _repeats(root)
    found = Grown(seed, main=main, facts=facts)
    for many in root.iter(f"{B}multiInstanceLoopCharacteristics"):
        found.repeated |= {one.get("id") for one in many.getparent().iter() if one.get("id")}
    found.feel = _with_conditions(root, feel=True)
    found.python = _with_conditions(root, feel=False)
    return found


def _add_called(root: Any, path: Path) -> None:
    for call in list(root.iter(f"{B}callActivity")):
        for other in sorted(path.parent.glob("*.bpmn")):
            more = etree.parse(other).getroot()
            processes = list(more.iter(f"{B}process"))
            if call.get("calledElement") in [one.get("id") for one in processes]:
                for one in [*more.findall(f"{B}message"), *processes]:
                    for inner in one.iter():
                        for key in ("id", "messageRef", "sourceRef", "targetRef", "attachedToRef"):
                            if inner.get(key) and inner is not processes[0]:
                                inner.set(key, "called_" + inner.get(key))
                    root.append(one)


def _drop_foreign(root: Any) -> None:
    for name in ("extensionElements", "incoming", "outgoing", "laneSet", "collaboration"):
        for one in list(root.iter(f"{B}{name}")):
            one.getparent().remove(one)
    for one in list(root):
        if not one.tag.startswith(B):
            root.remove(one)
    for one in root.iter():
        for key in list(one.attrib):
            if key.startswith("{") and "collection" not in key:
                del one.attrib[key]
        if one.tag == f"{B}serviceTask":
            one.tag = f"{B}userTask"


def _nodes(scope: Any) -> list[Any]:
    return [one for one in scope if _FLOW_NODES.search(etree.QName(one).localname)]


def _flow(scope: Any, source: str, target: str) -> Any:
    identity = f"w_{source}_{target}"
    return etree.SubElement(
        scope, f"{B}sequenceFlow", id=identity, sourceRef=source, targetRef=target
    )


def _choose_behind_tasks(scope: Any) -> None:
    for node in _nodes(scope):
        if not node.tag.lower().endswith("task"):
            continue
        name = node.get("id")
        ways = [one for one in scope if one.get("sourceRef") == name]
        if any(one.find(f"{B}conditionExpression") is not None for one in ways):
            gate, end = f"x_{name}", f"end_{name}"
            default = _flow(scope, gate, end)
            etree.SubElement(scope, f"{B}exclusiveGateway", id=gate, default=default.get("id"))
            etree.SubElement(scope, f"{B}endEvent", id=end)
            for way in ways:
                way.set("sourceRef", gate)
            _flow(scope, name, gate)
    for gate in scope.findall(f"{B}exclusiveGateway"):
        ways = [one for one in scope if one.get("sourceRef") == gate.get("id")]
        bare = [one for one in ways if one.find(f"{B}conditionExpression") is None]
        if len(ways) > 1 and bare and not gate.get("default"):
            gate.set("default", bare[0].get("id"))
        if len(ways) > 1 and not gate.get("default"):
            gate.set("default", ways[-1].get("id"))
            ways[-1].remove(ways[-1].find(f"{B}conditionExpression"))


def _write_ends(scope: Any) -> None:
    for node in _nodes(scope):
        name = node.get("id")
        going = any(one.get("sourceRef") == name for one in scope)
        if not going and not node.tag.endswith("endEvent"):
            etree.SubElement(scope, f"{B}endEvent", id=f"end_{name}")
            _flow(scope, name, f"end_{name}")


def _events(root: Any) -> None:
    for event in list(root.iter(f"{B}messageEventDefinition")):
        if not event.get("messageRef"):
            name = f"message_{event.getparent().get('id')}"
            root.insert(0, etree.Element(f"{B}message", id=name, name=name))
            event.set("messageRef", name)
    for number, message in enumerate(root.iter(f"{B}message")):
        message.set("name", f"m{number}")  # one name for each: a message has one receiver
    for timer in list(root.iter(f"{B}timerEventDefinition")):
        if timer.getparent().tag == f"{B}startEvent":
            timer.getparent().remove(timer)
            continue
        (part,) = timer
        part.tag, part.text = f"{B}timeDuration", "@P1D@"


def _repeats(root: Any) -> None:
    for many in root.iter(f"{B}multiInstanceLoopCharacteristics"):
        many.attrib.clear()
        many.set("isSequential", "false")
        etree.SubElement(many, f"{B}loopCardinality").text = "2"


def _with_conditions(root: Any, *, feel: bool) -> bytes:
    text = etree.tostring(root).decode()

    def condition(found: re.Match[str]) -> str:
        body = found[1]
        return body.replace("==", "=").replace("'", '"') if feel else body

    text = re.sub(r"\$\{(.*?)\}", condition, text)
    return text.replace("@", "" if feel else '"').encode()
