"""Opinions of several agencies at once: a policy, and silence only with an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pendopo.core.process import Graph, Kind, Node
from pendopo.services.compiled import ITEM
from pendopo.services.draft import PROCESS, Draft
from pendopo.services.schema import Join, Service, Task
from pendopo.services.yaml_tree import Path

_ARTICLE = re.compile(r"(?i)\bpasal\s+\d+")
ESCALATE = "escalate"
_TEXT = re.compile(r'"([^"]*)"')


def check(draft: Draft, service: Service, graph: Graph) -> None:
    for element, task in service.tasks.items():
        node = graph.nodes.get(element)
        if node is None or element not in graph.user_tasks:
            continue  # told already
        parallel = node.many is not None and not node.many.sequential
        if task.join is None:
            if parallel and _whose(service, graph, node, task) == ITEM:
                draft.at(
                    ("tasks", element),
                    "join-missing",
                    f"“{element}” meminta pendapat beberapa instansi sekaligus; tulis join.policy"
                    " (all, quorum, atau veto).",
                    f"“{element}” asks several agencies at once; say join.policy"
                    " (all, quorum or veto).",
                    element=element,
                )
            continue
        if not parallel:
            draft.at(
                ("tasks", element, "join"),
                "join-parallel",
                "join hanya untuk tugas yang diulang serentak (multi-instance paralel).",
                "join belongs to a task repeated in parallel (multi-instance).",
                element=element,
            )
        _policy(draft, element, task, task.join)
        _silence(draft, graph, node, task.join)
        _is_read(draft, graph, node)


def _whose(service: Service, graph: Graph, node: Node, task: Task) -> str:
    lane = service.lanes.get(graph.lanes[node.lane].name) if node.lane else None
    return task.organisation or (lane.organisation if lane else "")


def _policy(draft: Draft, element: str, task: Task, join: Join) -> None:
    path: Path = ("tasks", element, "join")

    def say(rule: str, indonesian: str, english: str, *more: str) -> None:
        draft.at((*path, *more), rule, indonesian, english, element=element)

    named = [("agrees", one) for one in join.agrees] + [("refuses", one) for one in join.refuses]
    if join.silence is not None:
        named.append(("silence", join.silence.counts_as))
    for key, outcome in named:
        if outcome not in task.outcomes:
            say(
                "join-outcome",
                f"“{outcome}” bukan salah satu hasil tugas “{element}”.",
                f"“{outcome}” is none of the outcomes of the task “{element}”.",
                key,
            )
    if not join.agrees or set(join.agrees) & set(join.refuses):
        say(
            "join-outcome",
            "agrees berisi sedikitnya satu hasil, dan tidak ada hasil yang sekaligus di refuses.",
            "agrees holds at least one outcome, and none stands in refuses as well.",
            "agrees",
        )
    if join.policy == "veto" and not join.refuses:
        say(
            "join-veto",
            "policy: veto perlu hasil yang menolak (refuses).",
            "policy: veto needs an outcome that refuses.",
            "policy",
        )
    if (join.policy == "quorum") != (join.quorum is not None) or (join.quorum or 1) < 1:
        say(
            "join-quorum",
            "quorum berupa bilangan mulai 1, dan hanya untuk policy: quorum.",
            "quorum is a number from 1 on, and only for policy: quorum.",
        )
    for key, one in task.outcomes.items():
        if one.decides_for_all or one.asks_applicant or one.clock is not None:
            say(
                "join-alone",
                f"Hasil “{key}” adalah pendapat satu instansi; decides_for_all, asks_applicant, dan"
                " clock tidak dapat dipakai bersama join.",
                f"The outcome “{key}” is one agency's opinion; decides_for_all, asks_applicant and"
                " clock do not go with join.",
            )


def _silence(draft: Draft, graph: Graph, node: Node, join: Join) -> None:
    path: Path = ("tasks", node.id, "join")
    if join.silence is not None:
        if not _ARTICLE.search(join.silence.basis):
            draft.at(
                (*path, "silence"),
                "silence-basis",
                "Diam hanya dapat dihitung sebagai pendapat bila ada pasal yang menyebutnya; tulis"
                " basis dengan peraturan dan pasalnya, atau hapus silence.",
                "Silence counts as an opinion only where an article says so; give basis with the"
                " regulation and its article (Pasal), or take silence away.",
                element=node.id,
            )
        return
    if not any(_reaches(graph, timer, ESCALATE) for timer in node.boundaries):
        draft.at(
            path,
            "silence-unheard",
            "Instansi yang diam harus dilaporkan ke atasannya: pasang pengatur waktu di tepi tugas"
            " yang menuju layanan escalate.",
            "A silent agency must be escalated: put a timer on the task that leads to the service"
            " escalate.",
            element=node.id,
        )


def _reaches(graph: Graph, start: str, topic: str) -> bool:
    found: set[str] = set()
    stack = [start]
    while stack:
        node = graph.nodes[stack.pop()]
        if node.kind is Kind.SERVICE and node.topic == topic:
            return True
        if node.id not in found:
            found.add(node.id)
            stack.extend(flow.target for flow in node.outgoing)
    return False


def _is_read(draft: Draft, graph: Graph, node: Node) -> None:
    """Some gateway asks what the opinions came to."""
    for one in graph.nodes.values():
        for flow in one.outgoing:
            if flow.condition is not None and f"joined.{node.id}" in flow.condition.text:
                return
    draft.problems.add(
        PROCESS,
        node.line,
        "join-unread",
        f"Tidak ada gerbang yang membaca joined.{node.id}.",
        f"No gateway reads joined.{node.id}.",
        element=node.id,
    )


def chosen(draft: Draft) -> Iterator[tuple[int, str]]:
    """(line, code) of the organisations that a table chooses for opinions."""
    service, graph, known = draft.service, draft.graph, draft.decisions
    if service is None or graph is None or known is None:
        return
    for element, task in service.tasks.items():
        node = graph.nodes.get(element)
        if node is None or node.many is None or node.many.collection is None:
            continue
        if task.join is None and _whose(service, graph, node, task) != ITEM:
            continue
        read = node.many.collection.names
        rules = [o for o in graph.nodes.values() if o.kind is Kind.RULE and o.result in read]
        for rule in rules:
            logic = known.decisions[rule.decision].logic
            for line in getattr(logic, "rules", ()):
                for answer in line.answers:
                    yield from ((line.line, code) for code in _TEXT.findall(answer.text))
