"""Who answers for an indicator: targets that go down the positions of an agency (SKP)."""

from __future__ import annotations

from django.db import models

from pendopo.ledger import api as ledger
from pendopo.planning.models.plans import Plan


class PositionTarget(models.Model):
    """What one position answers for in a year, in the unit of the indicator. `from_position_id`:
    whose target this is a part of; None: it is taken from the agency's own."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    year = models.SmallIntegerField()
    indicator_key = models.UUIDField()
    node_key = models.UUIDField()
    organisation_id = models.UUIDField()
    position_id = models.UUIDField()
    from_position_id = models.UUIDField(null=True)
    target = models.DecimalField(max_digits=30, decimal_places=6)
    set_at = models.DateTimeField()
    revision = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "year", "indicator_key", "position_id"],
                name="planning_position_target_once",
            )
        ]
        indexes = [
            models.Index(fields=["plan", "year", "organisation_id"], name="planning_carried_unit"),
            models.Index(fields=["plan", "year", "position_id"], name="planning_carried_by"),
        ]
