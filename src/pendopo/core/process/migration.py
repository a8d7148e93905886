"""Moves running cases from one version of a process to another: first dry, then for real, and back.

`plan` compares two graphs and says of every element at which a token can stand what becomes of it;
`Plan.verdict` says it of one running state; `migrate` gives the state in the new version. Tokens
keep their numbers, so tasks and timers that stand outside stay valid: nothing is opened, cancelled
or set anew, and no effect arises. A timer that is set stays as it was set; its new length holds
from the next time on. `Plan.back` is the plan of the way back: migrated with it, the state is what
it was, as long as the case has not moved on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from pendopo.core.process.graph import Graph
from pendopo.core.process.model import GATEWAYS, SCOPES, TASKS_OF_PEOPLE, WAITING_TASKS, Kind, Node
from pendopo.core.process.state import State, Token

Answer = Literal["automatic", "needs mapping", "blocked"]
_WAITED = frozenset({"timer", "message", "signal"})
_JOINS = frozenset({Kind.PARALLEL, Kind.INCLUSIVE})
_WEIGHT: dict[Answer, int] = {"automatic": 0, "needs mapping": 1, "blocked": 2}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of an element, or of a whole state (`element` is then where it fails, ""
    when it does not). `target` is the element of the new version; `message` says why not, in
    Bahasa Indonesia."""

    element: str
    answer: Answer
    target: str = ""
    message: str = ""
    english: str = ""


class CannotMigrate(ValueError):
    """The state has no place in the new version; `verdict` says where and why."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(f"{verdict.element}: {verdict.message}")
        self.verdict = verdict


@dataclass(frozen=True, slots=True)
class Plan:
    """A migration, dry. `names` are all ids of the old version with those of the new one;
    `verdicts` are by element, of those at which a token can stand."""

    old: Graph
    new: Graph
    names: Mapping[str, str]
    verdicts: Mapping[str, Verdict]

    def verdict(self, state: State) -> Verdict:
        """Whether one running state can be moved: the gravest answer among its tokens."""
        if state.ended:
            return Verdict("", "blocked", "", "Kasus ini sudah selesai.", "The case has ended.")
        found = [self._of_token(token) for token in state.tokens]
        waited = {self.names.get(one, one) for one in _reactions(self.old, "")}
        if waited != set(_reactions(self.new, "")):
            found.append(_blocked_by(waited ^ set(_reactions(self.new, ""))))
        worst = max(found, key=lambda one: _WEIGHT[one.answer], default=Verdict("", "automatic"))
        return worst if worst.answer != "automatic" else Verdict("", "automatic")

    def back(self) -> Plan:
        """The plan of the way back."""
        return plan(self.new, self.old, {new: old for old, new in self.names.items()})

    def _of_token(self, token: Token) -> Verdict:
        known = self.verdicts.get(token.node)
        if known is None:
            return _missing(token.node)
        if known.answer == "automatic" and self.old.nodes[token.node].kind in _JOINS:
            old, new = self.old.nodes[token.node], self.new.nodes[known.target]
            if _place(self, old, new, token.index) is None:
                return _lost_way(token.node, old.incoming[token.index])
        return known


def plan(old: Graph, new: Graph, mapping: Mapping[str, str] | None = None) -> Plan:
    """Compares two versions. `mapping` names elements (and flows into joins) whose id has changed,
    old to new; all others are taken by their id. Raises ValueError for a mapping that names what
    is not there, or two elements for one."""
    given = dict(mapping or {})
    ids_old, ids_new = _ids(old), _ids(new)
    names = {one: given.get(one, one) for one in ids_old if given.get(one, one) in ids_new}
    strange = [one for one in given if one not in ids_old]
    strange += [one for one in given.values() if one not in ids_new]
    if strange:
        raise ValueError(f"there is no element {strange[0]}")
    twice = [one for one in names if list(names.values()).count(names[one]) > 1]
    if twice:
        raise ValueError(f"{names[twice[0]]} stands for more than one element")
    standing = [one for one in old.nodes.values() if _can_stand(one)]
    verdicts = {one.id: _verdict(old, new, names, one) for one in standing}
    return Plan(old, new, names, verdicts)


def migrate(state: State, plan: Plan) -> State:
    """The same case in the new version. Raises CannotMigrate unless `plan.verdict(state)` is
    automatic."""
    verdict = plan.verdict(state)
    if verdict.answer != "automatic":
        raise CannotMigrate(verdict)
    tokens = tuple(_moved(plan, token) for token in state.tokens)
    return msgspec.structs.replace(
        state,
        tokens=tokens,
        values=_renamed(plan, state.values),
        end=plan.names.get(state.end, state.end),
    )


# Moving


def _moved(plan: Plan, token: Token) -> Token:
    old = plan.old.nodes[token.node]
    new = plan.new.nodes[plan.names[token.node]]
    index = token.index
    if old.kind in _JOINS:
        index = _place(plan, old, new, index) or 0
    data = None if token.data is None else _renamed(plan, token.data)
    results = token.results
    if results is not None and old.kind in SCOPES:
        results = tuple(_renamed(plan, one) if isinstance(one, dict) else one for one in results)
    return msgspec.structs.replace(token, node=new.id, index=index, data=data, results=results)


def _renamed(plan: Plan, values: Mapping[str, Any]) -> dict[str, Any]:
    """Results are kept by the id of their task, or by the name that a rule gives them."""
    names = {old: new for old, new in plan.names.items() if old in plan.old.nodes}
    for old, new in list(names.items()):
        one, other = plan.old.nodes[old], plan.new.nodes[new]
        if one.kind is Kind.RULE and other.kind is Kind.RULE and one.result != one.id:
            names[one.result] = other.result
    found = {}
    for name, value in values.items():
        node = plan.old.nodes.get(name)
        if node is not None and node.kind in SCOPES:  # results of what was inside, by their ids
            value = (
                [_renamed(plan, one) for one in value]
                if isinstance(value, list)
                else _renamed(plan, value)
            )
        found[names.get(name, name)] = value
    return found


def _place(plan: Plan, old: Node, new: Node, index: int) -> int | None:
    """The way into the new join that stands for a way into the old one."""
    flow = plan.names.get(old.incoming[index])
    if flow in new.incoming:
        return new.incoming.index(flow)
    # Flows get new ids easily: the same source means the same way.
    source = plan.names.get(_source(plan.old, old.incoming[index]))
    fitting = [at for at, one in enumerate(new.incoming) if _source(plan.new, one) == source]
    return fitting[0] if len(fitting) == 1 else None


def _source(graph: Graph, flow: str) -> str:
    return next(
        (one.id for one in graph.nodes.values() if any(way.id == flow for way in one.outgoing)), ""
    )


# Judging


def _ids(graph: Graph) -> set[str]:
    flows = {flow.id for node in graph.nodes.values() for flow in node.outgoing}
    return {*graph.nodes, *flows}


def _can_stand(node: Node) -> bool:
    """Whether a token can rest at a node."""
    if node.kind in GATEWAYS:
        return node.kind is Kind.EVENTS or (node.kind in _JOINS and len(node.incoming) > 1)
    waits = node.trigger in _WAITED
    events = node.kind in (Kind.CATCH, Kind.BOUNDARY, Kind.START) and waits
    return events or node.kind in WAITING_TASKS or node.kind in SCOPES


def _verdict(old: Graph, new: Graph, names: Mapping[str, str], node: Node) -> Verdict:
    target = names.get(node.id)
    if target is None:
        return _missing(node.id)
    other = new.nodes.get(target)
    for message, english in _against(old, new, names, node, other):
        return Verdict(node.id, "blocked", target, message, english)
    return Verdict(node.id, "automatic", target)


def _against(
    old: Graph, new: Graph, names: Mapping[str, str], node: Node, other: Node | None
) -> Iterator[tuple[str, str]]:
    """What keeps a token from standing at `other` as it stood at `node`."""
    if other is None or _family(node) != _family(other):
        yield "Jenis unsurnya lain.", "It is another kind of element."
        return
    if other.within not in _around(old, new, names, node):
        yield "Subproses di sekitarnya lain.", "The sub-process around it is another one."
    if node.trigger != other.trigger or (node.trigger != "timer" and node.event != other.event):
        yield "Yang ditunggunya lain.", "It waits for something else."
    if node.host and names.get(node.host) != other.host:
        yield "Ia menempel pada unsur lain.", "It sits on another element."
    if (node.many is None, node.loop is None) != (other.many is None, other.loop is None):
        yield "Pengulangannya lain.", "It is repeated in another way."
    if node.many and other.many and node.many.sequential != other.many.sequential:
        yield "Urutan pengulangannya lain.", "Its repeats come in another order."
    mine = {names.get(one, one) for one in _armed(old, node)}
    its = set(_armed(new, other))
    if mine != its:
        blocked = _blocked_by(mine ^ its)
        yield blocked.message, blocked.english
    if node.kind is Kind.CALL and names.get(node.begin) != other.begin:
        yield "Proses yang dipanggilnya lain.", "It calls another process."


def _around(old: Graph, new: Graph, names: Mapping[str, str], node: Node) -> set[str]:
    """What stands in the new version for the sub-process or called process around a node."""
    calls = [one for one in old.nodes.values() if one.called == node.within and one.called]
    if not calls:
        return {names.get(node.within, node.within)}
    return {new.nodes[names[one.id]].called for one in calls if names.get(one.id) in new.nodes}


def _armed(graph: Graph, node: Node) -> Iterator[str]:
    """What waits while a token stands at a node: it would have to be set or cancelled."""
    beside = [*node.boundaries]
    if node.kind is Kind.EVENTS:
        beside += [flow.target for flow in node.outgoing]
    if node.kind in SCOPES:
        beside += _reactions(graph, node.called if node.kind is Kind.CALL else node.id)
    for one in beside:
        if graph.nodes[one].trigger in _WAITED:
            yield one


def _reactions(graph: Graph, within: str) -> list[str]:
    """The starts of event sub-processes that wait as long as their scope is open."""
    begins = [graph.nodes[one].begin for one in graph.reactions.get(within, ())]
    return [one for one in begins if graph.nodes[one].trigger in _WAITED]


def _family(node: Node) -> str:
    return "people" if node.kind in TASKS_OF_PEOPLE else str(node.kind)


def _missing(element: str) -> Verdict:
    return Verdict(
        element,
        "needs mapping",
        "",
        "Unsur ini tidak ada lagi dalam versi baru; sebutkan penggantinya.",
        "This element is no longer in the new version; name what takes its place.",
    )


def _blocked_by(changed: set[str]) -> Verdict:
    listed = ", ".join(sorted(changed))
    return Verdict(
        "",
        "blocked",
        "",
        f"Peristiwa yang ditunggu bersamanya berubah: {listed}.",
        f"The events that are waited for beside it have changed: {listed}.",
    )


def _lost_way(element: str, flow: str) -> Verdict:
    return Verdict(
        element,
        "needs mapping",
        "",
        f"Aliran masuk {flow} tidak ada lagi; sebutkan penggantinya.",
        f"The flow {flow} into it is no longer there; name what takes its place.",
    )
