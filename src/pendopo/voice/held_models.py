"""What came in very great number from one device, sealed until somebody has looked."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from pendopo.ledger import api as ledger


class HeldReport(models.Model):
    """`sealed` holds what was told, and the code; under a key of its own, which is destroyed when
    it is discarded. device_hash: keyed, so that a flood can be looked at as one."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    number = models.CharField(max_length=24)
    code_hash = models.BinaryField()
    device_hash = models.BinaryField()
    sort = models.CharField(max_length=12)
    channel = models.CharField(max_length=16)
    key_id = models.UUIDField()
    sealed = models.BinaryField()
    files = ArrayField(models.UUIDField(), default=list)
    status = models.CharField(max_length=10, default="held")  # held, released, discarded
    held_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region_code", "number"], name="voice_held_number")
        ]
        indexes = [
            models.Index(fields=["region_code", "status", "device_hash"], name="voice_held_device")
        ]
