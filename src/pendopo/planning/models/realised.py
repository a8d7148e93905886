"""What was done and what was paid, by month or quarter."""

from __future__ import annotations

from django.db import models

from pendopo.ledger import api as ledger
from pendopo.planning.models.plans import Plan


class Realisation(models.Model):
    """One figure of one period. `kind`: performance (in the indicator's unit), physical (percent
    of the work) or money (rupiah). `period`: "Q1" … "Q4", "M01" … "M12", or "P", everything before
    the year. An agency enters it, the planner verifies it or gives it back."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    node_key = models.UUIDField()
    indicator_key = models.UUIDField(null=True)
    kind = models.CharField(max_length=12)
    year = models.SmallIntegerField()
    period = models.CharField(max_length=3)
    value = models.DecimalField(max_digits=30, decimal_places=6)
    source = models.CharField(max_length=8, default="typed")
    status = models.CharField(max_length=8, default="entered")
    note = models.TextField(default="")
    evidence = models.TextField(default="")
    remark = models.TextField(default="")
    example = models.BooleanField(default=False)
    entered_by = models.UUIDField(null=True)
    entered_at = models.DateTimeField()
    verified_by = models.UUIDField(null=True)
    verified_at = models.DateTimeField(null=True)
    revision = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "node_key", "indicator_key", "kind", "year", "period"],
                nulls_distinct=False,
                name="planning_realisation_once",
            )
        ]
        indexes = [
            models.Index(fields=["node_key", "year"], name="planning_realisation_node"),
            models.Index(fields=["plan", "year", "status"], name="planning_realisation_open"),
        ]


class Disbursement(models.Model):
    """Money released (`spd`, Surat Penyediaan Dana) or paid (`sp2d`, Surat Perintah Pencairan
    Dana) for a node. Rupiah."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    node_key = models.UUIDField()
    sort = models.CharField(max_length=4)
    number = models.CharField(max_length=80)
    day = models.DateField()
    account = models.CharField(max_length=32, default="")
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    example = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "sort", "number", "node_key", "account"],
                name="planning_disbursement_once",
            )
        ]
        indexes = [models.Index(fields=["plan", "node_key"], name="planning_disbursement_node")]
