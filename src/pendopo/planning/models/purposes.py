"""What a node promises and what it costs: indicators, budgets, contributions, measures."""

from __future__ import annotations

from django.db import models

from pendopo.ledger import api as ledger
from pendopo.planning.models.plans import Plan, Version


class Indicator(models.Model):
    """`targets`: period -> decimal as text; a period is "2026" or "2026Q1". `direction` and
    `accumulation` are words of `evaluation.strategies`. `benchmark`: what others reach,
    `benchmark_of` whose and when. `source`: typed or imported."""

    region_code = models.CharField(max_length=13, default=ledger.current_region)
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    key = models.UUIDField()
    node_key = models.UUIDField()
    name = models.TextField()
    formula = models.TextField(default="")
    unit = models.CharField(max_length=80, default="")
    direction = models.CharField(max_length=20, default="")
    accumulation = models.CharField(max_length=12, default="")
    baseline = models.DecimalField(max_digits=30, decimal_places=6, null=True)
    baseline_year = models.SmallIntegerField(null=True)
    benchmark = models.DecimalField(max_digits=30, decimal_places=6, null=True)
    benchmark_of = models.CharField(max_length=200, default="")
    targets = models.JSONField(default=dict)
    target_text = models.CharField(max_length=200, default="")
    source = models.CharField(max_length=8, default="typed")
    note = models.TextField(default="")
    example = models.BooleanField(default=False)
    place = models.IntegerField(default=0)
    revision = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="planning_indicator_key")
        ]
        indexes = [
            models.Index(fields=["version", "node_key"], name="planning_indicator_node"),
            models.Index(fields=["key"], name="planning_indicator_of_key"),
        ]


class Budget(models.Model):
    """Rupiah of a node in a year. `account` "" is the pagu as it is written; else one expenditure
    account of it."""

    region_code = models.CharField(max_length=13, default=ledger.current_region)
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    node_key = models.UUIDField()
    year = models.SmallIntegerField()
    account = models.CharField(max_length=32, default="")
    account_name = models.CharField(max_length=300, default="")
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    example = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "node_key", "year", "account"], name="planning_budget_once"
            )
        ]


class Contribution(models.Model):
    """Somebody adds to a target beside its own programmes: a programme of another agency
    (`giver_key`), or a business, a community, a village (`organisation_id` or `giver_name`).
    `share` in percent of the target, None when nobody has said it."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    key = models.UUIDField()
    target_key = models.UUIDField()
    giver = models.CharField(max_length=10)
    giver_key = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    giver_name = models.CharField(max_length=200, default="")
    share = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    note = models.TextField(default="")
    example = models.BooleanField(default=False)
    revision = models.IntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["version", "target_key"], name="planning_contribution_to")]


class MeasureLink(models.Model):
    """The indicator is measured: its values come from a measure. `service`: slug of the service
    whose work the measure counts, so that a case finds its way up."""

    region_code = models.CharField(max_length=13, default=ledger.current_region)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    indicator_key = models.UUIDField()
    measure = models.CharField(max_length=100)
    service = models.CharField(max_length=100, default="")
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "indicator_key"], name="planning_link_once"
            )
        ]
        indexes = [
            models.Index(fields=["region_code", "service"], name="planning_link_service"),
            models.Index(fields=["region_code", "measure"], name="planning_link_measure"),
        ]
