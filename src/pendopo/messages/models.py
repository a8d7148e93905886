"""Notices on their way to people."""

from __future__ import annotations

from django.db import models

from pendopo.ledger import api as ledger


class Notice(models.Model):
    """One message to one person, or an answer to a telephone that nobody is known by. `sealed`
    holds address and words."""

    class Status(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    person_id = models.UUIDField(null=True)
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


class Choice(models.Model):
    """How a person wants to hear of their cases. WhatsApp is never used without."""

    person_id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    channel = models.CharField(max_length=12)
    chosen_at = models.DateTimeField()


class Heard(models.Model):
    """A text that came in, so that it is answered once however often the gateway brings it."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    channel = models.CharField(max_length=12)
    message_hash = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "message_hash"], name="notices_heard_once"
            )
        ]
