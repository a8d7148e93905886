"""Organisations of every kind and the positions in them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from pendopo.ledger import api as ledger


class Organisation(models.Model):
    """Anyone a lane of a process can belong to: agency, vertical office, business, community..."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    kind = models.CharField(max_length=16)
    code = models.CharField(max_length=40, blank=True)  # SKPD code, NIB, village code, ...
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    head_position_id = models.UUIDField(null=True)
    source_year = models.SmallIntegerField(null=True)  # year of the list the name comes from
    example = models.BooleanField(default=False)  # invented for the demo
    address = models.CharField(max_length=200, blank=True)  # of its letterhead
    contact = models.CharField(max_length=200, blank=True)  # telephone, e-mail, site

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "code"],
                condition=~models.Q(code=""),
                name="directory_organisation_code",
            )
        ]
        ordering = ("name",)


class Position(models.Model):
    """A post in an organisation; it carries the roles, its holder borrows them."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)  # slug, unique in the organisation
    title = models.CharField(max_length=200)
    roles = ArrayField(models.CharField(max_length=20), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="directory_position_code")
        ]
        ordering = ("title",)
