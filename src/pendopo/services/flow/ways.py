"""What leads to what in the drawing of a package, whatever a case holds."""

from __future__ import annotations

from pendopo.services.compiled import Compiled

MADE_HERE = frozenset({"draft", "paraf", "sign"})
"""Work that ends with a letter of this platform: nobody else can have done it."""
ONLY_WE = frozenset({"issue_licence"})
"""Calls that put something into our own registers."""


def allowed_steps(compiled: Compiled) -> tuple[str, ...]:
    """Steps at which a case of another system may be able to stand, in the order of the drawing:
    reached without a letter of ours, and not one of several things at once. Which of them a case
    reaches depends on its answers; `stand_at` says."""
    before = before_letters(compiled)
    return tuple(
        name
        for name, task in compiled.tasks.items()
        if name in before and (task.work == "draft" or task.work not in MADE_HERE)
    )


def steps_behind_letters(compiled: Compiled) -> tuple[str, ...]:
    """Steps that come after a letter of ours and lead to none: a case of another system stands
    there when its letter was issued in that system. Nothing is signed here twice."""
    before = before_letters(compiled)
    makes: set[str] = set()
    for name, task in compiled.tasks.items():
        if task.work in MADE_HERE:
            makes |= leads_to(compiled, name)
    return tuple(name for name in compiled.tasks if name not in before | makes)


def ways(compiled: Compiled) -> dict[str, set[str]]:
    """For each node those that may come right after it, also by an event beside it, by the end of
    what lies in it, or by what a call begins."""
    found: dict[str, set[str]] = {one: set() for one in compiled.graph.nodes}
    for node in compiled.graph.nodes.values():
        found[node.id].update(flow.target for flow in node.outgoing)
        found[node.id].update(node.boundaries)
        found[node.id].update([node.begin] if node.begin else ())
        if node.within in found:
            found[node.id].add(node.within)
    for around, starts in compiled.graph.reactions.items():
        for name, node in compiled.graph.nodes.items():
            if node.within == around or node.called == around:
                found[name].update(starts)
    for node in compiled.graph.nodes.values():
        if node.called:
            inside = [one.id for one in compiled.graph.nodes.values() if one.within == node.called]
            for one in inside:
                found[one].add(node.id)
    return found


def leads_to(compiled: Compiled, element: str) -> set[str]:
    """The nodes from which a way of the drawing leads to `element`, itself among them."""
    after = ways(compiled)
    found, grew = {element}, True
    while grew:
        more = {one for one, next_ones in after.items() if one not in found and next_ones & found}
        found |= more
        grew = bool(more)
    return found


def before_letters(compiled: Compiled) -> set[str]:
    """The nodes that are reached without anything that only this platform can have done."""
    after = ways(compiled)
    found: set[str] = set()
    left = [compiled.graph.start, *compiled.graph.starts]
    while left:
        name = left.pop()
        if name in found:
            continue
        found.add(name)
        task = compiled.tasks.get(name)
        ours = task is not None and task.work in MADE_HERE
        if not ours and compiled.graph.nodes[name].topic not in ONLY_WE:
            left += after[name]
    return found
