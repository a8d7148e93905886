"""The red thread on the pages of cases and services."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from pendopo.faces.desk.plans import words
from pendopo.planning import api as planning


def upward(service: str) -> list[dict[str, Any]]:
    """From the mission down to this work, for `ui.thread`; empty when no plan in force counts it.
    Of several ways the longest; the others stand on the node's own page."""
    found = planning.thread_up(service=service)
    if not found.ways:
        return []
    way, levels = found.ways[0], words.levels()
    steps: list[dict[str, Any]] = [
        {
            "kind": levels[one.level],
            "title": one.name,
            "href": reverse("desk:plan_node", args=[one.plan_id, one.key]),
        }
        for one in reversed(way.steps)
    ]
    return [*steps, {"kind": words.indicator(), "title": way.indicator}]
