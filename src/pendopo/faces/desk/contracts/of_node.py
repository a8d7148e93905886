"""What a sub-activity's page says of its contracts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pendopo.directory import api as directory
from pendopo.faces.desk.contracts import words
from pendopo.planning import api as planning

LEVEL = "subkegiatan"


def of_node(page: planning.NodePage, year: int, now: dt.datetime) -> dict[str, Any]:
    """Its findings, and for a sub-activity its contracts and what they add up to. Nine
    statements at most."""
    node, today = page.node, directory.today(now)
    found = planning.findings(now=now, node_keys=[node.key])
    if node.level != LEVEL:
        return {"holds_contracts": False, "found": found}
    cards = planning.contracts(on=today, node_keys=[node.key])
    figures = None
    if cards:
        figures = planning.field_figures(
            plan_id=cards[0].plan_id, node_key=node.key, year=year, on=today
        )
    return {
        "holds_contracts": True,
        "found": found,
        "contract_cards": cards,
        "field_figures": figures,
        "standings": words.standings(),
    }
