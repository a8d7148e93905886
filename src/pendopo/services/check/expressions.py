"""Names and outcomes that the drawing and the tables read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pendopo.core.feel import Expression
from pendopo.core.process import Graph, Kind, Node
from pendopo.services.draft import DECISIONS, PROCESS, Draft
from pendopo.services.flow.moving import SKIPPED
from pendopo.services.schema import Service

ALWAYS = frozenset({"applicant", "today", "submitted", "limits", "fee", "joined"})
REPEATS = frozenset(
    {
        "loopCounter",
        "numberOfInstances",
        "numberOfActiveInstances",
        "numberOfCompletedInstances",
        "numberOfTerminatedInstances",
    }
)
"""What a repeated activity may read of itself."""
TOPICS = frozenset({"issue_licence", "escalate", "notify", "hand_over"})
"""What service tasks may ask for; casework does it."""
CATCHING = (Kind.CATCH, Kind.BOUNDARY, Kind.START)

_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')


def check(draft: Draft, service: Service, graph: Graph) -> None:
    known = results(graph)
    _names(draft, graph, known)
    _tables(draft, graph, known)
    _outcomes(draft, service, graph)
    for node in graph.nodes.values():
        if node.kind is Kind.SERVICE and node.topic not in TOPICS:
            draft.problems.add(
                PROCESS,
                node.line,
                "topic-unknown",
                f"Layanan “{node.topic}” tidak dikenal; pilih {', '.join(sorted(TOPICS))}.",
                f"The topic “{node.topic}” is unknown; choose {', '.join(sorted(TOPICS))}.",
                element=node.id,
            )


def results(graph: Graph) -> set[str]:
    """The names under which results are kept."""
    names = {one.id for one in graph.nodes.values() if one.kind in (Kind.USER, Kind.MANUAL)}
    names |= {one.id for one in graph.nodes.values() if one.kind in (Kind.SERVICE, Kind.CALL)}
    names |= {
        one.id
        for one in graph.nodes.values()
        if one.kind is Kind.RECEIVE
        or (one.kind is Kind.SUB and one.repeated)
        or (one.kind in CATCHING and one.trigger not in ("", "timer"))
    }
    return names | {one.result for one in graph.nodes.values() if one.kind is Kind.RULE}


def _read(node: Node) -> Iterable[tuple[int, Expression]]:
    for flow in node.outgoing:
        if flow.condition is not None:
            yield flow.line, flow.condition
    if node.timer is not None and node.timer.expression is not None:
        yield node.line, node.timer.expression
    if node.many is not None:
        for one in (node.many.collection, node.many.cardinality, node.many.completion):
            if one is not None:
                yield node.line, one
    if node.loop is not None and node.loop.condition is not None:
        yield node.line, node.loop.condition
    for given in node.inputs.values():
        if isinstance(given, Expression):
            yield node.line, given


def _names(draft: Draft, graph: Graph, results: set[str]) -> None:
    for node in graph.nodes.values():
        own = {*REPEATS, node.many.variable if node.many else node.id} if node.repeated else set()
        for line, expression in _read(node):
            for name in sorted(expression.names - ALWAYS - results - own):
                _unknown(draft, PROCESS, line, node.id, name)


def _tables(draft: Draft, graph: Graph, results: set[str]) -> None:
    if draft.decisions is None:
        return
    known = draft.decisions.decisions
    elements = draft.decisions.elements
    variables = {one.variable for one in known.values()} | set(known)
    variables |= {one.name for one in elements.knowledge.values()}
    variables |= {one.name for one in elements.services.values()}
    for decision in known.values():
        for name in sorted(decision.logic.names - ALWAYS - results - variables):
            _unknown(draft, DECISIONS, decision.line, decision.id, name)


def _unknown(draft: Draft, source: str, line: int, element: str, name: str) -> None:
    question = draft.form.questions.get(name) if draft.form else None
    if question is None and draft.form is not None:
        draft.problems.add(
            source,
            line,
            "name-unknown",
            f"Nama “{name}” tidak dikenal; bukan isian formulir dan bukan hasil suatu tugas.",
            f"The name “{name}” is unknown: no question of the form and no result of a task.",
            element=element,
        )
    elif question is not None and question.personal:
        draft.problems.add(
            source,
            line,
            "name-personal",
            f"“{name}” adalah data pribadi; aturan dan gambar proses tidak boleh membacanya.",
            f"“{name}” is personal data; rules and the drawing may not read it.",
            element=element,
        )


def _outcomes(draft: Draft, service: Service, graph: Graph) -> None:
    """Every outcome of a task with more than one leads somewhere that somebody meant."""
    for element, task in service.tasks.items():
        if element not in graph.user_tasks or task.join is not None:
            continue  # the outcomes of opinions are read by their policy
        mentioned: set[str] = set()
        anything_else = False
        for node in graph.nodes.values():
            conditions = [one.condition for one in node.outgoing if one.condition is not None]
            reading = [one for one in conditions if element in one.names]
            for flow in node.outgoing:
                if flow.condition is None or element not in flow.condition.names:
                    continue
                found = set(_LITERAL.findall(flow.condition.text))
                mentioned |= found
                _strangers(draft, service, flow.line, element, flow.condition, found)
            anything_else = anything_else or bool(reading and node.default)
        plain = {key for key, one in task.outcomes.items() if not (one.error or one.escalation)}
        unused = plain - mentioned
        if len(plain) > 1 and not anything_else:
            for key in sorted(unused):
                draft.at(
                    ("tasks", element, "outcomes", key),
                    "outcome-unused",
                    f"Hasil “{key}” dari tugas “{element}” tidak dipakai oleh gerbang mana pun.",
                    f"No gateway uses the outcome “{key}” of the task “{element}”.",
                    element=element,
                )


def _strangers(
    draft: Draft,
    service: Service,
    line: int,
    element: str,
    condition: Expression,
    literals: set[str],
) -> None:
    """Words in a condition that no task it reads can end with (a typing mistake, mostly)."""
    if "hasil" not in condition.text:
        return
    allowed = {
        key
        for name in condition.names
        if name in service.tasks
        for key in service.tasks[name].outcomes
    }
    allowed |= {SKIPPED}
    others = condition.names - set(service.tasks)
    for word in sorted(literals - allowed) if not others else ():
        draft.problems.add(
            PROCESS,
            line,
            "outcome-unknown",
            f"“{word}” bukan salah satu hasil tugas “{element}”.",
            f"“{word}” is none of the outcomes of the task “{element}”.",
            element=element,
        )
