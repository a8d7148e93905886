"""The rules that hold, and to whom an order can go."""

from __future__ import annotations

from django.db.models import Count, Q

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.watch.models import Rule
from pendopo.watch.rules import read_rule
from pendopo.watch.values import RuleView


@ledger.within_region
def rules() -> tuple[RuleView, ...]:
    """One statement."""
    found = Rule.objects.filter(ended_at=None).annotate(
        open=Count("alarms", filter=Q(alarms__ended_at=None))
    )
    return tuple(
        RuleView(read_rule(row.definition), row.version, row.set_at, row.open)
        for row in found.order_by("slug")
    )


@ledger.within_region
def orderable() -> tuple[directory.Position, ...]:
    """Positions to which an order can go: heads first, by organisation."""
    chart = directory.chart()
    heads = {one.head_position_id for one in chart.organisations.values()}
    found = [
        one for one in chart.positions.values() if one.roles - {"administrator", "helper", "regent"}
    ]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                one.id not in heads, chart.name_of(one.organisation_id), one.title,
            ),
        )
    )  # fmt: skip
