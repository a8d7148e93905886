"""The quarterly review: a meeting, and what it decided."""

from __future__ import annotations

from django.db import models

from pendopo.ledger import api as ledger
from pendopo.planning.models.plans import Plan


class Review(models.Model):
    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    year = models.SmallIntegerField()
    quarter = models.SmallIntegerField()
    held_on = models.DateField()
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "year", "quarter"], name="planning_review_once")
        ]


class Decision(models.Model):
    """`organisation_id` and, where one is named, `position_id`: who carries it out by `due_on`.
    `proof`: what was done, in words."""

    id = models.UUIDField(primary_key=True)
    region_code = models.CharField(max_length=13, default=ledger.current_region)
    review = models.ForeignKey(Review, models.CASCADE, related_name="+")
    node_key = models.UUIDField(null=True)
    text = models.TextField()
    organisation_id = models.UUIDField()
    position_id = models.UUIDField(null=True)
    due_on = models.DateField()
    decided_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    proof = models.TextField(default="")
    revision = models.IntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["review"], name="planning_decision_review")]
