"""Notices on their way to people."""

from __future__ import annotations

from django.db import models

from pendopo.ledger import api as ledger


class Notice(models.Model):
    """One message to one person. `sealed` holds address and words."""

    class Status(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    person_id = models.UUIDField()
    about_id = models.UUIDField()
    dedupe = models.CharField(max_length=120)
    channel = models.CharField(max_length=12)
    key_id = models.UUIDField()
    sealed = models.BinaryField()
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.WAITING)
    attempts = models.IntegerField(default=0)
    problem = models.CharField(max_length=120, default="")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region_code", "dedupe"], name="notices_notice_dedupe")
        ]
        indexes = [models.Index(fields=["person_id"], name="notices_notice_person")]
