"""BPMN file to graph. Says everything that is wrong, each with its element and line."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from pendopo.core.decisions import Decisions
from pendopo.core.markup import Findings, NotMarkup, local, read, space
from pendopo.core.process.checks import check
from pendopo.core.process.containers import Contents, read_container
from pendopo.core.process.extensions import foreign
from pendopo.core.process.graph import Graph, ProcessRefused
from pendopo.core.process.joined import joined, reactions
from pendopo.core.process.lanes import read_lanes
from pendopo.core.process.model import SCOPES, Kind, Lane
from pendopo.core.process.names import BPMN, KINDS
from pendopo.core.process.nodes import Around
from pendopo.core.process.soundness import sound
from pendopo.core.process.triggers import roots

NODES = 1_000
"""Flow nodes of one process, with all that it calls and holds."""


def load(
    xml: bytes,
    *,
    source: str,
    decisions: Decisions | None = None,
    packages: Collection[str] = (),
) -> Graph:
    """The process of a BPMN 2.0 file. `source` is its name, for the problems; `decisions` are
    those that its business-rule tasks may name; `packages` those whose process it may call (see
    `linked`).

    Raises ProcessRefused with every problem: what is outside of our subset, and what would let a
    case get lost or go nowhere.
    """
    try:
        root = read(xml, source=source)
    except NotMarkup as error:
        raise ProcessRefused((error.problem,)) from None
    return load_tree(root, source=source, decisions=decisions, packages=packages)


def load_tree(
    root: Any,
    *,
    source: str,
    decisions: Decisions | None = None,
    packages: Collection[str] = (),
) -> Graph:
    """The same from the root element of a file without comments. Raises ProcessRefused."""
    findings = Findings(source)
    if local(root) != "definitions" or space(root) != BPMN:
        findings.problem(
            root, "not-bpmn", "Berkas ini bukan BPMN 2.0.", "This file is not BPMN 2.0."
        )
        raise ProcessRefused(findings.in_order())
    _ids_once(findings, root)
    process = _process(findings, root)
    graph = (
        None if process is None else _graph(findings, root, process, decisions, frozenset(packages))
    )
    if graph is None or findings.problems:
        raise ProcessRefused(findings.in_order())
    return graph


def _ids_once(findings: Findings, root: Any) -> None:
    seen: set[str] = set()
    for element in root.iter():
        found = element.get("id")
        if found and found in seen:
            findings.problem(
                element,
                "duplicate-id",
                f"Id {found} dipakai lebih dari sekali.",
                f"The id {found} is used more than once.",
            )
        if found:
            seen.add(found)


def _process(findings: Findings, root: Any) -> Any:
    """The one process to run: executable, and not called by another one of the file."""
    found = _processes(root)
    runs = [one for one in found if one.get("isExecutable", "").strip() in ("true", "1")]
    if not runs and len(found) == 1:
        runs = found
    if len(runs) > 1:
        calls = {one.rpartition(":")[2] for one in _called(root)}
        runs = [one for one in runs if one.get("id") not in calls] or runs
    if len(runs) == 1:
        return runs[0]
    findings.problem(
        runs[1] if runs else root,
        "one-process",
        f"Berkas harus berisi tepat satu proses yang dapat dijalankan; ada {len(runs)}.",
        f"The file must hold exactly one executable process; it holds {len(runs)}.",
    )
    return None


def _processes(root: Any) -> list[Any]:
    return [one for one in root if local(one) == "process" and space(one) == BPMN]


def _called(within: Any) -> list[str]:
    found = []
    for one in within.iter(f"{{{BPMN}}}callActivity"):
        found.append(one.get("calledElement", "").strip())
        found += [each.get("processId", "") for each in one.iter() if each.get("processId")]
    return [one for one in found if one]


def called_elsewhere(xml: bytes) -> tuple[str, ...]:
    """The processes that a file calls and does not hold, in order; none when it cannot be read."""
    try:
        root = read(xml, source="")
    except NotMarkup:
        return ()
    here = {one.get("id") for one in _processes(root)}
    calls = [one.rpartition(":")[2] for one in _called(root) if one not in here]
    return tuple(dict.fromkeys(one for one in calls if one not in here))


def _graph(
    findings: Findings,
    root: Any,
    main: Any,
    decisions: Decisions | None,
    packages: frozenset[str],
) -> Graph:
    by_id = {one.get("id"): one for one in _processes(root) if one.get("id")}
    contents = Contents()
    lanes: dict[str, Lane] = {}
    todo, read_already = [main], {main.get("id", "")}
    while todo:
        process = todo.pop()
        foreign(findings, process)
        more, lane_of = read_lanes(findings, process)
        lanes |= more
        around = Around(
            findings, lane_of, _known(root), decisions, roots(root), frozenset(by_id), packages
        )
        within = "" if process is main else process.get("id", "")
        read_container(around, process, contents, within)
        for name in _called(process):
            name = name.rpartition(":")[2]
            if name in by_id and name not in read_already:
                read_already.add(name)
                todo.append(by_id[name])
    if len(contents.nodes) > NODES:
        findings.problem(
            main,
            "too-large",
            f"Proses berisi lebih dari {NODES} unsur.",
            f"The process has more than {NODES} elements.",
        )
        raise ProcessRefused(findings.in_order())
    nodes = joined(contents, main.get("id", ""))
    begins = [one.id for one in nodes.values() if one.kind is Kind.START and not one.within]
    plain = [one for one in begins if not nodes[one].trigger]
    graph = Graph(
        id=main.get("id", ""),
        name=" ".join(main.get("name", "").split()),
        source=findings.source,
        nodes=nodes,
        lanes=lanes,
        start=(plain or begins or [""])[0],
        decisions=decisions,
        starts=tuple(begins),
        reactions=reactions(nodes),
        nests=any(one.kind in SCOPES for one in nodes.values()),
        gathers=any(one.upstream for one in nodes.values()),
    )
    check(findings, graph, contents)
    if findings.problems:
        return graph
    return replace(graph, warnings=sound(findings, graph, contents.elements))


def _known(root: Any) -> frozenset[str]:
    """Ids that FEEL would not read as one name."""
    return frozenset(
        one.get("id")
        for one in root.iter()
        if one.get("id") and not one.get("id").isidentifier() and local(one) in KINDS
    )
