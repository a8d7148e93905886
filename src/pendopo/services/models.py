"""Published versions of packages: rows that are only ever added."""

from __future__ import annotations

from django.db import models

from pendopo.ledger import api as ledger


class ServiceVersion(models.Model):
    """One package as published: all its bytes, named by their hash, in force from a moment on.

    Never changed. A later `valid_from` of the same slug takes over; a row whose `valid_to` has
    passed is in force no more.
    """

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    slug = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)
    files = models.BinaryField()
    created = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["region_code", "slug", "valid_from"], name="service_version_in_force"
            ),
            models.Index(fields=["region_code", "hash"], name="service_version_hash"),
        ]
