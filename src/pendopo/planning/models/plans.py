"""A plan, its versions, and the tree of each version."""

from __future__ import annotations

from django.db import models

from pendopo.ledger import api as ledger


class Plan(models.Model):
    """`organisation_id` None: the plan of the whole region. `above`: the plan that it carries
    out. `source`: where its words come from; `example`: constructed, shown as contoh."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    kind = models.CharField(max_length=8)
    title = models.CharField(max_length=300)
    first_year = models.SmallIntegerField()
    last_year = models.SmallIntegerField()
    organisation_id = models.UUIDField(null=True)
    above = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    source = models.TextField(default="")
    example = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    versions = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["region_code", "kind"], name="planning_plan_kind")]


class Version(models.Model):
    """One state of a plan: the first text, a shift of the budget, an amendment. At most one draft
    of a plan; what was adopted never changes again."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    number = models.SmallIntegerField()
    sort = models.CharField(max_length=12)
    label = models.CharField(max_length=200)
    status = models.CharField(max_length=8, default="draft")
    based_on = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    basis = models.CharField(max_length=200, default="")
    begun_at = models.DateTimeField()
    adopted_on = models.DateField(null=True)
    adopted_at = models.DateTimeField(null=True)
    revision = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="planning_version_number"),
            models.UniqueConstraint(
                fields=["plan"],
                condition=models.Q(status="draft"),
                name="planning_version_one_draft",
            ),
        ]


class Node(models.Model):
    """`key` is the same in every version of the plan, so that two versions can be compared and
    what was realised stays with it. `code`: SIPD's nomenclature; `own_code`: ours. `tags`:
    "sdg:8", "pn:4" (national priority), "rb:..." (thematic reform), "se:..." (circular)."""

    region_code = models.CharField(max_length=13, default=ledger.current_region)
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    key = models.UUIDField()
    parent_key = models.UUIDField(null=True)
    level = models.CharField(max_length=12)
    code = models.CharField(max_length=40, default="")
    own_code = models.CharField(max_length=40, default="")
    name = models.TextField()
    skpd_code = models.CharField(max_length=40, default="")
    organisation_id = models.UUIDField(null=True)
    position_id = models.UUIDField(null=True)
    place = models.IntegerField(default=0)
    tags = models.JSONField(default=list)
    source = models.TextField(default="")
    example = models.BooleanField(default=False)
    revision = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="planning_node_key"),
            models.UniqueConstraint(
                fields=["version", "skpd_code", "level", "code"],
                condition=~models.Q(code=""),
                name="planning_node_code",
            ),
        ]
        indexes = [models.Index(fields=["key"], name="planning_node_of_key")]
