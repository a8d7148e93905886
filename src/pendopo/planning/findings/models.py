"""Which case is a finding, and the part of the plan it is about."""

from __future__ import annotations

from django.db import models

from pendopo.ledger import api as ledger
from pendopo.planning.contracts.models import Contract
from pendopo.planning.models.plans import Plan


class AuditFinding(models.Model):
    """A case opened by the package of findings. `organisation_id`: the agency that was audited;
    what it is about: a sub-activity of a plan, a contract, both or neither."""

    case_id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    number = models.CharField(max_length=24)
    organisation_id = models.UUIDField()
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="+")
    node_key = models.UUIDField(null=True)
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["region_code", "organisation_id"], name="planning_finding_agency"),
            models.Index(fields=["node_key"], name="planning_finding_node"),
        ]
