"""Who holds which position when, on what legal basis, and when the holder is away."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from pendopo.directory.models.organisations import Position
from pendopo.directory.models.people import Person
from pendopo.ledger import api as ledger


class Mandate(models.Model):
    """Days are inclusive. At most one definitive mandate of a position on any day: an
    exclusion constraint of the first migration."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    basis = models.CharField(max_length=128)  # number of the decree or order, a machine word
    powers = ArrayField(models.CharField(max_length=60), default=list)  # of a delegation

    class Meta:
        indexes = [
            models.Index(fields=["position", "valid_from"], name="directory_mandate_position"),
            models.Index(fields=["person", "valid_from"], name="directory_mandate_person"),
        ]


class Absence(models.Model):
    """Days on which the holder of a mandate is away (leave, illness, travel)."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField()
    reason = models.CharField(max_length=24)
    basis = models.CharField(max_length=128)
