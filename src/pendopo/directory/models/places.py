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


class BoundarySet(models.Model):
    """One version of the boundaries of a level: all its polygons came together and stay."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    number = models.IntegerField()  # 1, 2, ... in the region
    level = models.CharField(max_length=9)  # kecamatan | desa
    approximate = models.BooleanField()  # cells round centroids, not a survey
    content = models.CharField(max_length=64)  # SHA-256 of the file, hex
    source = models.CharField(max_length=200)  # who published it, for the foot of a map
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region_code", "number"], name="directory_boundaries")
        ]


class Boundary(models.Model):
    """The outline of one place in one version."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    boundaries = models.ForeignKey(BoundarySet, models.PROTECT, related_name="+")
    place_code = models.CharField(max_length=13)
    shape = models.BinaryField()  # well-known binary (OGC 06-103r4), lon and lat of WGS 84

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["boundaries", "place_code"], name="directory_boundary_once"
            )
        ]


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
