"""The published table as it stood at the end of each month, and now: pages never scan reports."""

from __future__ import annotations

from django.db import models

from pendopo.ledger import api as ledger


class ReputationRun(models.Model):
    """The table of one month, from the exports that stand beside it (gzip of the CSV files). It is
    made again as long as the month lasts. months: what became of each agency's reports, by the
    month of the report."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    month = models.CharField(max_length=7)
    made_at = models.DateTimeField()
    formula = models.CharField(max_length=8)
    reports = models.IntegerField()
    due = models.IntegerField()
    ratings = models.IntegerField()
    digest = models.CharField(max_length=64)  # SHA-256 of the export of reports, hexadecimal
    ratings_digest = models.CharField(max_length=64)
    export = models.BinaryField()
    ratings_export = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "month"], name="voice_reputationrun_month"
            )
        ]


class ReputationLine(models.Model):
    """One line of a run. dimension: agency, topic, district (of reports), service, served,
    resident (of ratings). name: as in the export; a service stands after its agency and a slash.
    place: in the published order."""

    run = models.ForeignKey(ReputationRun, models.CASCADE, related_name="+")
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    dimension = models.CharField(max_length=12)
    name = models.CharField(max_length=400)
    place = models.IntegerField()
    told = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "dimension", "name"], name="voice_reputationline_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["region_code", "dimension", "name"], name="voice_reputationline_name"
            )
        ]
