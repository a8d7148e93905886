"""Regions (the tenants) and the places inside them."""

from __future__ import annotations

from django.db import models

from pendopo.ledger import api as ledger


class Region(models.Model):
    """A regency or city that this installation serves. Visible to all: it is the way in."""

    code = models.CharField(primary_key=True, max_length=13)  # Kemendagri, "35.11"
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=16)  # kabupaten | kota | provinsi
    hosts = models.JSONField(default=list)  # host names, the first is the canonical one
    zone = models.CharField(max_length=40, default="Asia/Jakarta")
    recap_classification = models.CharField(max_length=40, default="")  # "": no recap is signed
    recap_example = models.BooleanField(default=False)


class Place(models.Model):
    """A kecamatan, desa or kelurahan, by its Kemendagri code."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    code = models.CharField(max_length=13)
    kind = models.CharField(max_length=16)  # kecamatan | desa | kelurahan
    name = models.CharField(max_length=120)
    parent_code = models.CharField(max_length=13)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region_code", "code"], name="directory_place_code")
        ]
        ordering = ("code",)


class DayRule(models.Model):
    """A decision that a day is off, or is not; the newest one about a day counts."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    day = models.DateField()
    off = models.BooleanField()
    reason = models.CharField(max_length=120)
    basis = models.CharField(max_length=120)  # the decree
    decided_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["region_code", "day"], name="directory_dayrule_day")]
