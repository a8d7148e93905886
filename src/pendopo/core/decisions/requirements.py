"""Whether the decisions of a file can be taken at all: nothing missing, no circles."""

from collections.abc import Mapping
from typing import Any

from pendopo.core.decisions.model import Decision
from pendopo.core.decisions.texts import Reader
from pendopo.core.markup import local, space


def check_needs(reader: Reader, root: Any, found: Mapping[str, Decision], inputs: set[str]) -> None:
    """Notes requirements that lead nowhere, and decisions that need themselves."""
    elements = {
        child.get("id") or child.get("name"): child
        for child in root
        if local(child) == "decision" and space(child) == space(root)
    }
    for decision in found.values():
        for needed in decision.needs:
            if "#" not in needed and needed not in elements:
                reader.problem(
                    elements[decision.id],
                    "dangling",
                    f"Keputusan {needed} tidak ada di berkas ini.",
                    f"The decision {needed} is not in this file.",
                )
        for needed in decision.input_data:
            if "#" not in needed and needed not in inputs:
                reader.problem(
                    elements[decision.id],
                    "dangling",
                    f"Masukan {needed} tidak ada di berkas ini.",
                    f"The input {needed} is not in this file.",
                )
    for circular in sorted(_in_circles(found)):
        reader.problem(
            elements[circular],
            "circle",
            "Keputusan ini saling membutuhkan dalam lingkaran.",
            "This decision needs itself by way of others.",
        )


def _in_circles(found: Mapping[str, Decision]) -> set[str]:
    """Leaves go first; what can never go stands in a circle, or needs one."""
    waiting = {one: {need for need in found[one].needs if need in found} for one in found}
    needed_by: dict[str, list[str]] = {}
    for one, needs in waiting.items():
        for need in needs:
            needed_by.setdefault(need, []).append(one)
    ready = [one for one, needs in waiting.items() if not needs]
    while ready:
        gone = ready.pop()
        del waiting[gone]
        for one in needed_by.get(gone, ()):
            waiting[one].discard(gone)
            if not waiting[one]:
                ready.append(one)
    return set(waiting)
