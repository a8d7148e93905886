"""Draws small BPMN files for the tests, in the words of a modeller."""

from collections.abc import Iterable

from pendopo.core import process

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" '
    'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="defs">\n'
)


def file(body: str, *, process_id: str = "p") -> bytes:
    """A whole file; the body begins on line 4."""
    return (
        f'{HEAD}<process id="{process_id}" isExecutable="true">\n{body}\n</process></definitions>'
    ).encode()


def flow(identity: str, source: str, target: str, condition: str = "") -> str:
    inner = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
    return (
        f'<sequenceFlow id="{identity}" sourceRef="{source}" targetRef="{target}">'
        f"{inner}</sequenceFlow>"
    )


def line(*parts: str, flows: Iterable[tuple[str, str]] = ()) -> bytes:
    """The given elements, one to a line, joined by plain flows."""
    ways = [flow(f"{one}_{other}", one, other) for one, other in flows]
    return file("\n".join([*parts, *ways]))


def load(body: bytes) -> process.Graph:
    return process.load(body, source="uji.bpmn")


def opened(step: process.Step) -> dict[str, int]:
    """The token of each task that a step opens, by node."""
    return {one.node: one.token for one in step.effects if isinstance(one, process.OpenTask)}


def timers(step: process.Step) -> dict[str, int]:
    return {one.node: one.token for one in step.effects if isinstance(one, process.SetTimer)}


ROOTS = (
    '<message id="message_1" name="jawaban"/><signal id="signal_1" name="bencana"/>'
    '<error id="error_1" name="x" errorCode="E1"/><escalation id="escalation_1" '
    'escalationCode="L1"/>'
)
ENDS = '<startEvent id="s"/><endEvent id="e"/>'
LATE = '<endEvent id="z"/>'


def events(*parts: str, flows: Iterable[tuple[str, str]], more: str = "") -> process.Graph:
    """A process with the messages and so on of ROOTS, and a second end `z` when a flow leads to
    it; `more` stands beside the process."""
    ways = list(flows)
    ends = [LATE] if any(target == "z" for _, target in ways) else []
    text = line(*parts, *ends, flows=ways).decode()
    text = text.replace("<process", ROOTS + "<process", 1)
    return load(text.replace("</definitions>", more + "</definitions>").encode())


def definition(kind: str) -> str:
    return f'<{kind}EventDefinition {kind}Ref="{kind}_1"/>'
