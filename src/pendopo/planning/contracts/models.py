"""A contract, its addenda, what was reported of it, and who was there."""

from __future__ import annotations

from django.db import models

from pendopo.ledger import api as ledger
from pendopo.planning.models.plans import Plan


class Contract(models.Model):
    """`node_key`: a sub-activity of the plan. `value` in rupiah and `curve` as they hold now,
    addenda included; a curve is [["2026-03", "12.5"], ...], percent at the end of each month.
    `lat` and `lon`: of the work, WGS 84. `key_id`: seals what cameras wrote into its photos."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    node_key = models.UUIDField()
    organisation_id = models.UUIDField()
    provider_id = models.UUIDField()
    number = models.CharField(max_length=120)
    title = models.CharField(max_length=300)
    value = models.DecimalField(max_digits=20, decimal_places=2)
    starts_on = models.DateField()
    ends_on = models.DateField()
    village = models.CharField(max_length=13, default="")
    lat = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    lon = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    curve = models.JSONField(default=list)
    status = models.CharField(max_length=10, default="open")
    closed_on = models.DateField(null=True)
    closed_basis = models.CharField(max_length=200, default="")
    key_id = models.UUIDField()
    example = models.BooleanField(default=False)
    recorded_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()
    revision = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "organisation_id", "number"], name="planning_contract_number"
            )
        ]
        indexes = [models.Index(fields=["plan", "node_key"], name="planning_contract_node")]


class Addendum(models.Model):
    """What a contract was before and is after; `basis`: the number of the addendum."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    contract = models.ForeignKey(Contract, models.CASCADE, related_name="+")
    basis = models.CharField(max_length=200)
    on = models.DateField()
    value_before = models.DecimalField(max_digits=20, decimal_places=2)
    value_after = models.DecimalField(max_digits=20, decimal_places=2)
    ends_before = models.DateField()
    ends_after = models.DateField()
    curve_before = models.JSONField(default=list)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "basis"], name="planning_addendum_once")
        ]


class FieldVisit(models.Model):
    """Somebody stood at the work. What stays is how far from it, in metres; the place itself is
    not kept. `token_hash`: of the one report that may follow; NULL once it came."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    contract = models.ForeignKey(Contract, models.CASCADE, related_name="+")
    account_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    metres = models.IntegerField(null=True)
    token_hash = models.BinaryField(null=True)

    class Meta:
        indexes = [models.Index(fields=["contract", "-at"], name="planning_visit_newest")]


class Progress(models.Model):
    """One report from the field. `physical`: percent of the work done by the day `on`, all in all.
    `letter`: the SP2D by which `paid` rupiah were paid on `paid_on`; all empty without a payment.
    `photos`: ids of files. A second person accepts it or gives it back."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    contract = models.ForeignKey(Contract, models.CASCADE, related_name="+")
    number = models.IntegerField()
    on = models.DateField()
    physical = models.DecimalField(max_digits=5, decimal_places=2)
    letter = models.CharField(max_length=80, default="")
    paid = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    paid_on = models.DateField(null=True)
    note = models.TextField(default="")
    photos = models.JSONField(default=list)
    visit = models.ForeignKey(FieldVisit, models.SET_NULL, null=True, related_name="+")
    status = models.CharField(max_length=8, default="entered")
    remark = models.TextField(default="")
    reported_by = models.UUIDField(null=True)
    reported_at = models.DateTimeField()
    judged_by = models.UUIDField(null=True)
    judged_at = models.DateTimeField(null=True)
    revision = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="planning_progress_number"),
            models.UniqueConstraint(
                fields=["contract", "on"],
                condition=~models.Q(status="returned"),
                name="planning_progress_day",
            ),
        ]
        indexes = [
            models.Index(fields=["contract", "status", "-on"], name="planning_progress_newest")
        ]
