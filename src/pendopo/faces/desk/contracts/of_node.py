"""What a sub-activity's page says of its contracts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pendopo.directory import api as directory
from pendopo.faces.desk.contracts import words
from pendopo.planning import api as planning

LEVEL = "subkegiatan"


def of_node(page: planning.NodePage, year: int, now: dt.datetime) -> dict[str, Any]:
    """Its contracts, and what they add up to; nothing for any other level. Six statements."""
    node, today = page.node, directory.today(now)
    if node.level != LEVEL:
        return {"holds_contracts": False}
    cards = planning.contracts(on=today, node_keys=[node.key])
    figures = None
    if cards:
        figures = planning.field_figures(
            plan_id=cards[0].plan_id, node_key=node.key, year=year, on=today
        )
    return {
        "holds_contracts": True,
        "contract_cards": cards,
        "field_figures": figures,
        "standings": words.standings(),
    }
