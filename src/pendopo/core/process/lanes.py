"""Reads lanes, nested ones too: who does what."""

from typing import Any

from pendopo.core.markup import Findings, local, space
from pendopo.core.process.model import Lane
from pendopo.core.process.names import BPMN


def read_lanes(findings: Findings, process: Any) -> tuple[dict[str, Lane], dict[str, str]]:
    """The lanes by id, outer before inner, and the innermost lane of each node."""
    lanes: dict[str, Lane] = {}
    lane_of: dict[str, str] = {}
    inside = {one.get("id") for one in process if space(one) == BPMN and local(one) != "laneSet"}
    for group in process:
        if local(group) == "laneSet" and space(group) == BPMN:
            _group(findings, group, "", lanes, lane_of, inside)
    return lanes, lane_of


def _group(
    findings: Findings,
    group: Any,
    parent: str,
    lanes: dict[str, Lane],
    lane_of: dict[str, str],
    inside: set[str],
) -> None:
    for element in group:
        if local(element) != "lane" or space(element) != BPMN:
            continue
        identity = element.get("id", "")
        if not identity:
            findings.problem(element, "no-id", "Jalur (lane) tanpa id.", "A lane without an id.")
            continue
        name = " ".join(element.get("name", "").split())
        lanes[identity] = Lane(identity, name, parent, element.sourceline or 0)
        for child in element:
            if space(child) != BPMN:
                continue
            if local(child) == "childLaneSet":
                _group(findings, child, identity, lanes, lane_of, inside)
            elif local(child) == "flowNodeRef":
                _place(findings, child, identity, lanes, lane_of, inside)


def _place(
    findings: Findings,
    element: Any,
    lane: str,
    lanes: dict[str, Lane],
    lane_of: dict[str, str],
    inside: set[str],
) -> None:
    node = (element.text or "").strip()
    if node not in inside:
        findings.problem(
            element,
            "dangling",
            f"Jalur memuat {node or 'acuan kosong'}, yang tidak ada dalam proses ini.",
            f"The lane holds {node or 'nothing'}, which is not in this process.",
        )
        return
    other = lane_of.get(node)
    if other is None or _within(lane, other, lanes):
        lane_of[node] = lane  # modellers list a node in the outer lane and in the inner one
    elif other != lane and not _within(other, lane, lanes):
        findings.problem(
            element,
            "two-lanes",
            f"{node} berada di dua jalur: {other} dan {lane}.",
            f"{node} is in two lanes: {other} and {lane}.",
        )


def _within(lane: str, outer: str, lanes: dict[str, Lane]) -> bool:
    """Whether `lane` lies inside of `outer`."""
    current = lanes[lane].parent if lane in lanes else ""
    while current:
        if current == outer:
            return True
        current = lanes[current].parent
    return False
