"""Ratings without a name: neither the case nor the person can be read from a row."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from pendopo.ledger import api as ledger


class ServiceRating(models.Model):
    """One for each case that ended. `case_hash` is keyed: whoever may open the case finds the row,
    and nobody gets from the row to the case. link_hash: of the one-time link; None once used."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    case_hash = models.BinaryField()
    link_hash = models.BinaryField(null=True)
    service = models.CharField(max_length=64)
    agency_id = models.UUIDField()
    ended_at = models.DateTimeField()
    score = models.SmallIntegerField(null=True)
    reasons = ArrayField(models.CharField(max_length=2), default=list)
    rated_at = models.DateTimeField(null=True)  # for the first time

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region_code", "case_hash"], name="voice_rating_case"),
            models.UniqueConstraint(fields=["region_code", "link_hash"], name="voice_rating_link"),
        ]
        indexes = [models.Index(fields=["region_code", "rated_at"], name="voice_rating_rated")]


class AgencyRating(models.Model):
    """One for each verified person, agency and period; `person_hash` is keyed by all three."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    agency_id = models.UUIDField()
    period = models.CharField(max_length=8)
    person_hash = models.BinaryField()
    score = models.SmallIntegerField()
    reasons = ArrayField(models.CharField(max_length=2), default=list)
    rated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "person_hash"], name="voice_agencyrating_once"
            )
        ]
        indexes = [
            models.Index(fields=["region_code", "agency_id"], name="voice_agencyrating_agency")
        ]
