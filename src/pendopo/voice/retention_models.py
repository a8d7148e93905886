"""What of a report has been forgotten by which rule, and reports that nothing may be taken from."""

from __future__ import annotations

from django.db import models

from pendopo.ledger import api as ledger


class ForgottenPart(models.Model):
    """A rule has done its work on a report; made from the fact that tells it."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    report = models.ForeignKey("voice.Report", models.CASCADE, related_name="+")
    rule = models.CharField(max_length=40)
    files = models.IntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "rule"], name="voice_forgottenpart_once")
        ]
        indexes = [models.Index(fields=["region_code", "rule"], name="voice_forgottenpart_rule")]


class LegalHold(models.Model):
    """Nothing of this report is forgotten while somebody needs it, for a stated reason."""

    report = models.OneToOneField("voice.Report", models.CASCADE, primary_key=True,
                                  related_name="+")  # fmt: skip
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    reason = models.CharField(max_length=20)
    account_id = models.UUIDField()
    since = models.DateTimeField()
