"""Files on their way into a plan, and which heading meant what."""

from __future__ import annotations

from django.db import models

from pendopo.ledger import api as ledger
from pendopo.planning.models.plans import Plan, Version


class ImportRun(models.Model):
    """A file that was judged. It is kept as it came, so that copying it can begin again at any
    time: all of it in one transaction, or nothing. `report`: lines by row. `about`: the tree of a
    draft (plan) or what was done and paid (realised); `seen`: what was there when a file of
    figures was judged."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    content_hash = models.CharField(max_length=80)
    sheet = models.CharField(max_length=100, default="")
    year = models.SmallIntegerField(null=True)
    mapping = models.JSONField(default=dict)
    status = models.CharField(max_length=8)
    report = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    wrong = models.IntegerField(default=0)
    advice = models.IntegerField(default=0)
    account_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    version_revision = models.IntegerField()
    about = models.CharField(max_length=8, default="plan")
    seen = models.CharField(max_length=80, default="")

    class Meta:
        indexes = [models.Index(fields=["plan", "-at"], name="planning_import_newest")]


class ColumnMapping(models.Model):
    """Which of our columns a heading of files with these headings means (`mapping`: our name ->
    heading), as somebody said it once."""

    region_code = models.CharField(max_length=13, default=ledger.current_region)
    fingerprint = models.CharField(max_length=80)
    mapping = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "fingerprint"], name="planning_mapping_once"
            )
        ]
