"""Measures, their versions, and the cells that hold their numbers."""

from __future__ import annotations

from django.db import models

from pendopo.ledger import api as ledger


class Measure(models.Model):
    """A name under which numbers are asked for; what it means is said by its version."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    slug = models.CharField(max_length=64, db_collation="C")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region_code", "slug"], name="measures_measure_slug")
        ]


class Version(models.Model):
    """A declaration. `building`: counted from zero, `next_seq` being the first fact not yet in its
    cells; `current`: the reader of all facts keeps it; `retired`: another took its place, its
    cells are gone. The columns beside `definition` repeat it for the one statement of `asking`."""

    class State(models.TextChoices):
        BUILDING = "building"
        CURRENT = "current"
        RETIRED = "retired"

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+")
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    number = models.IntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.BUILDING)
    next_seq = models.BigIntegerField(default=0)
    declared_at = models.DateTimeField()
    definition = models.JSONField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "number"], name="measures_version_number"),
            models.UniqueConstraint(
                fields=["measure"],
                condition=models.Q(state="current"),
                name="measures_version_current",
            ),
        ]


class Cell(models.Model):
    """A sum over one day or month (`level`), as corrected since. `mask`: which dimensions are
    fixed (bit 0 the first of `by`); those that are not are "*". `value`: 0, except for medians and
    percentiles, which keep each value with its count."""

    pk = models.CompositePrimaryKey(
        "version_id", "mask", "level", "d1", "d2", "d3", "period", "value"
    )
    version_id = models.BigIntegerField()
    mask = models.SmallIntegerField()
    level = models.SmallIntegerField()
    d1 = models.CharField(max_length=128, db_collation="C")
    d2 = models.CharField(max_length=128, db_collation="C")
    d3 = models.CharField(max_length=128, db_collation="C")
    period = models.DateField()
    value = models.BigIntegerField()
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    n = models.BigIntegerField()
    good = models.BigIntegerField()
    total = models.DecimalField(max_digits=38, decimal_places=6)


class Booking(models.Model):
    """What came to be known in one hour about one day, all dimensions fixed: the cells are sums of
    these. `stray`: known on another day than it happened."""

    pk = models.CompositePrimaryKey("version_id", "day", "hour", "d1", "d2", "d3", "value")
    version_id = models.BigIntegerField()
    day = models.DateField()
    hour = models.DateTimeField()
    d1 = models.CharField(max_length=128, db_collation="C")
    d2 = models.CharField(max_length=128, db_collation="C")
    d3 = models.CharField(max_length=128, db_collation="C")
    value = models.BigIntegerField()
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    stray = models.BooleanField()
    n = models.BigIntegerField()
    good = models.BigIntegerField()
    total = models.DecimalField(max_digits=38, decimal_places=6)

    class Meta:
        indexes = [
            models.Index(
                fields=["version_id", "hour", "day"],
                condition=models.Q(stray=True),
                name="measures_booking_stray",
            )
        ]
